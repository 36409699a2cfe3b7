package io.ripen.benchmarks.latency;

import io.ripen.benchmarks.measure.Figures;
import io.ripen.benchmarks.measure.Pause;
import io.ripen.benchmarks.product.Fiction;
import io.ripen.benchmarks.product.Karaf;
import io.ripen.sandbox.Sandbox;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Leads that come in at a fixed rate, whatever the answers take: a slow moment is counted for every lead that it hits,
 * not only for the one that waited.
 */
final class LeadStream {
    private static final Pattern NAME = Pattern.compile("Hi L(\\d+),");

    private final Karaf karaf;
    private final int rate;
    private int next;
    private final Map<Integer, Long> begun = new ConcurrentHashMap<>();
    private final Map<Integer, Double> answered = new ConcurrentHashMap<>();
    private final Map<Integer, Double> texted = new ConcurrentHashMap<>();
    private final Queue<Double> stopped = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> repliers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
    private final AtomicInteger notStopped = new AtomicInteger();

    LeadStream(Karaf karaf, Sandbox sandbox, int rate) {
        this.karaf = karaf;
        this.rate = rate;
        sandbox.listen(message -> {
            long now = System.nanoTime();
            Matcher name = NAME.matcher(message.text());
            if (name.find()) {
                int lead = Integer.parseInt(name.group(1));
                Long begin = begun.get(lead);
                if (begin != null) {
                    texted.putIfAbsent(lead, (now - begin) / 1e6);
                    repliers.add(lead);
                }
            }
        });
    }

    /** Lets leads come in for so long; returns when the last one was handed to the network. */
    void run(int seconds) throws InterruptedException {
        long start = System.nanoTime();
        int count = rate * seconds;
        for (int i = 0; i < count; i++) {
            long due = start + (long) (i * 1e9 / rate);
            long wait = due - System.nanoTime();
            if (wait > 0) {
                Pause.of(Duration.ofNanos(wait));
            }
            create(next++, due);
        }
    }

    private void create(int lead, long due) {
        begun.put(lead, due);
        String json = """
                {"externalId":"L%1$d","firstName":"L%1$d","email":"l%1$d@example.com","phone":"%2$s","tags":["Latency"]}""".formatted(lead, Fiction.phone(lead));
        var unused = karaf.http()
                .sendAsync(karaf.request("POST", "/contacts", json), HttpResponse.BodyHandlers.discarding())
                .whenComplete((response, failure) -> {
                    if (failure != null || response.statusCode() != 201) {
                        firstFailure.compareAndSet(
                                null, failure == null ? "status " + response.statusCode() : failure.toString());
                        failed.incrementAndGet();
                    } else {
                        answered.put(lead, (System.nanoTime() - due) / 1e6);
                    }
                });
    }

    /** Drops what was measured so far: it was the warm-up. */
    void forget() throws InterruptedException {
        awaitAll(Duration.ofSeconds(20));
        begun.clear();
        answered.clear();
        texted.clear();
        repliers.clear();
        stopped.clear();
        failed.set(0);
        firstFailure.set(null);
        notStopped.set(0);
    }

    void awaitAll(Duration atMost) throws InterruptedException {
        Pause.until(() -> texted.size() >= begun.size(), atMost, Duration.ofMillis(50));
    }

    /** A lead that has its first text and has not replied yet, or null. */
    @Nullable Integer replier() {
        return repliers.poll();
    }

    void stopped(double millis) {
        stopped.add(millis);
    }

    void notStopped() {
        notStopped.incrementAndGet();
    }

    int failed() {
        return failed.get();
    }

    /** What the first that failed was told; null when none did. */
    @Nullable String firstFailure() {
        return firstFailure.get();
    }

    int notStoppedCount() {
        return notStopped.get();
    }

    Figures toAnswer() {
        return new Figures(List.copyOf(answered.values()));
    }

    /** The time to the first SMS of the leads that came in during each {@code seconds} since {@link #forget}, in order. */
    List<Figures> course(int seconds) {
        int first = begun.keySet().stream().min(Integer::compare).orElse(0);
        Map<Integer, List<Double>> parts = new TreeMap<>();
        texted.forEach(
                (lead, millis) -> parts.computeIfAbsent((lead - first) / rate / seconds, part -> new ArrayList<>())
                        .add(millis));
        return parts.values().stream().map(Figures::new).toList();
    }

    Figures toFirstSms() {
        return new Figures(List.copyOf(texted.values()));
    }

    Figures toStop() {
        return new Figures(List.copyOf(stopped));
    }
}
