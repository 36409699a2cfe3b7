package io.ripen.channel.sms.twilio.internal;

import io.ripen.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Makes the connection that is configured. The service is registered by hand, since a component's service would carry the
 * auth token as a property that every bundle can read. The configuration is required: without it messages to real leads
 * would go to the sandbox in the moment of the start before the configured account arrives.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.ripen.channel.sms.twilio",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
// A service that is registered by hand is not seen by the tool that writes the manifest, but the resolver asks for it.
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.ripen.channel.sms.twilio.internal.TwilioConnection\"")
@Designate(ocd = TwilioConfig.class)
public final class TwilioSetup {
    private final TwilioConnection connection;
    private final ServiceRegistration<TwilioConnection> registration;

    @Activate
    public TwilioSetup(
            BundleContext bundle,
            TwilioConfig config,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    @Nullable Sandbox sandbox) {
        connection = new TwilioConnection(config, sandbox);
        registration = bundle.registerService(TwilioConnection.class, connection, null);
    }

    @Deactivate
    void stop() {
        registration.unregister();
        connection.close();
    }
}
