package io.ripen.engine.internal.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;

/** What one case may take. Far more than any good file needs, and far less than what once took a node down. */
final class Bounds {
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final long BYTES = 1L << 30;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Bounds() {}

    static <T> T within(Supplier<T> work) {
        return assertTimeoutPreemptively(TIME, () -> {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            T result = work.get();
            long allocated =
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertThat(allocated).as("bytes that one case used").isLessThan(BYTES);
            return result;
        });
    }
}
