package io.ripen.engine.internal.run;

import io.ripen.transaction.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs whose segment leaves our own data: workers run the segments, and the claiming thread takes the runs back. A run that
 * came back stays here until it is written, or until this node has given up its lease on it; so a database that fails in
 * between costs time and no lead. {@link #submit} and {@link #takeBack} belong to the claiming thread.
 */
final class ForeignRuns {
    private static final Logger LOG = LoggerFactory.getLogger(ForeignRuns.class);
    private static final long UNTIL_TRIED_AGAIN = TimeUnit.SECONDS.toMillis(10);

    private final Function<Planned.Foreign, Planned.Foreign> segment;
    private final ExecutorService workers;
    private final ScheduledExecutorService later;
    private final Flows flows;
    private final Runnable wake;
    private final Queue<Planned.Foreign> ran = new ConcurrentLinkedQueue<>();

    /**
     * @param segment runs a segment on the calling thread
     * @param later where a run waits that cannot be written now
     * @param wake tells the claiming thread that one is back
     */
    ForeignRuns(
            Function<Planned.Foreign, Planned.Foreign> segment,
            ExecutorService workers,
            ScheduledExecutorService later,
            Flows flows,
            Runnable wake) {
        this.segment = segment;
        this.workers = workers;
        this.later = later;
        this.flows = flows;
        this.wake = wake;
    }

    void submit(List<Planned.Foreign> runs) {
        for (Planned.Foreign each : runs) {
            try {
                workers.execute(() -> isBack(segment.apply(each)));
            } catch (RejectedExecutionException stopped) {
                flows.of(Flows.FOREIGN).settled(1);
            }
        }
    }

    private void isBack(Planned.Foreign run) {
        ran.add(run);
        wake.run();
    }

    boolean isEmpty() {
        return ran.isEmpty();
    }

    /**
     * Writes those that are back, and hands on what goes under way by that.
     *
     * @param resume writes some, all of one node
     * @throws StoreUnavailableException when the database is away; what is not written yet stays here
     */
    void takeBack(Function<List<Planned.Foreign>, Planned> resume, Consumer<Planned> dispatch) {
        Map<Long, List<Planned.Foreign>> byNode = new LinkedHashMap<>();
        for (Planned.Foreign next = ran.poll(); next != null; next = ran.poll()) {
            byNode.computeIfAbsent(next.node(), node -> new ArrayList<>()).add(next);
        }
        Deque<List<Planned.Foreign>> groups = new ArrayDeque<>(byNode.values());
        try {
            while (!groups.isEmpty()) {
                takeBack(groups, resume, dispatch);
            }
        } finally {
            groups.forEach(ran::addAll);
        }
    }

    /** Writes the first group, and takes it off when nothing more is to be done for it. */
    private void takeBack(
            Deque<List<Planned.Foreign>> groups,
            Function<List<Planned.Foreign>, Planned> resume,
            Consumer<Planned> dispatch) {
        List<Planned.Foreign> group = groups.element();
        Planned planned;
        try {
            planned = resume.apply(group);
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (RuntimeException broken) {
            groups.remove();
            if (group.size() > 1) {
                LOG.error(
                        "{} leads that called a foreign endpoint cannot be written together; they are tried one at a"
                                + " time.",
                        group.size(),
                        broken);
                group.forEach(each -> groups.addFirst(List.of(each)));
            } else {
                notNow(group.get(0), broken);
            }
            return;
        }
        groups.remove();
        flows.of(Flows.FOREIGN).settled(group.size());
        dispatch.accept(planned);
    }

    private void notNow(Planned.Foreign run, RuntimeException broken) {
        LOG.error(
                "Run {} called a foreign endpoint and cannot be written, not even as failed. It is tried again in {} s; until"
                        + " then the lead stands at step '{}'.",
                run.job().run.id(),
                UNTIL_TRIED_AGAIN / 1_000,
                run.job().run.step(),
                broken);
        try {
            later.schedule(() -> isBack(run), UNTIL_TRIED_AGAIN, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            flows.of(Flows.FOREIGN).settled(1); // the lease that is given back gives it to another node
        }
    }
}
