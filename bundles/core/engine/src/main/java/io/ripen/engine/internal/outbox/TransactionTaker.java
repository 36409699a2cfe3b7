package io.ripen.engine.internal.outbox;

import io.ripen.core.store.FailureEvents;
import io.ripen.core.store.OutboxRow;
import io.ripen.crm.Contact;
import io.ripen.delivery.FailureReaction;
import io.ripen.event.Event;
import io.ripen.event.EventReaction;
import io.ripen.event.EventReaction.Occurrence;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One that is told of many rows at a time, in a transaction that also takes them off the list. When it fails it is told of each by
 * itself. Such a transaction has a connection for as long as third parties please, so there are few at a time.
 */
@SuppressWarnings("deprecation")
final class TransactionTaker implements Taker {
    private static final int SECONDS_TO_WAIT = 10;

    /** Transactions, of which only so many are open at the same time. */
    record Connections(Transactions transactions, Semaphore free) {}

    /** Tells it of rows. */
    private interface Telling {
        void tell(UnitOfWork work, Batch batch, List<OutboxRow> rows);
    }

    private final String name;
    private final Supplier<Set<String>> types;
    private final Telling telling;
    private final Connections connections;

    private TransactionTaker(String name, Supplier<Set<String>> types, Telling telling, Connections connections) {
        this.name = name;
        this.types = types;
        this.telling = telling;
        this.connections = connections;
    }

    /** A reaction of the older kind. */
    static TransactionTaker of(String name, EventReaction reaction, Connections connections) {
        return new TransactionTaker(
                name, reaction::types, (work, batch, rows) -> react(reaction, work, batch, rows), connections);
    }

    /** One who is told of messages that failed. */
    static TransactionTaker of(String name, FailureReaction reaction, Connections connections) {
        return new TransactionTaker(
                name,
                () -> Set.of(FailureEvents.TYPE),
                (work, batch, rows) -> reaction.failed(
                        work, rows.stream().map(FailureEvents::read).toList()),
                connections);
    }

    private static void react(EventReaction reaction, UnitOfWork work, Batch batch, List<OutboxRow> rows) {
        List<Occurrence> occurrences = new ArrayList<>(rows.size());
        List<Event> strangers = new ArrayList<>(0);
        for (OutboxRow row : rows) {
            Contact contact = batch.contact(row);
            if (contact == null) {
                strangers.add(Batch.event(row));
            } else {
                occurrences.add(new Occurrence(Batch.event(row), contact));
            }
        }
        if (!strangers.isEmpty()) {
            reaction.reactToStrangers(work, strangers);
        }
        if (!occurrences.isEmpty()) {
            reaction.react(work, occurrences);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> types() {
        return types.get();
    }

    @Override
    public void take(Batch batch, Calls calls) {
        List<OutboxRow> rows = batch.open();
        if (rows.isEmpty() || !hasConnection()) {
            batch.close();
            return;
        }
        try {
            if (rows.size() == 1 || call(batch, rows, calls) != null) {
                for (OutboxRow row : rows) {
                    Calls.Failure failure = batch.isOpen(row) ? call(batch, List.of(row), calls) : null;
                    if (failure != null) {
                        batch.failed(row, failure);
                    }
                }
            }
        } finally {
            connections.free().release();
        }
    }

    /** False when others of its kind have taken them all; it is tried again a moment later. */
    private boolean hasConnection() {
        try {
            return connections.free().tryAcquire(SECONDS_TO_WAIT, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Calls.@Nullable Failure call(Batch batch, List<OutboxRow> rows, Calls calls) {
        Calls.Failure failure = calls.call(
                rows,
                () -> connections.transactions().call(work -> {
                    telling.tell(work, batch, rows);
                    batch.takenIn(work, rows);
                    return rows;
                }));
        if (failure == null) {
            rows.forEach(batch::taken);
        } else if (failure.thrown() instanceof LeaseLostException) {
            batch.close();
            return null;
        }
        return failure;
    }
}
