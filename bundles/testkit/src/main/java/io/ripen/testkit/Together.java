package io.ripen.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the same thing on several threads that begin at the same moment. */
final class Together {

    /** What one of the threads does. */
    @FunctionalInterface
    interface Work {
        void run(int number) throws Exception;
    }

    private Together() {}

    /** @param work is given 1 to {@code threads} */
    static void run(int threads, Work work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 1; i <= threads; i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    work.run(number);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get(60, TimeUnit.SECONDS);
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed;
        } catch (TimeoutException stuck) {
            throw new AssertionError("After a minute one of " + threads + " threads has not come back.", stuck);
        } finally {
            pool.shutdownNow();
        }
    }
}
