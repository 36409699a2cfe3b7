package io.ripen.core.store.internal;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries a transaction by the pool every few seconds, on a thread of its own, since one may hang for minutes. Asked by one thread.
 */
final class PoolPing implements AutoCloseable {
    private static final long APART = TimeUnit.SECONDS.toNanos(5);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final Runnable transaction;
    private final LongSupplier nanoTime;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "ripen-store-ping");
        made.setDaemon(true);
        return made;
    });
    private @Nullable Future<Optional<String>> asked;
    private long askedAt;
    private Optional<String> last = Optional.empty();

    PoolPing(Runnable transaction, LongSupplier nanoTime) {
        this.transaction = transaction;
        this.nanoTime = nanoTime;
    }

    /** Why no transaction can be done; empty when one could. Answers at once. */
    Optional<String> trouble() {
        long now = nanoTime.getAsLong();
        Future<Optional<String>> running = asked;
        if (running == null) {
            asked = thread.submit(this::ping);
            askedAt = now;
            return last;
        }
        if (running.isDone()) {
            last = result(running);
            if (now - askedAt >= APART) {
                asked = null;
            }
        } else if (now - askedAt > PATIENCE) {
            last = Optional.of("one has been waiting for " + TimeUnit.NANOSECONDS.toSeconds(now - askedAt)
                    + " s. Give 'poolSize' in etc/io.ripen.store.cfg more, or look for a lock in the database.");
        }
        return last;
    }

    private static Optional<String> result(Future<Optional<String>> done) {
        try {
            return done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(e.getCause()));
        }
    }

    private Optional<String> ping() {
        try {
            transaction.run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
