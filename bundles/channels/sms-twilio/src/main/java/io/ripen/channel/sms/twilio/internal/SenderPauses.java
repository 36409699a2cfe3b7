package io.ripen.channel.sms.twilio.internal;

import io.ripen.time.RipenClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How long senders have to wait because Twilio told them that they are too quick. Until a pause is over no request is made for
 * that sender on this node; each pause that follows on another is twice as long, and a text that is taken ends the row. Machine
 * time. Thread-safe.
 */
@Component(service = SenderPauses.class)
public final class SenderPauses {
    private static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 9;

    private record Pause(Instant until, int times) {}

    private final InstantSource machine;
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

    @Activate
    public SenderPauses(@Reference RipenClock clock) {
        this(clock.machine());
    }

    private SenderPauses(InstantSource machine) {
        this.machine = machine;
    }

    /** Without OSGi. */
    public static SenderPauses on(InstantSource machine) {
        return new SenderPauses(machine);
    }

    /** What is left of the sender's pause; zero when it may send. */
    Duration left(String sender) {
        Pause pause = pauses.get(sender);
        if (pause == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(machine.instant(), pause.until());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Twilio said that it is too much. Those that were under way at the same time count once.
     *
     * @param asked how long Twilio wants us to wait at least; zero when it did not say
     * @return how long the sender waits from now on
     */
    Duration begin(String sender, Duration asked) {
        Instant now = machine.instant();
        Pause pause = pauses.compute(sender, (name, before) -> {
            boolean running = before != null && before.until().isAfter(now);
            int times = before == null ? 1 : running ? before.times() : before.times() + 1;
            Duration own = FIRST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, times - 1));
            Duration capped = own.compareTo(LONGEST) > 0 ? LONGEST : own;
            Instant until = now.plus(capped.compareTo(asked) > 0 ? capped : asked);
            return new Pause(running && before.until().isAfter(until) ? before.until() : until, times);
        });
        return Duration.between(now, pause.until());
    }

    /** A text was taken: the next pause is a short one again, unless one has begun meanwhile. */
    void taken(String sender) {
        if (!pauses.isEmpty()) {
            Instant now = machine.instant();
            pauses.computeIfPresent(sender, (name, pause) -> pause.until().isAfter(now) ? pause : null);
        }
    }
}
