package io.ripen.delivery.internal.kept;

import io.ripen.core.store.Stores;
import io.ripen.policy.PolicyMemory;
import io.ripen.transaction.UnitOfWork;
import java.util.Collection;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What policies keep, in the database. Thread-safe. */
@Component
public final class KeptPolicyMemory implements PolicyMemory {
    private final Stores stores;

    @Activate
    public KeptPolicyMemory(@Reference Stores stores) {
        this.stores = stores;
    }

    @Override
    public Map<String, String> lock(UnitOfWork work, String policy, Collection<String> names) {
        return stores.policyMemory().lock(work, policy, names);
    }

    @Override
    public void keep(UnitOfWork work, String policy, Map<String, String> texts) {
        stores.policyMemory().keep(work, policy, texts);
    }
}
