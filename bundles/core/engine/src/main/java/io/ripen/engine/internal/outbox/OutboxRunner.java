package io.ripen.engine.internal.outbox;

import io.ripen.core.store.OutboxConsumer;
import io.ripen.core.store.Stores;
import io.ripen.delivery.FailureReaction;
import io.ripen.engine.internal.outbox.TransactionTaker.Connections;
import io.ripen.event.EventListener;
import io.ripen.event.EventReaction;
import io.ripen.schedule.RepeatedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners that are installed here of events, after the commit that wrote these down for them. Looks once a second what
 * other nodes wrote, whether a call takes too long, and who is new or gone. Thread-safe.
 */
@SuppressWarnings("deprecation")
public final class OutboxRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRunner.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
    private static final int DROPPED_AT_ONCE = 1_000;
    /** Transactions of third parties of one kind that may be open at the same time. */
    private static final int THEIRS = 2;
    /** With fewer connections in the pool there is only the spare one of the machine's own for them. */
    private static final int ENOUGH = 8;

    private final Stores stores;
    private final OutboxSettings settings;
    private final Workers workers;
    private final Connections reactions;
    private final Connections failures;
    private Instant seenAt = Instant.MIN;
    private volatile @Nullable RepeatedTask task;
    private @Nullable Runnable unhook;

    public OutboxRunner(Stores stores, OutboxSettings settings) {
        this.stores = stores;
        this.settings = settings;
        workers = new Workers(stores, settings, this::wake);
        reactions = connections(stores);
        failures = connections(stores);
    }

    private static Connections connections(Stores stores) {
        return stores.connections() < ENOUGH
                ? new Connections(stores.machineTransactions(), new Semaphore(1))
                : new Connections(stores.transactions(), new Semaphore(THEIRS));
    }

    /** Begins to work by itself. */
    public synchronized void start() {
        task = RepeatedTask.start("ripen-outbox", PAUSE, this::look);
        unhook = stores.outbox().onWritten(workers::poke);
        workers.start();
    }

    /** It is told of events from now on; may come and go at any time. */
    public void add(String name, EventListener listener) {
        workers.add(listener, new ListenerTaker(name, listener));
    }

    /** The same for one of the older kind. */
    public void add(String name, EventReaction reaction) {
        workers.add(reaction, TransactionTaker.of(name, reaction, reactions));
    }

    /** The same for one who is told of messages that failed. */
    public void add(String name, FailureReaction reaction) {
        workers.add(new Failures(reaction), TransactionTaker.of(name, reaction, failures));
    }

    /** Keeps a service that is of two kinds apart from itself. */
    private record Failures(FailureReaction reaction) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Failures same && same.reaction == reaction;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(reaction);
        }
    }

    /** It is told of no events any more; waits a moment for what it is doing. */
    public void remove(EventListener listener) {
        workers.remove(listener);
    }

    /** The same for one of the older kind. */
    public void remove(EventReaction reaction) {
        workers.remove(reaction);
    }

    /** The same for one who is told of messages that failed. */
    public void remove(FailureReaction reaction) {
        workers.remove(new Failures(reaction));
    }

    /** Looks at once who is new, and what there is to do. */
    void wake() {
        RepeatedTask running = task;
        if (running != null) {
            running.wake();
        }
    }

    /** Does what is done once a second. */
    void look() {
        Instant now = stores.clock().machine().instant();
        workers.watch(now);
        Map<String, OutboxConsumer> known = known();
        for (Worker worker : workers.all()) {
            OutboxConsumer consumer = known.get(worker.taker().name());
            if (worker.types() == null || consumer != null && isDue(consumer, now)) {
                worker.poke();
            }
        }
        if (!now.isBefore(seenAt.plus(SEEN_EVERY))) {
            seenAt = now;
            Set<String> here = workers.names();
            if (!here.isEmpty()) {
                stores.transactions().call(work -> {
                    stores.outboxConsumers().seen(work, here, now);
                    return here;
                });
            }
            forgetOld(known.values(), here, now);
        }
    }

    private static boolean isDue(OutboxConsumer consumer, Instant now) {
        return consumer.waits()
                && (consumer.pausedUntil() == null || !consumer.pausedUntil().isAfter(now));
    }

    /** Who gets rows, after who is new here was added; one that was installed anew is not left alone any more. */
    private Map<String, OutboxConsumer> known() {
        Map<String, OutboxConsumer> known = read();
        Map<String, Set<String>> fresh = new TreeMap<>();
        for (Worker worker : workers.all()) {
            String name = worker.taker().name();
            Set<String> types = worker.types();
            OutboxConsumer consumer = known.get(name);
            if (types != null
                    && (!worker.isRegistered()
                            || consumer == null
                            || !consumer.types().equals(types))) {
                fresh.put(name, types);
                if (consumer == null) {
                    LOG.info("Listener {} is told of events {} from now on.", name, types);
                }
            }
        }
        if (fresh.isEmpty()) {
            return known;
        }
        Instant now = stores.clock().machine().instant();
        stores.transactions().call(work -> {
            fresh.forEach((name, types) -> stores.outboxConsumers().register(work, name, types, now));
            return fresh;
        });
        workers.all().stream()
                .filter(worker -> fresh.containsKey(worker.taker().name()))
                .forEach(Worker::registered);
        return read();
    }

    private Map<String, OutboxConsumer> read() {
        return stores.transactions().call(work -> stores.outbox().refresh(work)).stream()
                .collect(Collectors.toMap(OutboxConsumer::name, Function.identity()));
    }

    private void forgetOld(Collection<OutboxConsumer> known, Set<String> here, Instant now) {
        for (OutboxConsumer each : known) {
            if (!here.contains(each.name())
                    && each.seenAt().plus(settings.forgetAfter()).isBefore(now)) {
                LOG.warn(
                        "Listener {} was on no node for {} days and is forgotten, with what waited for it.",
                        each.name(),
                        settings.forgetAfter().toDays());
                forget(each.name());
            }
        }
    }

    /** Forgets a listener with all that waits for it; answers whether it was known. */
    boolean forget(String name) {
        boolean was =
                stores.transactions().call(work -> stores.outboxConsumers().forget(work, name));
        read();
        int gone;
        do {
            gone = stores.transactions().call(work -> stores.outbox().drop(work, name, DROPPED_AT_ONCE));
        } while (gone == DROPPED_AT_ONCE);
        do {
            gone = stores.transactions().call(work -> {
                List<Long> ids = stores.quarantine().oldest(work, name, DROPPED_AT_ONCE);
                return stores.quarantine().drop(work, name, ids);
            });
        } while (gone == DROPPED_AT_ONCE);
        wake();
        return was;
    }

    /**
     * Tells all that are installed of everything that is due, on the calling thread; for tests, when it was not started.
     *
     * @return whether anybody was told of anything
     * @throws IllegalStateException when a listener fails; what it failed at is tried again later
     */
    public boolean drain() {
        Collection<Worker> all = workers.all();
        if (all.isEmpty()) {
            return false;
        }
        all.forEach(Worker::readTypes);
        boolean any = false;
        boolean more = true;
        while (more) {
            more = false;
            Map<String, OutboxConsumer> known = known();
            for (Worker worker : all) {
                OutboxConsumer consumer = known.get(worker.taker().name());
                Batch told = consumer != null && consumer.waits() ? worker.once() : null;
                if (told != null && told.failure() != null) {
                    throw new IllegalStateException("Listener " + worker.taker().name() + " failed: " + told.failure());
                }
                more |= told != null;
            }
            any |= more;
        }
        return any;
    }

    boolean isInstalled(String name) {
        return workers.names().contains(name);
    }

    /** Listeners that are in a call on this node that cannot be ended. */
    Set<String> stuck() {
        return workers.stuck();
    }

    /** Ends it; each listener has a moment to come back. */
    @Override
    public void close() {
        synchronized (this) {
            if (unhook != null) {
                unhook.run();
            }
            RepeatedTask running = task;
            if (running != null) {
                running.close();
            }
        }
        workers.close();
    }
}
