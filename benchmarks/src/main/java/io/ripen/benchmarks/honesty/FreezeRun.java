package io.ripen.benchmarks.honesty;

import io.ripen.benchmarks.measure.Pause;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Two nodes over one database work on the same leads. One after the other is stopped in its tracks ({@code SIGSTOP}) for
 * longer than its lease, long enough for the other to take its leads over and to ask the provider, and then goes on as if
 * nothing had been.
 */
final class FreezeRun {
    private static final int CHUNK = 50;

    private final List<Node> nodes;
    private final PrintStream out;
    private final Random random;
    private final int freezes;
    private final Duration frozen;
    private final Duration between;
    private final TreeSet<Integer> toFeed = new TreeSet<>();

    /**
     * @param frozen how long a node stands still each time
     * @param between both work for a random time up to this before the next freeze
     */
    FreezeRun(List<Node> nodes, PrintStream out, long seed, int leads, int freezes, Duration frozen, Duration between) {
        this.nodes = nodes;
        this.out = out;
        this.random = new Random(seed);
        this.freezes = freezes;
        this.frozen = frozen;
        this.between = between;
        for (int lead = 0; lead < leads; lead++) {
            toFeed.add(lead);
        }
    }

    void run() throws Exception {
        for (Node node : nodes) {
            node.start();
            if (!node.awaitReady(Duration.ofMinutes(2))) {
                throw new IllegalStateException("A node did not start.");
            }
        }
        int perFreeze = toFeed.size() / Math.max(1, freezes * 2) + 1;
        for (int freeze = 1; freeze <= freezes; freeze++) {
            Node victim = nodes.get(freeze % nodes.size());
            Node other = nodes.get((freeze + 1) % nodes.size());
            feed(victim, perFreeze);
            feed(other, perFreeze);
            Pause.of(Duration.ofMillis(random.nextInt((int) between.toMillis()) + 1));
            victim.freeze();
            Pause.of(frozen);
            victim.thaw();
            out.printf("freeze %d: node %d stood still for %s%n", freeze, freeze % nodes.size() + 1, frozen);
        }
        while (!toFeed.isEmpty()) {
            feed(nodes.get(0), toFeed.size());
        }
        boolean done =
                Pause.until(() -> nodes.get(0).unfinished() == 0, Duration.ofMinutes(10), Duration.ofMillis(500));
        if (!done) {
            out.println("Not all leads came to their end within ten minutes.");
        }
        for (Node node : nodes) {
            node.stop();
        }
    }

    private void feed(Node node, int count) throws Exception {
        int left = count;
        while (left > 0 && !toFeed.isEmpty()) {
            List<Integer> chunk = new ArrayList<>(CHUNK);
            for (int lead : toFeed) {
                if (chunk.size() == Math.min(CHUNK, left)) {
                    break;
                }
                chunk.add(lead);
            }
            toFeed.removeAll(node.feed(chunk));
            left -= chunk.size();
        }
    }
}
