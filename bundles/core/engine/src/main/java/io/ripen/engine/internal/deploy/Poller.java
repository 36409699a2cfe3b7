package io.ripen.engine.internal.deploy;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something each second on a thread of its own; a failure is logged once until it goes well again. */
public final class Poller implements AutoCloseable {

    /** What is done. */
    @FunctionalInterface
    public interface Look {
        void look() throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    private final ScheduledExecutorService executor;
    private final String name;
    private final Look look;
    private volatile String failure = "";

    public Poller(String name, Look look) {
        this.name = name;
        this.look = look;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    public void start() {
        var unused = executor.scheduleWithFixedDelay(this::once, 0, 1, TimeUnit.SECONDS);
    }

    /** Why the last look failed; the empty string when it went well. */
    public String failure() {
        return failure;
    }

    private void once() {
        try {
            look.look();
            if (!failure.isEmpty()) {
                LOG.info("{}: works again.", name);
                failure = "";
            }
        } catch (Exception failed) {
            String message = String.valueOf(failed);
            if (!message.equals(failure)) {
                LOG.warn(
                        "{} failed and is tried again each second; what was deployed runs on: {}",
                        name,
                        message,
                        failed);
                failure = message;
            }
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
