package io.ripen.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The clock that every bundle injects; nothing in Ripen reads the wall clock by itself.
 *
 * <p>{@link #instant()} is <em>business time</em>: the time that waits, quiet hours and records go by. It runs
 * {@link #speed()} times as fast as the wall (1 in production, more in a demo); its origin is kept in the database, so
 * that a restart goes on where the fast clock stood.
 *
 * <p>{@link #machine()} is <em>machine time</em>, which always runs at the wall's pace. Leases, time-outs and back-off
 * towards a provider go by it: a lease of 30 s must not shrink to a millisecond because the demo runs fast.
 *
 * <p>Thread-safe.
 */
@ProviderType
public interface RipenClock extends InstantSource {

    /** The machine's own time, for leases, time-outs and retries towards the outside world. */
    InstantSource machine();

    /** How many seconds of business time pass in one second of machine time; at least 1. */
    double speed();

    /**
     * Calls {@code moved} each time that business time was put forward, which only happens in trials ({@link TrialClock}). Who
     * sleeps for {@link #pauseUntil} wakes up by it.
     *
     * @param moved returns at once and throws nothing
     * @return ends the calls
     */
    default Runnable onPutForward(Runnable moved) {
        return () -> {};
    }

    /**
     * How long to pause in machine time until {@code due} is reached in business time; zero when it has passed.
     *
     * @param due an instant in business time
     */
    default Duration pauseUntil(Instant due) {
        Duration business = Duration.between(instant(), due);
        if (business.isNegative()) {
            return Duration.ZERO;
        }
        double nanos = business.getSeconds() * 1e9 / speed() + business.getNano() / speed();
        return nanos > Long.MAX_VALUE ? Duration.ofNanos(Long.MAX_VALUE) : Duration.ofNanos((long) nanos);
    }
}
