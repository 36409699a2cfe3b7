package io.ripen.engine.internal.run;

import io.ripen.engine.internal.enroll.Wake;
import io.ripen.transaction.Outage;
import io.ripen.transaction.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settling thread. Takes what is there, up to a batch, waiting a few milliseconds for more: under load a commit is
 * shared by hundreds, and a single message is settled at once as far as a person can tell. What was found out is kept until
 * it is written, however long the database is away.
 */
final class SettleLoop {
    private static final Logger LOG = LoggerFactory.getLogger(SettleLoop.class);
    private static final long IDLE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(3);
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long GLANCE = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long UNTIL_TRIED_AGAIN = 30;
    private static final long LONGEST_REST = TimeUnit.SECONDS.toNanos(10);

    private final EngineParts parts;
    private final Outcomes outcomes;
    private final Flows flows;
    private final Wake wake;
    private final ScheduledExecutorService later;
    private final Segments segments;
    /** Of those that were taken last, what is not written and comes back. */
    private final Set<Done> kept = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Thread thread = new Thread(this::run, "ripen-settle");
    private final Turns turns = new Turns();
    private volatile boolean finishing;
    private volatile boolean wakeWhenSettled;

    /** @param later where an outcome waits that cannot be written now */
    SettleLoop(
            EngineParts parts,
            Outcomes outcomes,
            Flows flows,
            Wake wake,
            ScheduledExecutorService later,
            Segments segments) {
        this.parts = parts;
        this.outcomes = outcomes;
        this.flows = flows;
        this.wake = wake;
        this.later = later;
        this.segments = segments;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** The claiming thread wants to know when there is room. */
    void wakeWhenSettled() {
        wakeWhenSettled = true;
    }

    /** Settles until nothing is under way any more, or until {@code end}; false when interrupted. */
    boolean finish(long end) {
        finishing = true;
        LockSupport.unpark(thread);
        boolean joined = EngineLoop.join(thread, end);
        thread.interrupt();
        return joined;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted() && !(finishing && flows.underWay() == 0)) {
            outcomes.await(IDLE);
            if (outcomes.size() > 0) {
                linger();
                settle(outcomes.take(parts.settings().batch()));
            }
        }
    }

    private void linger() {
        int batch = parts.settings().batch();
        while (turns.left() > 0 && outcomes.size() < batch && !wakeWhenSettled && !finishing) {
            LockSupport.parkNanos(this, Math.min(TICK, turns.left()));
        }
        long end = System.nanoTime() + LINGER;
        int enough = Math.min(batch, flows.underWay());
        while (outcomes.size() < enough && System.nanoTime() < end && !finishing) {
            LockSupport.parkNanos(this, GLANCE);
        }
        turns.begin();
    }

    private void settle(List<Done> taken) {
        Map<Long, List<Done>> byNode = new LinkedHashMap<>();
        for (Done done : taken) {
            byNode.computeIfAbsent(done.flight().node(), node -> new ArrayList<>())
                    .add(done);
        }
        kept.clear();
        boolean dueNow = false;
        for (Map.Entry<Long, List<Done>> each : byNode.entrySet()) {
            dueNow |= write(each.getKey(), each.getValue());
        }
        taken.stream()
                .filter(done -> !kept.contains(done))
                .collect(Collectors.groupingBy(done -> done.flight().lane(), Collectors.counting()))
                .forEach((lane, count) -> flows.of(lane).settled(count.intValue()));
        if (dueNow || wakeWhenSettled) {
            wakeWhenSettled = false;
            wake.signal();
        }
    }

    private void keep(Done done, Throwable broken) {
        LOG.error(
                "The outcome of message {} cannot be written: {}. It is kept and tried again in {} s; until then its lead"
                        + " stays at the step. Should this node stop before, the provider is asked.",
                done.flight().message().id(),
                done.finding(),
                UNTIL_TRIED_AGAIN,
                broken);
        try {
            later.schedule(() -> outcomes.add(done), UNTIL_TRIED_AGAIN, TimeUnit.SECONDS);
            kept.add(done);
        } catch (RejectedExecutionException stopped) {
            LOG.warn("This node is stopping, so that outcome is not tried again.");
        }
    }

    /** Writes them together; one by one when that fails for another reason than that the database is away. */
    private boolean write(long node, List<Done> done) {
        long rest = GLANCE;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                return parts.stores()
                        .machineTransactions()
                        .call(work -> new Settling(parts, work, node, segments).settle(done));
            } catch (StoreUnavailableException away) {
                Outage.tell("write the outcomes of " + done.size() + " messages, which are kept", away);
                rest = Math.min(rest * 2, LONGEST_REST);
                LockSupport.parkNanos(this, rest);
            } catch (RuntimeException | Error broken) {
                if (done.size() == 1) {
                    keep(done.get(0), broken);
                    return false;
                }
                LOG.error(
                        "The outcomes of {} messages cannot be written together; they are one by one.",
                        done.size(),
                        broken);
                boolean dueNow = false;
                for (Done each : done) {
                    dueNow |= write(node, List.of(each));
                }
                return dueNow;
            }
        }
        return false;
    }
}
