package io.ripen.core.store;

import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All messages of a contact, in and out, in one thread. Costs as much as the contact has messages. Thread-safe; the
 * {@link UnitOfWork} belongs to its thread.
 */
public final class ConversationStore {
    private static final String OUT = "SELECT 1 AS side, m.id AS id, m.channel, CASE WHEN m.enrollment_id IS NULL THEN"
            + " 'hand' ELSE 'sequence' END AS kind, m.address, m.subject, m.body, m.state, m.reason, m.sequence_id,"
            + " m.step, h.written_by, t.outcome, t.note, CAST(NULL AS BIGINT) AS answers,"
            + " COALESCE(m.sending_at, m.planned_at) AS at_time, m.delivered_at FROM message m"
            + " LEFT JOIN by_hand h ON h.message_id = m.id LEFT JOIN task t ON t.message_id = m.id"
            + " WHERE m.contact_id = ?";
    private static final String IN = "SELECT 0 AS side, i.id AS id, i.channel, i.kind, i.sender, i.subject, i.body,"
            + " CAST(NULL AS VARCHAR), i.problem, CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR),"
            + " CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), i.answers, i.received_at, CAST(NULL AS TIMESTAMP(6) WITH"
            + " TIME ZONE) FROM inbound i WHERE i.contact_id = ?";
    private static final String PAGE = "SELECT * FROM (" + OUT + " UNION ALL " + IN + ") c WHERE at_time > ? OR"
            + " (at_time = ? AND (side > ? OR (side = ? AND id > ?))) ORDER BY at_time, side, id LIMIT ?";

    private static final String MAILS =
            "SELECT side, provider_id, subject FROM (SELECT 0 AS side, provider_id, subject,"
                    + " received_at AS at_time, id FROM inbound WHERE contact_id = ? AND channel = 'email' AND kind = 'reply'"
                    + " UNION ALL SELECT 1, provider_id, subject, COALESCE(sending_at, planned_at), id FROM message"
                    + " WHERE contact_id = ? AND channel = 'email' AND provider_id IS NOT NULL) c"
                    + " ORDER BY at_time DESC, side, id DESC LIMIT ?";

    ConversationStore() {}

    /**
     * A mail that a lead wrote or was sent.
     *
     * @param id what the provider knows it by; its Message-ID, mostly
     */
    public record Mail(boolean inbound, String id, @Nullable String subject) {}

    /** The mails of a contact that were sent or answered, the newest first. */
    public List<Mail> mails(UnitOfWork work, long contact, int limit) {
        return Sql.of(work, MAILS)
                .add(contact)
                .add(contact)
                .add(limit)
                .list(row -> new Mail(row.integer() == 0, row.string(), row.stringOrNull()));
    }

    /** A place in a conversation: behind the message that is named. */
    public record Place(Instant at, boolean inbound, long id) {
        public static final Place START = new Place(Instant.EPOCH, true, 0);
    }

    /** One page, oldest first; of two at the same time the one that came in is first. */
    public List<ConversationRow> page(UnitOfWork work, long contact, Place after, int limit) {
        int side = after.inbound() ? 0 : 1;
        return Sql.of(work, PAGE)
                .add(contact)
                .add(contact)
                .add(after.at())
                .add(after.at())
                .add(side)
                .add(side)
                .add(after.id())
                .add(limit)
                .list(ConversationStore::read);
    }

    private static ConversationRow read(Row row) throws SQLException {
        return new ConversationRow(
                row.integer() == 0,
                row.id(),
                row.string(),
                row.string(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.string(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.id(),
                row.time(),
                row.timeOrNull());
    }
}
