package io.ripen.benchmarks.honesty;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/** The product in a process of its own, which can be treated badly. */
interface Node {
    /** Starts the process; returns at once. */
    void start() throws Exception;

    /** Waits until it works; false when the process ended or the time was over. */
    boolean awaitReady(Duration atMost) throws Exception;

    /** Creates these leads, and so enrolls them; answers those that it acknowledged. A lead that exists counts as acknowledged. */
    Set<Integer> feed(Collection<Integer> leads) throws Exception;

    /** Enrollments that are not over. Throws when it cannot be asked. */
    long unfinished() throws Exception;

    /** {@code kill -9}. */
    void kill() throws Exception;

    /** {@code kill -STOP}: the process stands still and does not notice. */
    void freeze() throws Exception;

    /** {@code kill -CONT}. */
    void thaw() throws Exception;

    /** Ends it in an orderly way. */
    void stop() throws Exception;
}
