package io.ripen.policy.breaker.internal;

import io.ripen.crm.ContactId;
import io.ripen.policy.Blocks;
import io.ripen.policy.PolicyMemory;
import io.ripen.policy.breaker.internal.Counts.Counted;
import io.ripen.schedule.RepeatedTask;
import io.ripen.sequence.SequenceId;
import io.ripen.service.LateService;
import io.ripen.task.TaskDraft;
import io.ripen.task.Tasks;
import io.ripen.team.TeamId;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Outage;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts for each team and sequence, and pauses a sequence for its team when a limit is passed. Counts are added up in memory
 * and written once a second, in a transaction of their own: the sending of messages never waits for them, all nodes see the
 * same, and a crash loses a second of counting. What was counted is forgotten when it trips, so that it does not trip again by
 * the old figures once a person has lifted the block. Thread-safe.
 */
@Component(service = Breaker.class, configurationPid = "io.ripen.policy.breaker")
@Designate(ocd = BreakerConfig.class)
public final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
    private static final long HOUR_SECONDS = 3_600;

    /** What is counted by. */
    record Line(TeamId team, SequenceId sequence) {
        String name() {
            return team + "/" + sequence;
        }
    }

    private record Tally(Counts counts, ContactId lead) {}

    private final Transactions transactions;
    private final PolicyMemory memory;
    private final Blocks blocks;
    private final RipenClock clock;
    private final Limits limits;
    private final Object lock = new Object();
    private Map<Line, Tally> tallies = new HashMap<>();
    private @Nullable ScheduledExecutorService timer;
    private volatile @Nullable LateService<Tasks> tasks;

    /**
     * Without it nobody gets a task; the block is set all the same. Asked for when it is needed: tasks need the intake, and
     * the intake needs its rules.
     */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setTasks(ComponentServiceObjects<Tasks> there) {
        tasks = new LateService<>(there);
    }

    void unsetTasks(ComponentServiceObjects<Tasks> gone) {
        LateService<Tasks> late = tasks;
        if (late != null && late.isOf(gone)) {
            tasks = null;
            late.close();
        }
    }

    @Activate
    public Breaker(
            @Reference Transactions transactions,
            @Reference PolicyMemory memory,
            @Reference Blocks blocks,
            @Reference RipenClock clock,
            BreakerConfig config) {
        this.transactions = transactions;
        this.memory = memory;
        this.blocks = blocks;
        this.clock = clock;
        this.limits = Limits.of(config);
    }

    @Activate
    void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ripen-breaker");
            thread.setDaemon(true);
            return thread;
        });
        RepeatedTask.on(started, "ripen-breaker", Duration.ofSeconds(1), Duration.ofSeconds(1), this::flush);
        timer = started;
    }

    @Deactivate
    void stop() {
        ScheduledExecutorService running = timer;
        if (running != null) {
            running.shutdownNow();
        }
        tick();
    }

    void count(Line line, Counted kind, int count, ContactId lead) {
        count(line, kind, count, lead, hour());
    }

    /** @param hour in which it happened, as {@link #hour} tells */
    void count(Line line, Counted kind, int count, ContactId lead, long hour) {
        synchronized (lock) {
            tallies.computeIfAbsent(line, any -> new Tally(new Counts(), lead))
                    .counts()
                    .add(hour, kind, count);
        }
    }

    private void tick() {
        try {
            flush();
        } catch (RuntimeException failed) {
            if (!Outage.tell("write what was counted for the circuit breaker", failed)) {
                LOG.warn("What was counted for the circuit breaker could not be written; it is tried again.", failed);
            }
        }
    }

    /** Writes what was counted, and judges it. */
    void flush() {
        Map<Line, Tally> taken;
        synchronized (lock) {
            if (tallies.isEmpty()) {
                return;
            }
            taken = tallies;
            tallies = new HashMap<>();
        }
        try {
            transactions.call(work -> {
                write(work, taken);
                return taken;
            });
        } catch (RuntimeException | Error failed) {
            putBack(taken);
            throw failed;
        }
    }

    private void putBack(Map<Line, Tally> taken) {
        synchronized (lock) {
            taken.forEach((line, tally) -> tallies.computeIfAbsent(line, any -> new Tally(new Counts(), tally.lead()))
                    .counts()
                    .addAll(tally.counts()));
        }
    }

    private void write(UnitOfWork work, Map<Line, Tally> taken) {
        TreeMap<String, Line> names = new TreeMap<>();
        taken.keySet().forEach(line -> names.put(line.name(), line));
        Map<String, String> known = memory.lock(work, BreakerPolicy.TYPE, names.keySet());
        Map<String, String> texts = new HashMap<>();
        names.forEach((name, line) -> {
            Tally tally = taken.get(line);
            if (tally == null) {
                return;
            }
            Counts counts = Counts.read(known.get(name));
            counts.addAll(tally.counts());
            counts.forgetBefore(hour() - limits.hours() + 1);
            String passed = limits.passed(counts);
            if (passed != null) {
                trip(work, line, passed, tally.lead());
            }
            texts.put(name, passed == null ? counts.write() : "");
        });
        memory.keep(work, BreakerPolicy.TYPE, texts);
    }

    private void trip(UnitOfWork work, Line line, String figures, ContactId lead) {
        String block = Blocks.sequence(line.team(), line.sequence());
        if (!blocks.set(work, block, figures, BreakerPolicy.TYPE)) {
            return;
        }
        LateService<Tasks> there = tasks;
        Tasks told = there == null ? null : there.get();
        if (told != null) {
            told.create(
                    work,
                    new Tasks.Origin(line.team(), lead, null, null, line.sequence(), null, null),
                    new TaskDraft(
                            TaskDraft.ALARM,
                            "Sequence " + line.sequence() + " is paused for team " + line.team(),
                            figures
                                    + " No message is lost: they wait. Check the texts and where the leads come from. Then lift"
                                    + " the block '" + block + "'.",
                            null,
                            Duration.ZERO));
        }
    }

    /** The hour that it is now, since 1970, in business time. */
    long hour() {
        return hour(clock.instant());
    }

    /** The hour of a moment of business time. */
    static long hour(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), HOUR_SECONDS);
    }
}
