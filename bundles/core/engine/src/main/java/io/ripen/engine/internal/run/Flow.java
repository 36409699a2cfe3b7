package io.ripen.engine.internal.run;

import java.time.Duration;

/**
 * How much one lane may have under way: about what it settles in one second, so that a crash leaves few doubts and a slow
 * provider does not pile up messages that are marked as sending and are not. What finds no room is told how long to stay
 * away: as long as the lane needs for those that came before. Thread-safe.
 */
final class Flow {
    private static final int LEAST = 16;
    private static final double SECOND = 1e9;
    private static final long WINDOW = 50_000_000L;
    private static final long PATIENCE = 100_000_000L;
    /** After so long at its limit the measured pace is what the lane can do; before, it may be only what there was to do. */
    private static final long PROVED = 1_000_000_000L;
    /** Those that are put back come back together and not one by one, or each would cost a transaction of its own. */
    private static final long SLOT = 250_000_000L;

    private static final long LONGEST = 60_000_000_000L;
    private static final long LONG = LONGEST / 2;
    /** More are called back than the lane settled lately, or it could never become faster. */
    private static final double CALLED_BACK = 1.5;

    private final int most;
    private int underWay;
    private int settled;
    private long busySince;
    private double perSecond;
    private long fullSince;
    private long fullFor;
    private long queueEnds = System.nanoTime();
    private long longQueueAt = queueEnds - 2 * LONGEST;

    Flow(int most) {
        this.most = most;
    }

    /** How many more may begin now. */
    synchronized int room() {
        return Math.max(0, limit() - underWay);
    }

    synchronized int limit() {
        return (int) Math.max(Math.min(LEAST, most), Math.min(most, perSecond));
    }

    synchronized int underWay() {
        return underWay;
    }

    /** Settled per second: as measured last, or less when that much was not settled since; 0 before the first. */
    synchronized double perSecond() {
        long busy = System.nanoTime() - busySince;
        return underWay == 0 || busy < WINDOW ? perSecond : Math.min(perSecond, (settled + 1) * SECOND / busy);
    }

    /** Whether to wait for room: something is under way, and it was not full for longer than a moment. */
    synchronized boolean isWaitedFor() {
        return underWay > 0 && (fullSince == 0 || System.nanoTime() - fullSince < PATIENCE);
    }

    /** Whether somebody had to stay away for long within the last minutes. */
    synchronized boolean isBehind() {
        return System.nanoTime() - longQueueAt < 2 * LONGEST;
    }

    /** For how long, in machine time, the next one that found no room has to stay away. */
    synchronized Duration queue() {
        long now = System.nanoTime();
        if (fullFor + (fullSince == 0 ? 0 : now - fullSince) < PROVED) {
            return Duration.ofNanos(SLOT);
        }
        double pace = Math.max(perSecond(), SECOND / LONGEST);
        queueEnds = Math.max(queueEnds, now) + (long) (SECOND / (pace * CALLED_BACK));
        if (queueEnds - now > LONG) {
            longQueueAt = now;
        }
        queueEnds = Math.min(queueEnds, now + LONGEST);
        return Duration.ofNanos((queueEnds - now + SLOT) / SLOT * SLOT);
    }

    synchronized void begun(int count) {
        if (underWay == 0 && count > 0) {
            busySince = System.nanoTime();
            queueEnds = busySince;
            settled = 0;
            fullFor = 0;
        }
        underWay += count;
        look(System.nanoTime());
    }

    synchronized void settled(int count) {
        underWay -= count;
        settled += count;
        long now = System.nanoTime();
        long busy = now - busySince;
        if (busy >= WINDOW || (underWay == 0 && busy > 0)) {
            double measured = settled * SECOND / busy;
            perSecond = perSecond == 0 || busy > SECOND ? measured : (perSecond + measured) / 2;
            busySince = now;
            settled = 0;
        }
        look(now);
    }

    private void look(long now) {
        boolean full = limit() - underWay < limit() / 2;
        if (full && fullSince == 0) {
            fullSince = now;
        } else if (!full && fullSince != 0) {
            fullFor += now - fullSince;
            fullSince = 0;
        }
    }
}
