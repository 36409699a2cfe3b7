package io.ripen.engine.internal.outbox;

import io.ripen.core.store.Stores;
import io.ripen.delivery.FailureReaction;
import io.ripen.event.EventListener;
import io.ripen.event.EventListeners;
import io.ripen.event.EventReaction;
import io.ripen.event.ListenerName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the outbox for the listeners that bundles bring. */
@SuppressWarnings("deprecation")
@Component(
        service = {EventListeners.class, OutboxComponent.class},
        immediate = true,
        configurationPid = OutboxConfig.PID)
@Designate(ocd = OutboxConfig.class)
public final class OutboxComponent implements EventListeners {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxComponent.class);
    /** As it may stand in an address of the API. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    private final OutboxRunner runner;
    private final KeptListeners kept;

    @Activate
    public OutboxComponent(@Reference Stores stores, OutboxConfig config) {
        runner = new OutboxRunner(stores, settings(config));
        kept = new KeptListeners(stores, runner);
        runner.start();
    }

    private static OutboxSettings settings(OutboxConfig config) {
        OutboxSettings usual = OutboxSettings.DEFAULTS;
        return new OutboxSettings(
                usual.batch(),
                Duration.ofSeconds(Math.max(1, Math.min(600, config.call_seconds()))),
                usual.grace(),
                Math.max(1, Math.min(20, config.attempts())),
                usual.pauseAfter(),
                Duration.ofDays(Math.max(1, Math.min(365, config.forget_days()))));
    }

    /** May come and go at any time. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(EventListener listener, Map<String, Object> properties) {
        runner.add(name(listener, properties), listener);
    }

    void removeListener(EventListener listener) {
        runner.remove(listener);
    }

    /** May come and go at any time. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addReaction(EventReaction reaction) {
        runner.add(reaction.getClass().getName(), reaction);
    }

    void removeReaction(EventReaction reaction) {
        runner.remove(reaction);
    }

    /** May come and go at any time. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addFailureReaction(FailureReaction reaction) {
        runner.add(reaction.getClass().getName(), reaction);
    }

    void removeFailureReaction(FailureReaction reaction) {
        runner.remove(reaction);
    }

    /** The name that it gave itself, else that of its class. */
    static String name(EventListener listener, Map<String, Object> properties) {
        String of = listener.getClass().getName();
        if (!(properties.get(ListenerName.PROPERTY) instanceof String name)) {
            return of;
        }
        if (!NAME.matcher(name).matches()) {
            LOG.warn(
                    "'{}' is no name for a listener, so it is called {}. Give it one of 1 to 200 letters, digits, dots,"
                            + " hyphens and underscores.",
                    name,
                    of);
            return of;
        }
        return name;
    }

    Set<String> stuck() {
        return runner.stuck();
    }

    @Override
    public List<Listener> all() {
        return kept.all();
    }

    @Override
    public Optional<Listener> find(String name) {
        return kept.find(name);
    }

    @Override
    public List<Quarantined> quarantine(String listener, long after, int limit) {
        return kept.quarantine(listener, after, limit);
    }

    @Override
    public int retry(String listener, List<Long> ids) {
        return kept.retry(listener, ids);
    }

    @Override
    public int drop(String listener, List<Long> ids) {
        return kept.drop(listener, ids);
    }

    @Override
    public boolean forget(String listener) {
        return kept.forget(listener);
    }

    @Deactivate
    void stop() {
        runner.close();
    }
}
