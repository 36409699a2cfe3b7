package io.ripen.engine.internal.run;

/**
 * How much may be under way: about what is settled in one second, so that a crash leaves few doubts and a slow provider
 * does not pile up messages that are marked as sending and are not. Thread-safe.
 */
final class Flow {
    private static final int LEAST = 16;
    private static final long WINDOW = 50_000_000L;

    private final int most;
    private int underWay;
    private int settled;
    private long busySince;
    private double perSecond;

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

    /** Settled per second, as measured last. */
    synchronized double perSecond() {
        return perSecond;
    }

    synchronized void begun(int count) {
        if (underWay == 0 && count > 0) {
            busySince = System.nanoTime();
            settled = 0;
        }
        underWay += count;
    }

    synchronized void settled(int count) {
        underWay -= count;
        settled += count;
        long now = System.nanoTime();
        long busy = now - busySince;
        if (busy >= WINDOW || (underWay == 0 && busy > 0)) {
            double measured = settled * 1e9 / busy;
            perSecond = perSecond == 0 ? measured : (perSecond + measured) / 2;
            busySince = now;
            settled = 0;
        }
    }
}
