package io.ripen.core.store;

import io.ripen.access.Scope;
import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.ScopedPages;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What leads wrote, and what came instead of an answer. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class InboundStore {

    private static final String COLUMNS =
            "id, team, contact_id, channel, kind, provider_id, sender, recipient, subject,"
                    + " body, raw, problem, matched_by, answers, received_at";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM inbound ";
    /** Without the mails as they came, which may be a megabyte each. */
    private static final String LIST =
            "SELECT " + COLUMNS.replace(" raw,", " CAST(NULL AS VARCHAR) AS raw,") + " FROM inbound ";

    private static final Comparator<InboundRow> BY_KEY = Comparator.comparing(InboundRow::channel)
            .thenComparing(InboundRow::providerId)
            .thenComparing(InboundRow::team);

    private final String insert;

    InboundStore(Dialect dialect) {
        insert = dialect.insertNew(
                "inbound",
                "id BIGINT, team VARCHAR, contact_id BIGINT, channel VARCHAR, kind VARCHAR, provider_id VARCHAR,"
                        + " sender VARCHAR, recipient VARCHAR, subject VARCHAR, body VARCHAR, raw VARCHAR,"
                        + " problem VARCHAR, matched_by VARCHAR, answers BIGINT, received_at TIME",
                "id");
    }

    /**
     * Keeps messages that are new by (channel, providerId, team); the first one with a key stays as it is. Also right when
     * two transactions bring the same one at once: the second waits for the first and then finds it there.
     *
     * @return ids of those that were new
     */
    public Set<Long> insert(UnitOfWork work, List<InboundRow> messages) {
        if (messages.isEmpty()) {
            return Set.of();
        }
        // In the order of the key, so that two transactions do not wait for each other in a circle.
        List<InboundRow> rows = messages.stream().sorted(BY_KEY).toList();
        return new HashSet<>(Sql.of(work, insert)
                .longs(rows, InboundRow::id)
                .strings(rows, InboundRow::team)
                .ids(rows, InboundRow::contact)
                .strings(rows, InboundRow::channel)
                .strings(rows, InboundRow::kind)
                .strings(rows, InboundRow::providerId)
                .strings(rows, InboundRow::sender)
                .strings(rows, InboundRow::recipient)
                .strings(rows, InboundRow::subject)
                .strings(rows, InboundRow::body)
                .strings(rows, InboundRow::raw)
                .strings(rows, InboundRow::problem)
                .strings(rows, InboundRow::matchedBy)
                .ids(rows, InboundRow::answers)
                .times(rows, InboundRow::receivedAt)
                .ids());
    }

    /**
     * Messages of one contact, in order of id.
     *
     * @param after only ids greater
     */
    public List<InboundRow> byContact(UnitOfWork work, long contact, long after, int limit) {
        return Sql.of(work, SELECT + "WHERE contact_id = ? AND id > ? ORDER BY id LIMIT ?")
                .add(contact)
                .add(after)
                .add(limit)
                .list(InboundStore::read);
    }

    /**
     * What came in, in order of id, without {@code raw}.
     *
     * @param kind only of this kind; null for all
     * @param after only ids greater
     */
    public List<InboundRow> list(UnitOfWork work, Scope scope, @Nullable String kind, long after, int limit) {
        return ScopedPages.in(scope, LIST, kind == null ? "id > ?" : "kind = ? AND id > ?", limit)
                .list(
                        work,
                        sql -> {
                            if (kind != null) {
                                sql.add(kind);
                            }
                            sql.add(after);
                        },
                        InboundStore::read);
    }

    public Optional<InboundRow> find(UnitOfWork work, long id) {
        return Sql.of(work, SELECT + "WHERE id = ?").add(id).one(InboundStore::read);
    }

    /** The one that a provider knows by this id. */
    public Optional<InboundRow> find(UnitOfWork work, String channel, String providerId, String team) {
        return Sql.of(work, SELECT + "WHERE channel = ? AND provider_id = ? AND team = ?")
                .add(channel)
                .add(providerId)
                .add(team)
                .one(InboundStore::read);
    }

    private static InboundRow read(Row row) throws SQLException {
        return new InboundRow(
                row.id(),
                row.string(),
                row.id(),
                row.string(),
                row.string(),
                row.string(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.string(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.id(),
                row.time());
    }
}
