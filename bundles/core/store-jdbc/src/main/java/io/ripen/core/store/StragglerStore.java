package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The messages that were on their way, or in doubt, when their run ended. Nearly always empty, so that looking costs nothing.
 * All times are machine times. Thread-safe; the {@link UnitOfWork} belongs to its thread.
 */
public final class StragglerStore {
    private static final String ADD =
            "INSERT INTO straggler (message_id, look_at, asked) SELECT v.message_id, v.look_at, 0" + " FROM "
                    + Dialect.values("message_id BIGINT, look_at TIME")
                    + " ORDER BY v.message_id ON CONFLICT DO NOTHING";
    private static final String DUE =
            "SELECT message_id, asked FROM straggler WHERE look_at <= ? ORDER BY look_at LIMIT ? FOR UPDATE SKIP LOCKED";

    StragglerStore() {}

    /** To be looked at from {@code lookAt} on; one that is there already stays as it is. */
    public void add(UnitOfWork work, Collection<Long> messages, Instant lookAt) {
        if (!messages.isEmpty()) {
            List<Long> rows = List.copyOf(messages);
            Sql.of(work, ADD).longs(rows, id -> id).times(rows, id -> lookAt).update();
        }
    }

    /**
     * Takes up to {@code limit} that are to be looked at now; other transactions skip them, and nobody gets them again before
     * {@code until}.
     */
    public List<Straggler> take(UnitOfWork work, Instant now, Instant until, int limit) {
        List<Straggler> due = Sql.of(work, DUE).add(now).add(limit).list(row -> new Straggler(row.id(), row.integer()));
        if (!due.isEmpty()) {
            Sql.of(work, "UPDATE straggler SET look_at = ? WHERE message_id = ANY(?)")
                    .add(until)
                    .addLongs(due.stream().map(Straggler::message).toList())
                    .update();
        }
        return due;
    }

    /** To be looked at again. */
    public void again(UnitOfWork work, Straggler straggler, Instant lookAt) {
        Sql.of(work, "UPDATE straggler SET look_at = ?, asked = ? WHERE message_id = ?")
                .add(lookAt)
                .add(straggler.asked())
                .add(straggler.message())
                .update();
    }

    /** There is no more to be found out about these. */
    public void remove(UnitOfWork work, Collection<Long> messages) {
        if (!messages.isEmpty()) {
            Sql.of(work, "DELETE FROM straggler WHERE message_id = ANY(?)")
                    .addLongs(messages)
                    .update();
        }
    }

    /** All of them, by id. For tests and for looking into a problem. */
    public List<Straggler> all(UnitOfWork work) {
        return Sql.of(work, "SELECT message_id, asked FROM straggler ORDER BY message_id")
                .list(row -> new Straggler(row.id(), row.integer()));
    }
}
