package io.ripen.engine.internal.enroll;

/**
 * Which of the counters' slots a writer uses. The engine's own two threads have slots by node, everybody else one by
 * thread; two that meet in one slot only wait for each other.
 */
public final class Slots {
    private static final int ENGINE = 512;

    private Slots() {}

    public static int ofThread() {
        return ENGINE + (int) (Thread.currentThread().getId() % 512);
    }

    /** @param writer 0 for the claiming thread, 1 for the settling one */
    public static int ofEngine(long node, int writer) {
        return (int) (node * 2 % ENGINE) + writer;
    }
}
