package io.ripen.rest.internal;

import io.ripen.health.HealthCheck;
import io.ripen.rest.internal.resource.HealthResource.Check;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all health checks at once and waits a limited time for each. The answer is kept for a moment, since everybody may
 * ask without login.
 */
final class HealthChecks implements Supplier<List<Check>>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);
    private static final long PATIENCE_MILLIS = 2_000;
    private static final long KEPT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int THREADS = 32;

    private final Supplier<List<HealthCheck>> checks;
    private final Supplier<List<String>> missing;
    private final LongSupplier nanoTime;
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "ripen-health");
                thread.setDaemon(true);
                return thread;
            });
    private List<Check> kept = List.of();
    private long keptAt;
    private boolean any;

    /** @param missing names of services that the API needs and that are away */
    HealthChecks(Supplier<List<HealthCheck>> checks, Supplier<List<String>> missing, LongSupplier nanoTime) {
        this.checks = checks;
        this.missing = missing;
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
        List<CompletableFuture<Check>> asked = new ArrayList<>();
        for (HealthCheck each : checks.get()) {
            asked.add(ask(each));
        }
        List<Check> answers = new ArrayList<>();
        asked.forEach(answer -> answers.add(answer.join()));
        answers.sort(Comparator.comparing(Check::name));
        answers.add(0, services());
        return List.copyOf(answers);
    }

    private CompletableFuture<Check> ask(HealthCheck check) {
        String name = check.name();
        try {
            return CompletableFuture.supplyAsync(
                            () -> {
                                HealthCheck.Result result = check.check();
                                return new Check(name, result.status(), result.message());
                            },
                            threads)
                    .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .exceptionally(thrown -> failed(name, thrown));
        } catch (java.util.concurrent.RejectedExecutionException e) {
            return CompletableFuture.completedFuture(new Check(
                    name,
                    HealthCheck.Status.CRITICAL,
                    "The check was not asked, since too many others hang. Look for threads named ripen-health."));
        }
    }

    private static Check failed(String name, Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof TimeoutException) {
            return new Check(
                    name,
                    HealthCheck.Status.CRITICAL,
                    "The check did not answer within " + PATIENCE_MILLIS
                            + " ms. What it checks hangs or is overloaded; see the log.");
        }
        LOG.warn("The health check '{}' failed by itself", name, cause);
        return new Check(name, HealthCheck.Status.CRITICAL, "The check failed by itself; the log says how.");
    }

    private Check services() {
        List<String> away = missing.get();
        return away.isEmpty()
                ? new Check("services", HealthCheck.Status.OK, "Everything that the API needs is there.")
                : new Check(
                        "services",
                        HealthCheck.Status.CRITICAL,
                        "Not there yet, or no more: " + String.join(", ", away)
                                + ". Wait some seconds after a start; then see the log for the bundles that did not"
                                + " start and for the database.");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
