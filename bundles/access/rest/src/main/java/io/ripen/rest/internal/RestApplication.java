package io.ripen.rest.internal;

import io.ripen.crm.ContactImport;
import io.ripen.crm.Contacts;
import io.ripen.delivery.Messages;
import io.ripen.event.Events;
import io.ripen.health.HealthCheck;
import io.ripen.report.Reports;
import io.ripen.rest.internal.login.LoginSetup;
import io.ripen.rest.internal.login.Logins;
import io.ripen.sandbox.Sandbox;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.Sequences;
import io.ripen.team.Teams;
import io.ripen.time.RipenClock;
import io.ripen.timeline.Timeline;
import java.nio.file.Path;
import java.util.Set;
import javax.ws.rs.core.Application;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationBase;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The API at {@code /api/v1}. Another bundle adds calls by registering a JAX-RS whiteboard resource with the property
 * {@code osgi.jaxrs.application.select=(osgi.jaxrs.name=ripen)}; login, limits and errors are then the same.
 *
 * <p>The configuration is required: without it a password would be made up before the configured one arrives.
 */
@Component(
        service = Application.class,
        configurationPid = "io.ripen.rest",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@JaxrsName("ripen")
@JaxrsApplicationBase("/api/v1")
@Designate(ocd = RestConfig.class)
public final class RestApplication extends Application {
    private final Services services;
    private final HealthChecks health;
    private final Set<Object> singletons;

    @Activate
    public RestApplication(BundleContext bundle, RestConfig config) {
        Logins logins = LoginSetup.logins(
                config.admin_password(), config.tokens(), passwordFile(bundle, config), RestApplication::show);
        services = new Services(bundle);
        ServiceTracker<Sandbox, Sandbox> sandbox = services.track(Sandbox.class);
        ServiceTracker<HealthCheck, HealthCheck> checks = services.track(HealthCheck.class);
        health = new HealthChecks(() -> services.all(checks, new HealthCheck[0]), services::missing, System::nanoTime);
        singletons = Resources.singletons(
                new Resources.Behind(
                        services.needed(Contacts.class),
                        services.needed(ContactImport.class),
                        services.needed(Events.class),
                        services.needed(Timeline.class),
                        services.needed(Sequences.class),
                        services.needed(Enrollments.class),
                        services.needed(Messages.class),
                        services.needed(Reports.class),
                        services.needed(Teams.class),
                        services.needed(RipenClock.class),
                        () -> services.now(sandbox),
                        health),
                logins,
                System::nanoTime);
    }

    @Override
    public Set<Object> getSingletons() {
        return singletons;
    }

    @Deactivate
    void stop() {
        health.close();
        services.close();
    }

    private static Path passwordFile(BundleContext bundle, RestConfig config) {
        if (!config.password_file().isBlank()) {
            return Path.of(config.password_file().strip());
        }
        String data = System.getProperty("karaf.data");
        return data != null
                ? Path.of(data, "admin.password")
                : bundle.getDataFile("admin.password").toPath();
    }

    /** On the console only: a log is kept, copied and read by others. */
    private static void show(String text) {
        System.out.println(text);
    }
}
