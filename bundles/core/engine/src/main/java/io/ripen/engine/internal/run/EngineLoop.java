package io.ripen.engine.internal.run;

import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.engine.internal.enroll.Wake;
import io.ripen.schedule.RepeatedTask;
import io.ripen.sequence.SequenceId;
import io.ripen.transaction.Outage;
import io.ripen.transaction.StoreUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's threads: one claims, one settles, some send, some run what leaves our own data, and one looks after the
 * lease. Claiming and settling overlap, so the database and the channels are busy at the same time. Started and stopped
 * once.
 */
final class EngineLoop {
    private static final Logger LOG = LoggerFactory.getLogger(EngineLoop.class);
    private static final long LONGEST_SLEEP = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_SLEEP = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Duration TO_END = Duration.ofSeconds(10);

    private final EngineParts parts;
    private final Wake wake;
    private final NodeLease lease;
    private final Parking parking;
    private final Stragglers stragglers;
    /** Asking may take long, and the lease must not wait for it; one of the workers does it, one at a time. */
    private final AtomicBoolean asking = new AtomicBoolean();

    private final Segments segments;
    private final Claiming claiming;
    private final Flows flows;
    private final Outcomes outcomes = new Outcomes();
    private final Senders senders;
    private final SettleLoop settling;
    private final Turns turns = new Turns();
    private final ForeignRuns foreign;
    private final Queue<String> back = new ConcurrentLinkedQueue<>();
    private final ExecutorService workers;
    private final ScheduledExecutorService upkeep =
            Executors.newSingleThreadScheduledExecutor(Threads.named("ripen-upkeep"));
    private final Thread claimer = new Thread(this::claimLoop, "ripen-claim");
    private volatile boolean stopping;
    private @Nullable Runnable unlisten;

    EngineLoop(EngineParts parts, Wake wake, NodeLease lease, Parking parking, Stragglers stragglers) {
        this.parts = parts;
        this.wake = wake;
        this.lease = lease;
        this.parking = parking;
        this.stragglers = stragglers;
        this.segments = new Segments(parts.settings().segment());
        this.claiming = new Claiming(parts, lease, segments);
        this.flows = new Flows(parts.settings().inFlight());
        this.senders = new Senders(
                parts.gate(),
                lease,
                outcomes::add,
                flight -> flows.of(flight.lane()).settled(1));
        this.settling = new SettleLoop(parts, outcomes, flows, wake, upkeep, segments);
        this.workers = Executors.newFixedThreadPool(parts.settings().workers(), Threads.named("ripen-worker"));
        this.foreign = new ForeignRuns(
                each -> each.run(parts.stores(), parts.zones(), segments), workers, upkeep, flows, wake::signal);
    }

    void start() {
        unlisten = parts.sequences().onChange(new DeployedSequences.Listener() {
            @Override
            public void deployed(SequenceId id) {
                isBack("sequence:" + id);
            }

            @Override
            public void available(String need) {
                isBack(need);
            }
        });
        Duration beat = parts.settings().heartbeat();
        RepeatedTask.on(upkeep, "ripen-upkeep: extend the lease", Duration.ZERO, beat, lease::keep);
        RepeatedTask.on(upkeep, "ripen-upkeep: look for dead nodes", beat, beat, this::lookAround);
        settling.start();
        claimer.setDaemon(true);
        claimer.start();
    }

    private void isBack(String need) {
        back.add(need);
        upkeep.execute(guarded("let parked leads go on", this::unpark));
    }

    private void unpark() {
        int resumed = 0;
        for (String need = back.poll(); need != null; need = back.poll()) {
            resumed += parking.resume(need);
        }
        if (resumed > 0) {
            wake.signal();
        }
    }

    private void lookAround() {
        int found = lease.buryDead();
        if (parts.sequences().ready()) {
            found += parking.resumeAll();
        }
        if (found > 0) {
            wake.signal();
        }
        if (asking.compareAndSet(false, true)) {
            workers.execute(() -> {
                try {
                    guarded("look after messages whose run is over", stragglers::lookAfter)
                            .run();
                } finally {
                    asking.set(false);
                }
            });
        }
    }

    void stop() {
        long end = System.nanoTime() + TO_END.toNanos();
        stopping = true;
        if (unlisten != null) {
            unlisten.run();
        }
        wake.signal();
        senders.stop();
        workers.shutdown();
        boolean interrupted = !join(claimer, end);
        interrupted |= !settling.finish(end);
        upkeep.shutdownNow();
        segments.close();
        int left = flows.underWay();
        if (left > 0) {
            LOG.warn(
                    "{} messages or segments were still under way after {}; another node, or this one at its next start,"
                            + " asks what became of them.",
                    left,
                    TO_END);
        }
        try {
            if (upkeep.awaitTermination(1, TimeUnit.SECONDS)) {
                lease.end();
            }
        } catch (InterruptedException stop) {
            interrupted = true;
        } catch (RuntimeException away) {
            LOG.warn("The lease could not be given back; it runs out by itself.", away);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static boolean join(Thread thread, long end) {
        try {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            thread.join(Math.max(1, left));
            return true;
        } catch (InterruptedException stop) {
            return false;
        }
    }

    private void claimLoop() {
        long pause = LONGEST_SLEEP / 20;
        while (!stopping) {
            try {
                long sleep = step();
                wake.await(sleep);
                if (sleep > 0) {
                    gather();
                }
                pause = LONGEST_SLEEP / 20;
            } catch (InterruptedException stop) {
                return;
            } catch (StoreUnavailableException away) {
                Outage.tell("claim leads", away);
                pause = rest(pause);
            } catch (RuntimeException | Error failed) {
                LOG.error("Claiming failed; it is tried again.", failed);
                pause = rest(pause);
            }
        }
    }

    /** Who signals meanwhile has committed, so the next claim finds it and the signal has done its work. */
    private void gather() throws InterruptedException {
        for (long left = turns.left(); left > 0 && !stopping; left = turns.left()) {
            LockSupport.parkNanos(this, left);
        }
        wake.await(0);
    }

    /** Rests after a failure, longer each time. */
    private long rest(long pause) {
        try {
            new Wake().await(pause); // not to be woken by what comes in: that is what just failed
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return Math.min(pause * 2, LONGEST_SLEEP * 10);
    }

    /** Claims once; answers how long to sleep then. */
    private long step() {
        if (!parts.sequences().ready() || !lease.isValid()) {
            return LONGEST_SLEEP / 20;
        }
        foreign.takeBack(ran -> claiming.resume(ran, this::room), this::dispatch);
        int most = flows.claimable(parts.settings().batch());
        if (most == 0) {
            settling.wakeWhenSettled();
            return flows.claimable(parts.settings().batch()) > 0 ? 0 : LONGEST_SLEEP / 20;
        }
        turns.begin();
        Planned planned = claiming.claim(most, this::room);
        dispatch(planned);
        if (planned.claimed() >= most || !foreign.isEmpty()) {
            return 0;
        }
        return claiming.next()
                .map(due -> parts.stores().clock().pauseUntil(due).toNanos())
                .map(nanos -> Math.max(SHORTEST_SLEEP, Math.min(LONGEST_SLEEP, nanos)))
                .orElse(LONGEST_SLEEP);
    }

    private Room room() {
        return Room.in(flows);
    }

    /** Channels for which leads have to stay away for long. */
    List<String> behind() {
        return flows.behind();
    }

    /** Segments that did not end in time lately. */
    List<String> overdue() {
        return segments.overdue();
    }

    private void dispatch(Planned planned) {
        Map<String, Integer> begun = new HashMap<>();
        planned.sends().forEach(flight -> begun.merge(flight.lane(), 1, Integer::sum));
        planned.asks().forEach(flight -> begun.merge(flight.lane(), 1, Integer::sum));
        begun.merge(Flows.FOREIGN, planned.foreign().size(), Integer::sum);
        flows.begun(begun);
        senders.submit(planned.sends(), planned.asks());
        foreign.submit(planned.foreign());
    }

    private static Runnable guarded(String what, Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (StoreUnavailableException away) {
                Outage.tell(what, away);
            } catch (RuntimeException | Error failed) {
                LOG.error("Could not {}; it is tried again.", what, failed);
            }
        };
    }
}
