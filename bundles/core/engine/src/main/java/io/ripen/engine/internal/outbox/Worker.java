package io.ripen.engine.internal.outbox;

import io.ripen.core.store.OutboxConsumer;
import io.ripen.core.store.OutboxRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.transaction.Outage;
import io.ripen.transaction.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one listener what waits for it, on a thread of its own, so whatever it does holds up nobody else. Thread-safe.
 */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long IDLE_SECONDS = 20;
    private static final long MILLIS_TO_END = 1_000;

    private final Stores stores;
    private final OutboxSettings settings;
    private final Taker taker;
    private final Runnable typesKnown;
    private final ThreadPoolExecutor thread;
    private volatile @Nullable Batch batch;
    private volatile @Nullable WatchedCall call;
    private volatile boolean closed;
    private volatile @Nullable Set<String> types;
    private volatile boolean complained;
    private volatile boolean registered;

    /** @param typesKnown is called when the listener has said which events it wants */
    Worker(Stores stores, OutboxSettings settings, Taker taker, Runnable typesKnown) {
        this.typesKnown = typesKnown;
        this.stores = stores;
        this.settings = settings;
        this.taker = taker;
        // One that works, and one more that was asked for meanwhile: whoever asks then is served by that.
        thread = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(1),
                task -> {
                    Thread made = new Thread(task, "ripen-listener " + taker.name());
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        thread.allowCoreThreadTimeOut(true);
    }

    Taker taker() {
        return taker;
    }

    /** The events that it wants; null while it has not said so. */
    @Nullable Set<String> types() {
        return types;
    }

    /** Whether it was entered into the list of those who get rows since it was installed. */
    boolean isRegistered() {
        return registered;
    }

    void registered() {
        registered = true;
    }

    /** Asks it which events it wants, on the calling thread, since it may hang in that too. */
    void readTypes() {
        if (types != null) {
            return;
        }
        try {
            types = Set.copyOf(taker.types());
            typesKnown.run();
        } catch (RuntimeException | LinkageError broken) {
            if (!complained) {
                complained = true;
                LOG.warn(
                        "Listener {} cannot say which events it wants, so it gets none: {}",
                        taker.name(),
                        String.valueOf(broken),
                        broken);
            }
        }
    }

    /** There may be something to do. Returns at once. */
    void poke() {
        thread.execute(this::work);
    }

    private void work() {
        try {
            readTypes();
            boolean more = types != null;
            while (more && !closed) {
                Batch told = once();
                more = told != null && told.mayGoOn();
            }
        } catch (RuntimeException failed) {
            if (!Outage.tell("tell listener " + taker.name() + " of events", failed)) {
                LOG.error("Telling listener {} of events failed; it is tried again.", taker.name(), failed);
            }
        }
    }

    /** Tells it of one batch, on the calling thread. Null when nothing is due. */
    @Nullable Batch once() {
        Batch claimed = claim().orElse(null);
        if (claimed == null) {
            return null;
        }
        batch = claimed;
        try {
            if (closed) {
                claimed.close();
            }
            taker.take(claimed, (rows, body) -> call(rows, body));
        } finally {
            batch = null;
            claimed.settle();
        }
        return claimed;
    }

    private Optional<Batch> claim() {
        return stores.transactions().call(work -> {
            List<OutboxConsumer> turn = stores.outboxConsumers().turn(work, taker.name());
            Instant now = stores.clock().machine().instant();
            if (turn.isEmpty()) {
                return Optional.empty();
            }
            OutboxConsumer consumer = turn.get(0);
            if (consumer.pausedUntil() != null && consumer.pausedUntil().isAfter(now)) {
                return Optional.empty();
            }
            int limit = consumer.failures() >= settings.pauseAfter() ? 1 : settings.batch();
            Instant until = now.plus(settings.lease());
            long lease = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
            List<OutboxRow> rows = stores.outbox().claim(work, taker.name(), until, lease, limit);
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            Set<ContactId> ids = rows.stream()
                    .filter(row -> row.event().contact() != 0)
                    .map(row -> new ContactId(row.event().contact()))
                    .collect(Collectors.toSet());
            Map<ContactId, Contact> contacts = stores.contacts().findAll(work, ids);
            return Optional.of(new Batch(stores, settings, consumer, rows, contacts, lease, until));
        });
    }

    private Calls.@Nullable Failure call(List<OutboxRow> rows, WatchedCall.Body body) {
        WatchedCall made = new WatchedCall(rows, stores.clock().machine().instant());
        call = made;
        try {
            made.run(body);
            return null;
        } catch (StoreUnavailableException away) {
            if (!made.wasInterrupted()) {
                throw away;
            }
            return tooLong(away);
        } catch (Exception | LinkageError | StackOverflowError | AssertionError failed) {
            return made.wasInterrupted() ? tooLong(failed) : new Calls.Failure(failed, false);
        } finally {
            call = null;
        }
    }

    private Calls.Failure tooLong(Throwable failed) {
        TimeoutException named =
                new TimeoutException("It took longer than " + settings.limit().toSeconds() + " s and was interrupted.");
        named.initCause(failed);
        return new Calls.Failure(named, true);
    }

    /**
     * Interrupts a call that takes too long, and gives up one that does not even end then: its thread is left alone, and the
     * listener is told of nothing on this node until it ends.
     */
    void watch(Instant now) {
        WatchedCall running = call;
        Batch claimed = batch;
        if (running == null || claimed == null) {
            return;
        }
        running.watch(now, settings);
        if (running.isStuck(now, settings)) {
            claimed.abandon(
                    running.rows(),
                    new TimeoutException("It took longer than "
                            + settings.limit().toSeconds() + " s, and went on although it was interrupted."));
        }
    }

    /** Whether a call is under way that cannot be ended. */
    boolean isStuck() {
        WatchedCall running = call;
        return running != null && running.isStuck(stores.clock().machine().instant(), settings);
    }

    /** Ends it within about two seconds, whatever the listener does. */
    void close() {
        closed = true;
        Batch claimed = batch;
        if (claimed != null) {
            claimed.close();
        }
        thread.shutdown();
        if (isOver()) {
            return;
        }
        WatchedCall running = call;
        if (running != null) {
            running.interrupt(stores.clock().machine().instant());
        }
        Batch left = batch;
        if (isOver() || left == null) {
            return;
        }
        LOG.warn(
                "Listener {} did not come back although it was interrupted. It is left alone; what it was told of is told again.",
                taker.name());
        try {
            left.abandon(List.of(), new TimeoutException());
        } catch (RuntimeException failed) {
            if (!Outage.tell("give back what listener " + taker.name() + " was told of", failed)) {
                LOG.warn("What listener {} was told of is told again when its lease ends.", taker.name(), failed);
            }
        }
    }

    private boolean isOver() {
        try {
            return thread.awaitTermination(MILLIS_TO_END, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
