package io.ripen.benchmarks.honesty;

import io.ripen.benchmarks.measure.Pause;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Feeds leads to a node and kills it again and again at random moments, some of them while it is still starting; then
 * lets it finish.
 */
final class KillRun {
    /** A kill in so many hits the node while it starts. */
    private static final int EARLY = 8;

    private static final int CHUNK = 25;

    private final Node node;
    private final PrintStream out;
    private final Random random;
    private final int leads;
    private final int kills;
    private final Duration longestLife;
    private final Duration longestStart;
    private final LongSupplier taken;
    private final TreeSet<Integer> toFeed = new TreeSet<>();

    /**
     * @param longestLife a node that works is killed at a random moment up to this
     * @param longestStart how long a start may take before the run is given up
     * @param taken how many messages the provider has taken so far
     */
    KillRun(
            Node node,
            PrintStream out,
            long seed,
            int leads,
            int kills,
            Duration longestLife,
            Duration longestStart,
            LongSupplier taken) {
        this.node = node;
        this.out = out;
        this.random = new Random(seed);
        this.leads = leads;
        this.kills = kills;
        this.longestLife = longestLife;
        this.longestStart = longestStart;
        this.taken = taken;
        for (int lead = 0; lead < leads; lead++) {
            toFeed.add(lead);
        }
    }

    /** Returns how many of the kills hit a node that was sending in its life. */
    int run() throws Exception {
        ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
        int busy = 0;
        try {
            // So many for each life that the last leads come in after two thirds of the kills: so most hit a life that
            // sends.
            int perLife = Math.max(CHUNK, leads * 3 / 2 / Math.max(1, kills) + 1);
            for (int kill = 1; kill <= kills; kill++) {
                busy += life(killer, kill, perLife) ? 1 : 0;
            }
        } finally {
            killer.shutdownNow();
        }
        finish();
        return busy;
    }

    private boolean life(ScheduledExecutorService killer, int number, int perLife) throws Exception {
        long begin = System.nanoTime();
        long before = taken.getAsLong();
        node.start();
        if (random.nextInt(EARLY) == 0) {
            Pause.of(Duration.ofMillis(random.nextInt((int) 3_000)));
            node.kill();
            out.printf("kill %d: while it was starting%n", number);
            return false;
        }
        if (!node.awaitReady(longestStart)) {
            throw new IllegalStateException("The node did not work within " + longestStart + " after kill "
                    + (number - 1) + "; nothing more was killed.");
        }
        double started = (System.nanoTime() - begin) / 1e9;
        int life = random.nextInt((int) longestLife.toMillis()) + 1;
        ScheduledFuture<?> killing = killer.schedule(
                () -> {
                    try {
                        node.kill();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                life,
                TimeUnit.MILLISECONDS);
        int fed = 0;
        while (!killing.isDone() && fed < perLife && !toFeed.isEmpty()) {
            fed += feed(Math.min(CHUNK, perLife - fed));
        }
        killing.get();
        long sent = taken.getAsLong() - before;
        out.printf(
                "kill %d: started in %.1f s, lived %d ms, sent %d, %d leads still to come%n",
                number, started, life, sent, toFeed.size());
        return sent > 0;
    }

    private int feed(int count) {
        List<Integer> chunk = new ArrayList<>(count);
        for (int lead : toFeed) {
            if (chunk.size() == count) {
                break;
            }
            chunk.add(lead);
        }
        try {
            toFeed.removeAll(node.feed(chunk));
        } catch (Exception e) {
            // It was killed in the middle: what was not acknowledged is offered again to the next.
        }
        return chunk.size();
    }

    private void finish() throws Exception {
        out.println("No more kills; it may finish now.");
        node.start();
        if (!node.awaitReady(longestStart)) {
            throw new IllegalStateException("The node did not work within " + longestStart + " after the last kill.");
        }
        while (!toFeed.isEmpty()) {
            feed(CHUNK);
        }
        long last = -1;
        long since = System.nanoTime();
        while (true) {
            long left = node.unfinished();
            if (left == 0) {
                break;
            }
            // What is left is counted up to a limit only, so what the provider took says whether it moves.
            long moved = left + taken.getAsLong();
            if (moved != last) {
                last = moved;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > Duration.ofMinutes(5).toNanos()) {
                out.printf("%d enrollments have not moved for five minutes.%n", left);
                break;
            }
            Pause.of(Duration.ofMillis(500));
        }
        node.stop();
    }
}
