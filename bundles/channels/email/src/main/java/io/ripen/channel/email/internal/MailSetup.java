package io.ripen.channel.email.internal;

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
 * Makes the pool for the mail server that is configured. The service is registered by hand, since a component's service
 * would carry the password as a property that every bundle can read. The configuration is required: without it mails to
 * real leads would go to the sandbox in the moment of the start before the configured server arrives.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.ripen.channel.email",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
// A service that is registered by hand is not seen by the tool that writes the manifest, but the resolver asks for it.
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.ripen.channel.email.internal.MailServer\"")
@Designate(ocd = EmailConfig.class)
public final class MailSetup {
    private final MailServer server;
    private final ServiceRegistration<MailServer> registration;

    @Activate
    public MailSetup(
            BundleContext bundle,
            EmailConfig config,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    @Nullable Sandbox sandbox) {
        server = new MailServer(config, sandbox);
        registration = bundle.registerService(MailServer.class, server, null);
    }

    @Deactivate
    void stop() {
        registration.unregister();
        server.close();
    }
}
