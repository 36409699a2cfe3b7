package io.ripen.rest.internal;

import io.ripen.access.Accounts;
import io.ripen.access.ApiTokens;
import io.ripen.access.ExternalIdentities;
import io.ripen.access.SignIn;
import io.ripen.access.WebSessions;
import io.ripen.audit.Audit;
import io.ripen.channel.Channel;
import io.ripen.channel.ChannelType;
import io.ripen.conversation.Conversations;
import io.ripen.crm.ContactImport;
import io.ripen.crm.Contacts;
import io.ripen.crm.Leads;
import io.ripen.crm.Projection;
import io.ripen.delivery.Messages;
import io.ripen.event.EventListeners;
import io.ripen.event.EventLog;
import io.ripen.event.Events;
import io.ripen.health.HealthCheck;
import io.ripen.mail.Inbound;
import io.ripen.mail.MailReader;
import io.ripen.message.Drafts;
import io.ripen.message.Lint;
import io.ripen.message.TemplateOverrides;
import io.ripen.policy.Backlogs;
import io.ripen.policy.Blocks;
import io.ripen.policy.Consents;
import io.ripen.policy.OptOutLists;
import io.ripen.policy.OptOuts;
import io.ripen.policy.Policy;
import io.ripen.policy.ReplyReader;
import io.ripen.policy.SendingWindows;
import io.ripen.policy.Suppressions;
import io.ripen.privacy.Erasure;
import io.ripen.privacy.PersonExport;
import io.ripen.report.Reports;
import io.ripen.rest.internal.http.ServletDoor;
import io.ripen.rest.internal.json.JsonFormat;
import io.ripen.rest.internal.login.Callers;
import io.ripen.rest.internal.login.FailureLog;
import io.ripen.rest.internal.login.LoginSetup;
import io.ripen.rest.internal.login.Logins;
import io.ripen.sandbox.Sandbox;
import io.ripen.schedule.RepeatedTask;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.Sequences;
import io.ripen.task.Tasks;
import io.ripen.team.Teams;
import io.ripen.time.RipenClock;
import io.ripen.timeline.Timeline;
import io.ripen.transaction.Transactions;
import io.ripen.trigger.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import javax.servlet.Filter;
import javax.ws.rs.core.Application;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.http.whiteboard.HttpWhiteboardConstants;
import org.osgi.service.jaxrs.whiteboard.JaxrsWhiteboardConstants;
import org.osgi.service.jaxrs.whiteboard.annotations.RequireJaxrsWhiteboard;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Offers the API at {@code /api/v1} to the JAX-RS whiteboard. Another bundle adds calls by registering a whiteboard
 * resource with the property {@code osgi.jaxrs.application.select=(osgi.jaxrs.name=ripen)}; login, limits and errors are
 * then the same.
 *
 * <p>The application is registered by hand, since a component's service would carry the configured password as a property
 * that everybody can read, and that the whiteboard logs. The configuration is required: without it a password would be
 * made up before the configured one arrives.
 */
@Component(
        service = {},
        configurationPid = "io.ripen.rest",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = RestConfig.class)
@RequireJaxrsWhiteboard
public final class RestAccess {
    static final String NAME = "ripen";
    static final String BASE = "/api/v1";

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final Services services;
    private final RepeatedTask failureLines;
    private final HealthChecks health;
    private final ServiceRegistration<Application> registration;
    private final ServiceRegistration<Filter> door;

    @Activate
    public RestAccess(BundleContext bundle, RestConfig config) {
        Logins logins = LoginSetup.logins(
                config.admin_password(),
                config.tokens(),
                passwordFile(bundle, config),
                config.terminal() || System.console() != null,
                RestAccess::show);
        services = new Services(bundle);
        ServiceTracker<Sandbox, Sandbox> sandbox = services.track(Sandbox.class);
        ServiceTracker<Policy, Policy> policies = services.track(Policy.class);
        ServiceTracker<Channel, Channel> channels = services.track(Channel.class);
        ServiceTracker<Trigger, Trigger> triggers = services.track(Trigger.class);
        ServiceTracker<HealthCheck, HealthCheck> checks = services.track(HealthCheck.class);
        health = new HealthChecks(() -> services.all(checks, new HealthCheck[0]), services::missing, System::nanoTime);
        FailureLog failures = new FailureLog(System::nanoTime);
        failureLines = RepeatedTask.start("ripen-failed-logins", BETWEEN_LINES, failures::tellWhatCame);
        RestApplication application = new RestApplication(Resources.singletons(
                new Resources.Behind(
                        services.needed(Contacts.class),
                        services.needed(ContactImport.class),
                        services.needed(Leads.class),
                        services.needed(Projection.class),
                        services.needed(Transactions.class),
                        services.needed(Events.class),
                        services.needed(EventLog.class),
                        services.optional(EventListeners.class),
                        services.needed(Timeline.class),
                        services.needed(Sequences.class),
                        services.needed(Enrollments.class),
                        services.needed(Messages.class),
                        services.needed(Tasks.class),
                        services.needed(Conversations.class),
                        services.needed(Reports.class),
                        services.needed(Teams.class),
                        services.needed(RipenClock.class),
                        services.optional(MailReader.class),
                        services.optional(SendingWindows.class),
                        services.optional(Inbound.class),
                        services.optional(TemplateOverrides.class),
                        services.optional(Drafts.class),
                        services.optional(Lint.class),
                        services.optional(ReplyReader.class),
                        services.optional(Consents.class),
                        services.optional(OptOuts.class),
                        services.optional(Suppressions.class),
                        services.optional(OptOutLists.class),
                        services.optional(Blocks.class),
                        services.optional(Backlogs.class),
                        services.optional(Accounts.class),
                        services.optional(ApiTokens.class),
                        services.optional(Audit.class),
                        services.optional(Erasure.class),
                        services.optional(PersonExport.class),
                        services.optional(WebSessions.class),
                        services.optional(ExternalIdentities.class),
                        () -> Services.values(channels, ChannelType.PROPERTY),
                        () -> services.all(policies, new Policy[0]),
                        () -> services.all(triggers, new Trigger[0]),
                        () -> services.now(sandbox),
                        health),
                new Callers(logins, services.optional(SignIn.class), services.optional(WebSessions.class)),
                failures,
                System::nanoTime));
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(
                JaxrsWhiteboardConstants.JAX_RS_NAME, NAME,
                JaxrsWhiteboardConstants.JAX_RS_APPLICATION_BASE, BASE));
        registration = bundle.registerService(Application.class, application, properties);
        // The whiteboard makes a servlet context for each application, at its base.
        door = bundle.registerService(
                Filter.class,
                new ServletDoor(JsonFormat.mapper()),
                new Hashtable<>(Map.of(
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_FILTER_NAME,
                        "ripen-rest-door",
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_FILTER_PATTERN,
                        "/*",
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_FILTER_ASYNC_SUPPORTED,
                        true,
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_SELECT,
                        "(" + HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_PATH + "=" + BASE + ")")));
    }

    @Deactivate
    void stop() {
        door.unregister();
        registration.unregister();
        failureLines.close();
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
