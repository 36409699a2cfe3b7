package io.ripen.engine.internal.outbox;

import io.ripen.core.store.EventRow;
import io.ripen.core.store.OutboxConsumer;
import io.ripen.core.store.OutboxRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows that one listener is told of now, and what became of each; written in one transaction at the end. Used by the listener's
 * thread; {@link #abandon} and {@link #close} by any.
 */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final int LONGEST_ERROR = 1_000;

    /** A row that failed. */
    private record Failed(OutboxRow row, String error) {}

    private final Stores stores;
    private final OutboxSettings settings;
    private final OutboxConsumer consumer;
    private final long lease;
    private final Instant lastCall;
    private final Map<Long, OutboxRow> open = new LinkedHashMap<>();
    private final Map<ContactId, Contact> contacts;
    private final Set<Long> done = new TreeSet<>();
    private final List<Failed> failed = new ArrayList<>(0);
    /** Whose later events wait for an earlier one. */
    private final Set<Long> waiting = new HashSet<>();

    private int failures;
    private @Nullable String error;
    private boolean paused;
    private boolean closed;
    private boolean settled;

    Batch(
            Stores stores,
            OutboxSettings settings,
            OutboxConsumer consumer,
            List<OutboxRow> rows,
            Map<ContactId, Contact> contacts,
            long lease,
            Instant until) {
        this.stores = stores;
        this.settings = settings;
        this.consumer = consumer;
        this.contacts = contacts;
        this.lease = lease;
        this.lastCall = until.minus(settings.lastCall());
        this.failures = consumer.failures();
        this.error = consumer.error();
        for (OutboxRow row : rows) {
            if (row.event().contact() != 0 && contact(row) == null) {
                // Deleted meanwhile: nobody is told of them any more.
                done.add(row.id());
            } else {
                open.put(row.id(), row);
            }
        }
    }

    /** Those that may be tried now, in their order. */
    synchronized List<OutboxRow> open() {
        return open.values().stream().filter(this::isOpen).toList();
    }

    /** Whether it may be tried now; what may not is given back. */
    synchronized boolean isOpen(OutboxRow row) {
        return !closed
                && !paused
                && !settled
                && open.containsKey(row.id())
                && !waiting.contains(row.event().contact())
                && stores.clock().machine().instant().isBefore(lastCall);
    }

    @Nullable Contact contact(OutboxRow row) {
        long id = row.event().contact();
        return id == 0 ? null : contacts.get(new ContactId(id));
    }

    static Event event(OutboxRow row) {
        EventRow kept = row.event();
        return new Event(
                kept.id(),
                kept.type(),
                new TeamId(kept.team()),
                kept.contact() == 0 ? null : new ContactId(kept.contact()),
                row.address(),
                kept.at(),
                kept.source(),
                kept.data());
    }

    /** The listener has taken it. */
    synchronized void taken(OutboxRow row) {
        if (!settled && open.remove(row.id()) != null) {
            done.add(row.id());
            failures = 0;
            error = null;
        }
    }

    /**
     * Takes rows off the list in the caller's transaction, which is the listener's own.
     *
     * @throws LeaseLostException when they are somebody else's by now
     */
    void takenIn(UnitOfWork work, Collection<OutboxRow> rows) {
        List<Long> ids = rows.stream().map(OutboxRow::id).toList();
        if (stores.outbox().done(work, ids, lease) != ids.size()) {
            throw new LeaseLostException();
        }
    }

    /** It failed with this. */
    synchronized void failed(OutboxRow row, Calls.Failure failure) {
        if (settled || open.remove(row.id()) == null) {
            return;
        }
        String words = words(failure.thrown());
        failed.add(new Failed(row, words));
        if (row.event().contact() != 0) {
            waiting.add(row.event().contact());
        }
        count(words, failure.tooLong());
        LOG.warn(
                "Listener {} failed at event {} ({}), attempt {} of {}. The event counts; only this listener is told again: {}",
                consumer.name(),
                row.event().id(),
                row.event().type(),
                row.attempt() + 1,
                settings.attempts(),
                words,
                failure.thrown());
    }

    private void count(String words, boolean tooLong) {
        failures += tooLong ? settings.pauseAfter() : 1;
        error = words;
        paused = failures >= settings.pauseAfter();
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        String text = failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "…";
    }

    /** No further row is tried; the one that is being tried may end. */
    synchronized void close() {
        closed = true;
    }

    /** Whether there may be more to do at once. */
    synchronized boolean mayGoOn() {
        return !paused && !closed;
    }

    /** The message of the last row that failed in this batch; null when none did. */
    synchronized @Nullable String failure() {
        return failed.isEmpty() ? null : failed.get(failed.size() - 1).error();
    }

    /**
     * Gives everything back without waiting for the call that is under way; what comes of it is not heard any more.
     *
     * @param stuck the rows of a call that went on although it was interrupted; none when the listener only goes away
     */
    synchronized void abandon(List<OutboxRow> stuck, Throwable failure) {
        if (settled) {
            return;
        }
        if (stuck.size() == 1) {
            failed(stuck.get(0), new Calls.Failure(failure, true));
        } else if (!stuck.isEmpty()) {
            // Which of them it was shows when they are tried one by one.
            count(words(failure), true);
        }
        settle();
    }

    /** Writes what became of the rows, once. */
    synchronized void settle() {
        if (settled) {
            return;
        }
        settled = true;
        stores.transactions().call(work -> {
            write(work);
            return consumer;
        });
    }

    private void write(UnitOfWork work) {
        Instant now = stores.clock().machine().instant();
        stores.outbox().done(work, done, lease);
        for (Failed each : failed) {
            int attempt = each.row().attempt() + 1;
            if (attempt >= settings.attempts()) {
                stores.quarantine().keep(work, each.row(), each.error(), now, lease);
            } else {
                stores.outbox().failed(work, each.row(), now.plus(settings.retryAfter(attempt)), each.error(), lease);
            }
        }
        stores.outbox().release(work, open.keySet(), lease);
        if (failures != consumer.failures() || paused) {
            Instant until = paused ? now.plus(settings.pauseAfter(failures)) : null;
            stores.outboxConsumers().called(work, consumer.name(), failures, until, error);
        }
    }
}
