package io.ripen.health.internal.settings;

import io.ripen.health.HealthCheck;
import io.ripen.schedule.RepeatedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.MetaTypeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in health, and once in the log, what of the configuration nobody reads and which components did not start with theirs:
 * one mechanism for policies, hooks, forms, scoring, channels, and for bundles of others that describe their settings by
 * {@code @ObjectClassDefinition}. Looks every few seconds; what two looks find is told, so that a bundle that is being updated
 * is no alarm.
 */
@Component(immediate = true)
public final class ConfigurationHealth implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationHealth.class);
    private static final long APART_SECONDS = 3;

    private final Installation installation;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "ripen-configuration");
        made.setDaemon(true);
        return made;
    });
    private final Findings findings = new Findings();

    @Activate
    public ConfigurationHealth(
            BundleContext context,
            @Reference ConfigurationAdmin configurations,
            @Reference MetaTypeService metatype,
            @Reference ServiceComponentRuntime components) {
        this.installation = new Installation(context, configurations, metatype, components);
        RepeatedTask.on(
                thread, "ripen-configuration", Duration.ofSeconds(1), Duration.ofSeconds(APART_SECONDS), this::look);
    }

    @Deactivate
    public void deactivate() {
        thread.shutdownNow();
    }

    private void look() {
        Map<String, Set<String>> known = installation.known();
        Set<String> found = new LinkedHashSet<>();
        List<FailedComponent> failed = installation.failed();
        failed.forEach(each -> found.add(each.sentence()));
        found.addAll(SettingNames.problems(installation.written(known.keySet()), known));
        List<String> told = findings.seen(found);
        for (String each : told) {
            LOG.warn("{}", each);
        }
        for (FailedComponent each : failed) {
            // A mistake in a value is told in a sentence; anything else is a fault of the code, for which one looks
            // at the trace.
            if (!each.isAboutAValue() && told.contains(each.sentence())) {
                LOG.warn("The component {} failed with: {}", each.name(), each.failure());
            }
        }
    }

    @Override
    public String name() {
        return "configuration";
    }

    @Override
    public Result check() {
        List<String> all = new ArrayList<>(findings.standing());
        return all.isEmpty()
                ? new Result(Status.OK, "All settings are understood.")
                : new Result(Status.WARN, String.join(" ", all));
    }
}
