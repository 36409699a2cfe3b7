package io.ripen.engine.internal.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs segments on threads of its own, so that one that does not end holds nobody up. The caller waits for them, and asks
 * the database for what they want to know. A segment that runs for longer than the limit is interrupted; one that does not
 * care is left to itself, and the caller goes on with the next. Either way its lead is told of as {@link Landing.Overdue}.
 *
 * <p>The first time that a segment is overdue, the leads of that claim have waited for it. From then on, and until there is
 * another revision, it is run outside of the claim, by workers. After the third time within ten minutes it is not run at
 * all for a while: its leads are errored at once. Thread-safe.
 */
final class Segments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Segments.class);
    private static final int MOST_KEYS = 1_000;
    private static final int MOST_TIMES = 3;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** A foreign endpoint may take so much longer than our own steps. */
    private static final int FOREIGN_TIMES = 24;

    /** A segment of one revision. */
    record Key(String sequence, String revision, @Nullable String after) {
        static Key of(Job job, @Nullable String after) {
            return new Key(job.run.sequence(), job.sequence.revision(), after);
        }

        String words() {
            return "'" + sequence + "' " + (after == null ? "from the start on" : "after step '" + after + "'");
        }
    }

    /**
     * One segment to be run for one lead.
     *
     * @param run never throws
     */
    record Task(Key key, String lead, Supplier<Landing> run) {}

    private record Slow(int times, long lastNanos) {}

    private final Duration limit;
    private final @Nullable ExecutorService threads;
    private final Map<Key, Slow> slow = new ConcurrentHashMap<>();

    /** @param limit machine time */
    Segments(Duration limit) {
        this(limit, Executors.newCachedThreadPool(task -> new SegmentThread(task, "ripen-segment")));
    }

    private Segments(Duration limit, @Nullable ExecutorService threads) {
        this.limit = limit;
        this.threads = threads;
    }

    /** Runs everything on the calling thread and without a limit, for who owns the time. */
    static Segments onCallingThread() {
        return new Segments(Duration.ZERO, null);
    }

    /** Whether this segment was overdue, so that it must not be run while others wait for it. */
    boolean isSlow(Key key) {
        return slow.containsKey(key);
    }

    /** Segments that were overdue within the last ten minutes, for people. */
    List<String> overdue() {
        List<String> words = new ArrayList<>();
        slow.forEach((key, times) -> {
            if (isRecent(times)) {
                words.add(key.words());
            }
        });
        words.sort(null);
        return words;
    }

    /**
     * Runs segments of our own, one after the other.
     *
     * @return a landing for each; null for one that was not run, since its segment turned out to be slow with another lead
     */
    List<@Nullable Landing> runAll(List<Task> tasks) {
        List<@Nullable Landing> landings = new ArrayList<>(tasks.size());
        while (landings.size() < tasks.size()) {
            List<Task> rest = tasks.subList(landings.size(), tasks.size());
            boolean begun = !landings.isEmpty();
            if (begun && isSlow(rest.get(0).key())) {
                landings.add(null);
            } else {
                landings.addAll(some(rest, limit, begun));
            }
        }
        return landings;
    }

    /**
     * Runs a segment that may take longer, on behalf of a worker.
     *
     * @param foreign whether it calls foreign endpoints
     */
    Landing runAlone(Task task, boolean foreign) {
        Slow times = slow.get(task.key());
        if (times != null && times.times() >= MOST_TIMES && isRecent(times)) {
            return new Landing.Overdue(
                    "It was not run, since it did not end in time for " + times.times()
                            + " leads lately. Mend the sequence, or what its steps wait for; after ten minutes it is tried again.");
        }
        return some(List.of(task), foreign ? limit.multipliedBy(FOREIGN_TIMES) : limit, false)
                .get(0);
    }

    /** Landings of the first few tasks: of all, or up to one that was overdue, or that is slow by now. */
    private List<Landing> some(List<Task> tasks, Duration most, boolean begun) {
        ExecutorService pool = threads;
        if (pool == null) {
            return tasks.stream().map(task -> task.run().get()).toList();
        }
        List<Task> these = new ArrayList<>();
        for (Task task : tasks) {
            if (begun && isSlow(task.key())) {
                break;
            }
            these.add(task);
        }
        SegmentTurn turn = new SegmentTurn(these, most);
        try {
            pool.execute(turn);
        } catch (RejectedExecutionException stopping) {
            return these.stream().map(task -> task.run().get()).toList();
        }
        List<Landing> landings = turn.await();
        int last = landings.size() - 1;
        if (landings.get(last) instanceof Landing.Overdue) {
            note(these.get(last).key());
        }
        return landings;
    }

    private void note(Key key) {
        if (slow.size() >= MOST_KEYS) {
            slow.values().removeIf(times -> !isRecent(times));
        }
        long now = System.nanoTime();
        Slow times = slow.compute(
                key, (any, before) -> new Slow(before == null || !isRecent(before) ? 1 : before.times() + 1, now));
        LOG.warn(
                "The segment {} did not end in time, {} times now. Its leads are errored; the others go on.",
                key.words(),
                times.times());
    }

    private static boolean isRecent(Slow times) {
        return System.nanoTime() - times.lastNanos() < REMEMBERED.toNanos();
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
