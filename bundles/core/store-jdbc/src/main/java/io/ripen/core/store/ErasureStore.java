package io.ripen.core.store;

import io.ripen.core.store.internal.Json;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Erasures, and which of them are to be looked at again. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class ErasureStore {
    private static final String SELECT =
            "SELECT contact_id, team, asked_by, asked_at, traces, looks, look_at, done_at FROM erasure ";

    ErasureStore() {}

    /** Keeps a new one; false when there is one of this contact. */
    public boolean insert(UnitOfWork work, ErasureRow row) {
        return Sql.of(
                                work,
                                "INSERT INTO erasure (contact_id, team, asked_by, asked_at, traces, looks, look_at) VALUES"
                                        + " (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                        .add(row.contact())
                        .add(row.team())
                        .add(row.by())
                        .add(row.askedAt())
                        .add(Json.write(row.traces()))
                        .add(row.looks())
                        .add(row.lookAt())
                        .update()
                == 1;
    }

    public Optional<ErasureRow> find(UnitOfWork work, long contact) {
        return Sql.of(work, SELECT + "WHERE contact_id = ?").add(contact).one(ErasureStore::read);
    }

    /**
     * Takes one that is to be looked at; no other node takes it before a time.
     *
     * @param machineNow now
     * @param leasedUntil machine time from which on another node may take it, if this one does not end it
     */
    public Optional<ErasureRow> claim(UnitOfWork work, Instant machineNow, Instant leasedUntil) {
        Optional<ErasureRow> due = Sql.of(
                        work, SELECT + "WHERE look_at <= ? ORDER BY look_at LIMIT 1 FOR UPDATE SKIP LOCKED")
                .add(machineNow)
                .one(ErasureStore::read);
        due.ifPresent(row -> lookAt(work, row.contact(), leasedUntil));
        return due;
    }

    /** Sets when it is looked at again. */
    public void lookAt(UnitOfWork work, long contact, Instant at) {
        Sql.of(work, "UPDATE erasure SET look_at = ? WHERE contact_id = ? AND look_at IS NOT NULL")
                .add(at)
                .add(contact)
                .update();
    }

    /**
     * All was looked through.
     *
     * @param now business time, from which on it is done
     * @param next machine time of the next look; null when this was the last, and what to look for is forgotten
     */
    public void looked(UnitOfWork work, long contact, Instant now, @Nullable Instant next) {
        Sql.of(
                        work,
                        "UPDATE erasure SET looks = looks + 1, done_at = COALESCE(done_at, ?), look_at = ?"
                                + (next == null ? ", traces = NULL" : "") + " WHERE contact_id = ?")
                .add(now)
                .add(next)
                .add(contact)
                .update();
    }

    private static ErasureRow read(Row row) throws SQLException {
        return new ErasureRow(
                row.id(),
                row.string(),
                row.string(),
                row.time(),
                row.map(),
                row.integer(),
                row.timeOrNull(),
                row.timeOrNull());
    }
}
