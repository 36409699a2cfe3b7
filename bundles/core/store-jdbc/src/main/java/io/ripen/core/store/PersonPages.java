package io.ripen.core.store;

import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to one contact, page by page from the oldest on. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class PersonPages {

    PersonPages() {}

    /**
     * An event.
     *
     * @param key its place among those of the same moment
     */
    public record Happened(
            String key, String type, Instant at, Instant receivedAt, String source, Map<String, Object> data) {}

    /** A line of the timeline. */
    public record Line(long id, Instant at, String kind, String text) {}

    /** What people were told. */
    public record Notice(long id, String kind, @Nullable String subject, String body, Instant at) {}

    /** Events after one, or from the first on when it is null. */
    public List<Happened> events(UnitOfWork work, long contact, @Nullable Happened after, int limit) {
        Instant at = after == null ? Instant.EPOCH : after.receivedAt();
        return Sql.of(
                        work,
                        "SELECT id, type, happened_at, received_at, source, data FROM event WHERE contact_id = ?"
                                + " AND received_at >= ? AND (received_at > ? OR id > ?) ORDER BY received_at, id LIMIT ?")
                .add(contact)
                .add(at)
                .add(at)
                .add(after == null ? "" : after.key())
                .add(limit)
                .list(PersonPages::happened);
    }

    /** Lines with greater ids. */
    public List<Line> timeline(UnitOfWork work, long contact, long after, int limit) {
        return Sql.of(
                        work,
                        "SELECT id, happened_at, kind, line FROM history WHERE contact_id = ? AND id > ? ORDER BY id LIMIT ?")
                .add(contact)
                .add(after)
                .add(limit)
                .list(row -> new Line(row.id(), row.time(), row.string(), row.string()));
    }

    /** Notices with greater ids. */
    public List<Notice> notices(UnitOfWork work, long contact, long after, int limit) {
        return Sql.of(
                        work,
                        "SELECT id, kind, subject, body, created_at FROM notification WHERE contact_id = ? AND id > ?"
                                + " ORDER BY id LIMIT ?")
                .add(contact)
                .add(after)
                .add(limit)
                .list(row -> new Notice(row.id(), row.string(), row.stringOrNull(), row.string(), row.time()));
    }

    private static Happened happened(Row row) throws SQLException {
        return new Happened(row.string(), row.string(), row.time(), row.time(), row.string(), row.map());
    }
}
