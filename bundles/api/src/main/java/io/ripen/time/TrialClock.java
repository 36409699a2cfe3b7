package io.ripen.time;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The clock of a trial, which can be put forward. The {@link RipenClock} that is a service is one; it can be put forward only
 * while it runs fast ({@link #speed()} above 1), so never in a real installation.
 *
 * <pre>{@code
 * if (clock instanceof TrialClock trial && trial.speed() > 1) {
 *     trial.putForward(nextDue);
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
@ProviderType
public interface TrialClock extends RipenClock {

    /**
     * Puts business time forward and wakes whoever sleeps until something is due; machine time stays as it is. Does nothing when
     * {@code to} has passed. Other processes on the same database do not follow.
     *
     * @throws IllegalStateException when this clock does not run fast, or goes by that of another process
     */
    void putForward(Instant to);
}
