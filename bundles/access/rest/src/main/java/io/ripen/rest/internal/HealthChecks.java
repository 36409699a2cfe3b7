package io.ripen.rest.internal;

import io.ripen.health.HealthCheck;
import io.ripen.health.HealthCheck.Status;
import io.ripen.rest.internal.resource.HealthResource.Check;
import io.ripen.transaction.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all health checks at once and waits a limited time for each. The answer is kept for a moment, since everybody may
 * ask without login. A check that still hangs is not asked a second time. While the database is away, what fails for that
 * reason is told as its consequence, and nobody waits long for it.
 */
final class HealthChecks implements Supplier<List<Check>>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);
    private static final long PATIENCE_MILLIS = 2_000;
    /** How long the others are waited for when the database is known to be away. */
    private static final long WITHOUT_DATABASE_MILLIS = 300;

    private static final long KEPT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** As long as a caller of the pool waits for a connection, and a little more. */
    private static final long AFTERWARDS_NANOS = TimeUnit.SECONDS.toNanos(12);

    private static final int THREADS = 32;
    private static final String DATABASE = "database";

    private final Supplier<List<HealthCheck>> checks;
    private final ServicesHealth services;
    private final LongSupplier nanoTime;
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "ripen-health");
                thread.setDaemon(true);
                return thread;
            });
    /** What was asked and has not answered yet. */
    private final Map<HealthCheck, Asked> hanging = new IdentityHashMap<>();

    private List<Check> kept = List.of();
    private long keptAt;
    private boolean any;
    private long awayAt;
    private boolean wasAway;

    private record Asked(String name, CompletableFuture<HealthCheck.Result> answer) {}

    /** @param missing names of services that the API needs and that are away */
    HealthChecks(Supplier<List<HealthCheck>> checks, Supplier<List<String>> missing, LongSupplier nanoTime) {
        this.checks = checks;
        this.services = new ServicesHealth(missing, nanoTime);
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized List<Check> get() {
        if (!any || nanoTime.getAsLong() - keptAt > KEPT_NANOS) {
            kept = ask();
            keptAt = nanoTime.getAsLong();
            any = true;
        }
        return kept;
    }

    private List<Check> ask() {
        List<HealthCheck> all = checks.get();
        hanging.keySet().retainAll(all);
        List<Asked> asked = new ArrayList<>();
        for (HealthCheck each : all) {
            asked.add(ask(each));
        }
        long began = nanoTime.getAsLong();
        boolean away = asked.stream()
                .filter(each -> each.name().equals(DATABASE))
                .anyMatch(each -> isCritical(each, millisLeft(began, PATIENCE_MILLIS)));
        for (Asked each : asked) {
            if (!await(each, millisLeft(began, away ? WITHOUT_DATABASE_MILLIS : PATIENCE_MILLIS)) && !away) {
                // The database may have gone while the others were asked; it knows by now.
                away = all.stream()
                        .filter(check -> check.name().equals(DATABASE))
                        .anyMatch(check -> isCritical(ask(check), WITHOUT_DATABASE_MILLIS));
            }
        }
        if (away) {
            awayAt = nanoTime.getAsLong();
            wasAway = true;
        }
        // What waited for a connection needs a moment after the database is back.
        boolean lately = away || wasAway && nanoTime.getAsLong() - awayAt < AFTERWARDS_NANOS;
        List<Check> answers = new ArrayList<>();
        for (Asked each : asked) {
            answers.add(answer(each, lately));
        }
        hanging.values().removeIf(each -> each.answer().isDone());
        answers.sort(Comparator.comparing(Check::name));
        answers.add(0, services.check(lately));
        return List.copyOf(answers);
    }

    private Asked ask(HealthCheck check) {
        Asked before = hanging.get(check);
        if (before != null && !before.answer().isDone()) {
            return before;
        }
        Asked asked;
        try {
            asked = new Asked(check.name(), CompletableFuture.supplyAsync(check::check, threads));
        } catch (RejectedExecutionException e) {
            return new Asked(check.name(), CompletableFuture.failedFuture(e));
        }
        hanging.put(check, asked);
        return asked;
    }

    private long millisLeft(long began, long patience) {
        return Math.max(1, patience - TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - began));
    }

    private static boolean isCritical(Asked asked, long millis) {
        return await(asked, millis)
                && !asked.answer().isCompletedExceptionally()
                && asked.answer().join().status() == Status.CRITICAL;
    }

    /** Whether it answered in time, or failed. */
    private static boolean await(Asked asked, long millis) {
        try {
            asked.answer().get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return asked.answer().isDone();
        }
    }

    private static Check answer(Asked asked, boolean away) {
        String name = asked.name();
        if (!asked.answer().isDone()) {
            return away && !name.equals(DATABASE)
                    ? consequence(name)
                    : new Check(
                            name,
                            Status.CRITICAL,
                            "The check did not answer within " + PATIENCE_MILLIS
                                    + " ms. What it checks hangs or is overloaded; see the log.");
        }
        try {
            HealthCheck.Result result = asked.answer().join();
            return new Check(name, result.status(), result.message());
        } catch (CompletionException | java.util.concurrent.CancellationException e) {
            return failed(name, e.getCause() == null ? e : e.getCause(), away);
        }
    }

    private static Check failed(String name, @Nullable Throwable cause, boolean away) {
        if (cause instanceof RejectedExecutionException) {
            return new Check(
                    name,
                    Status.CRITICAL,
                    "The check was not asked, since too many others hang. Look for threads named ripen-health.");
        }
        if (cause instanceof StoreUnavailableException) {
            return away ? consequence(name) : new Check(name, Status.CRITICAL, String.valueOf(cause.getMessage()));
        }
        LOG.warn("The health check '{}' failed by itself", name, cause);
        return new Check(name, Status.CRITICAL, "The check failed by itself; the log says how.");
    }

    private static Check consequence(String name) {
        return new Check(
                name,
                Status.WARN,
                "This cannot be looked at while the database is away, or has just come back: see the check 'database'.");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
