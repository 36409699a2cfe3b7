package io.ripen.health.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

class InstallationTest {
    private final AtomicInteger state = new AtomicInteger(Bundle.INSTALLED);
    private final AtomicInteger modified = new AtomicInteger(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final Bundle bundle = fake(
            Bundle.class,
            Map.of(
                    "getBundleId", () -> 7L,
                    "getSymbolicName", () -> "io.ripen.channel-sms-twilio",
                    "getState", state::get,
                    "getLastModified", () -> (long) modified.get()));
    private final AttributeDefinition key = fake(AttributeDefinition.class, Map.of("getID", () -> "account.sid"));
    private final ObjectClassDefinition described =
            fake(ObjectClassDefinition.class, Map.of("getAttributeDefinitions", () -> new AttributeDefinition[] {key}));
    private final MetaTypeInformation information = fake(
            MetaTypeInformation.class,
            Map.of(
                    "getPids", () -> new String[] {"io.ripen.sms.twilio"},
                    "getFactoryPids", () -> new String[0],
                    "getObjectClassDefinition", () -> described));
    private final Installation installation = new Installation(
            fake(BundleContext.class, Map.of("getBundles", () -> new Bundle[] {bundle})),
            fake(ConfigurationAdmin.class, Map.of()),
            fake(MetaTypeService.class, Map.of("getMetaTypeInformation", () -> {
                asked.incrementAndGet();
                return information;
            })),
            fake(ServiceComponentRuntime.class, Map.of()));

    /** Its files would be asked for, and the framework would resolve it while somebody else updates it. */
    @Test
    void a_bundle_that_is_being_updated_is_not_asked() {
        assertThat(installation.known()).isEmpty();
        assertThat(asked).hasValue(0);

        state.set(Bundle.ACTIVE);
        assertThat(installation.known().get("io.ripen.sms.twilio")).containsExactly("account.sid");
        assertThat(installation.known()).hasSize(1);
        assertThat(asked).as("once for each update").hasValue(1);

        for (int each : List.of(Bundle.INSTALLED, Bundle.UNINSTALLED)) {
            state.set(each);
            modified.incrementAndGet();
            assertThat(installation.known())
                    .as("what it read before is known meanwhile")
                    .hasSize(1);
        }
        assertThat(asked).hasValue(1);

        state.set(Bundle.STARTING);
        installation.known();
        assertThat(asked).hasValue(2);
    }

    private static <T> T fake(Class<T> type, Map<String, Supplier<?>> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        answers.getOrDefault(method.getName(), () -> null).get()));
    }
}
