package io.ripen.delivery.internal.installed;

import io.ripen.policy.Policy;
import io.ripen.policy.PolicyType;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The policies by type, as their bundles come and go. Without OSGi, {@link #add} them by hand. Thread-safe. */
@Component(service = InstalledPolicies.class)
public final class InstalledPolicies {
    private final ByType<Policy> policies = new ByType<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "remove")
    void bind(Policy policy, Map<String, Object> properties) {
        // One without a type is asked all the same: a policy must not be lost by a missing annotation.
        Object type = properties.get(PolicyType.PROPERTY);
        policies.add(type instanceof String name ? name : policy.getClass().getName(), policy, properties);
    }

    public void add(String type, Policy policy) {
        policies.add(type, policy, Map.of());
    }

    public void remove(Policy policy) {
        policies.remove(policy);
    }

    /** In order of type. */
    public Map<String, Policy> all() {
        return policies.all();
    }
}
