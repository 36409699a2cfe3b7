package io.ripen.transaction;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where all parts of this process say that the database is away. However many of them notice it, and however often,
 * the log gets one line when it goes, one a minute, and one when it is back; the rest is on level DEBUG. Whoever does something
 * by itself, each second or for a request, asks here first:
 *
 * <pre>{@code
 * } catch (RuntimeException failed) {
 *     if (!Outage.tell("look for due leads", failed)) {
 *         LOG.error("Looking for due leads failed; it is tried again.", failed);
 *     }
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Outage {
    private static final Outage HERE = new Outage(System::nanoTime, LoggerFactory.getLogger(Outage.class));
    private static final long AGAIN = TimeUnit.SECONDS.toNanos(60);
    /** So long nobody may have failed before an answer counts: what fails beside an answer is no end. */
    private static final long QUIET = TimeUnit.SECONDS.toNanos(3);

    private final LongSupplier nanos;
    private final Logger log;
    private boolean away;
    private long since;
    private long told;
    private long failedAt;
    /** Attempts that failed since the outage began. */
    private long attempts;
    /** When the last line about a start was written; null before the first. */
    private @Nullable Long startTold;

    /**
     * @param nanos as {@link System#nanoTime}
     * @param log gets the lines
     */
    Outage(LongSupplier nanos, Logger log) {
        this.nanos = nanos;
        this.log = log;
    }

    /**
     * Says that the database is away, if that is what failed; or that Ripen is still starting, which is no outage.
     *
     * @param doing what could not be done, as in "could not …"
     * @return false when it failed for another reason; nothing was logged then
     */
    public static boolean tell(String doing, Throwable failure) {
        StoreUnavailableException unavailable = unavailable(failure);
        if (unavailable == null) {
            return false;
        }
        if (unavailable instanceof StillStartingException) {
            HERE.starting(doing, String.valueOf(unavailable.getMessage()));
        } else {
            HERE.failed(doing, String.valueOf(unavailable.getMessage()));
        }
        return true;
    }

    /**
     * Says why the database is away, by the one that watches it.
     *
     * @param trouble a sentence that names the database and the reason
     */
    public static void watched(String trouble) {
        HERE.failed("reach it", trouble);
    }

    /** Says that the database answers, by the one that watches it. */
    public static void over() {
        HERE.answered();
    }

    private static @Nullable StoreUnavailableException unavailable(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof StoreUnavailableException found) {
                return found;
            }
            cause = cause.getCause();
        }
        return null;
    }

    synchronized void failed(String doing, String reason) {
        long now = nanos.getAsLong();
        failedAt = now;
        attempts++;
        if (!away) {
            away = true;
            attempts = 1;
            since = now;
            told = now;
            log.warn(
                    "The database is away. Nothing is lost; all that needs it is tried again until it is back. Could not {}: {}",
                    doing,
                    reason);
        } else if (now - told >= AGAIN) {
            told = now;
            log.warn(
                    "The database has been away for {} s, and {} attempts failed. Could not {}: {}",
                    seconds(now),
                    attempts,
                    doing,
                    reason);
        } else {
            log.debug("The database is away. Could not {}: {}", doing, reason);
        }
    }

    synchronized void starting(String doing, String reason) {
        long now = nanos.getAsLong();
        if (startTold == null || now - startTold >= AGAIN) {
            startTold = now;
            log.info(
                    "{} Could not {}; nothing is lost, since whoever asked was told to ask again in some seconds.",
                    reason,
                    doing);
        } else {
            log.debug("{} Could not {}.", reason, doing);
        }
    }

    synchronized void answered() {
        long now = nanos.getAsLong();
        if (away && now - failedAt >= QUIET) {
            away = false;
            log.info("The database answers again, after {} s.", seconds(now));
        }
    }

    private long seconds(long now) {
        return TimeUnit.NANOSECONDS.toSeconds(now - since);
    }
}
