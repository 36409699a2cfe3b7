package io.ripen.engine.internal.outbox;

import io.ripen.event.EventListeners;
import io.ripen.event.EventListeners.Listener;
import io.ripen.health.HealthCheck;
import io.ripen.time.RipenClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells of listeners that fail, hang, or are away while events wait for them. */
@Component
public final class ListenersHealth implements HealthCheck {
    private static final Duration AWAY = Duration.ofMinutes(10);

    private final EventListeners listeners;
    private final Supplier<Set<String>> stuck;
    private final RipenClock clock;

    @Activate
    public ListenersHealth(@Reference OutboxComponent outbox, @Reference RipenClock clock) {
        this(outbox, outbox::stuck, clock);
    }

    /** @param stuck names of those whose call on this node does not end */
    ListenersHealth(EventListeners listeners, Supplier<Set<String>> stuck, RipenClock clock) {
        this.listeners = listeners;
        this.stuck = stuck;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "listeners";
    }

    @Override
    public Result check() {
        List<String> told = new ArrayList<>();
        Instant now = clock.machine().instant();
        Set<String> hang = stuck.get();
        List<Listener> all = listeners.all();
        for (Listener each : all) {
            if (hang.contains(each.name())) {
                told.add("Listener " + each.name()
                        + " hangs in a call that does not end although it was interrupted; it is told of nothing on this node."
                        + waits(each) + " Mend its bundle, and restart it.");
            } else if (each.pausedUntil() != null && each.pausedUntil().isAfter(now)) {
                told.add("Listener " + each.name() + " failed " + each.failures()
                        + " times without a success and is left alone until " + each.pausedUntil() + ": " + each.error()
                        + waits(each) + " Mend what it says, or remove its bundle.");
            } else if (each.waiting() > 0
                    && !each.installed()
                    && each.seenAt().plus(AWAY).isBefore(now)) {
                told.add("Listener " + each.name() + " is on no node since " + each.seenAt() + "." + waits(each)
                        + " Install its bundle again, or forget it by DELETE /api/v1/listeners/" + each.name() + ".");
            }
            if (each.quarantined() > 0) {
                told.add("Listener " + each.name() + " failed again and again at " + count(each.quarantined())
                        + ", which are in quarantine: GET /api/v1/listeners/" + each.name()
                        + "/quarantine shows them. When the cause is removed, let them go again by POST"
                        + " /api/v1/listeners/" + each.name() + "/quarantine/retry.");
            }
        }
        return told.isEmpty()
                ? new Result(
                        Status.OK,
                        all.isEmpty()
                                ? "No bundle listens to events."
                                : "All listeners take the events that they want.")
                : new Result(
                        Status.WARN,
                        String.join(" ", told) + " The events count, and nothing else waits for these listeners.");
    }

    private static String waits(Listener each) {
        return each.waiting() == 0
                ? ""
                : " " + count(each.waiting()) + " wait for it, the oldest since " + each.oldest() + ".";
    }

    private static String count(long events) {
        return events == 1 ? "1 event" : (events >= EventListeners.COUNTED ? events + " or more" : events) + " events";
    }
}
