package io.ripen.core.store;

import io.ripen.access.Scope;
import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Json;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.ScopedPages;
import io.ripen.core.store.internal.Sql;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.Messages;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages to leads, the truth about what was sent. A message never goes back: each write names the states that it may
 * come from. Thread-safe; the {@link UnitOfWork} belongs to its thread.
 */
public final class MessageStore {

    private static final String COLUMNS = "id, team, contact_id, enrollment_id, sequence_id, step, occurrence, channel,"
            + " address, subject, body, html, headers, state, provider_id, attempt, code, reason, policy, held_until, planned_at,"
            + " sending_at, sending_machine_at, settled_at, delivered_at";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM message ";

    private final String byId;
    private final String outcomes;
    private final String insert;
    private final String begin;
    private final String repeat;
    private final String settle;
    private final String accept;
    private final String report;

    MessageStore(Dialect dialect) {
        byId = dialect.selectAmong(COLUMNS, "message", "id", "BIGINT");
        outcomes = dialect.selectAmong("enrollment_id, step, occurrence, state", "message", "enrollment_id", "BIGINT");
        insert = dialect.insertNew(
                "message",
                "id BIGINT, team VARCHAR, contact_id BIGINT, enrollment_id BIGINT, sequence_id VARCHAR, step VARCHAR,"
                        + " occurrence INTEGER, channel VARCHAR, address VARCHAR, subject VARCHAR, body VARCHAR,"
                        + " html VARCHAR, headers VARCHAR, state VARCHAR, attempt INTEGER, code VARCHAR, reason VARCHAR,"
                        + " policy VARCHAR, held_until TIME, planned_at TIME, sending_at TIME, sending_machine_at TIME, settled_at TIME",
                "id");
        String sending = "state = 'SENDING', attempt = t.attempt + 1, sending_at = v.sending_at, sending_machine_at ="
                + " v.machine_at, held_until = NULL, unknown_since = NULL, code = NULL, reason = NULL, policy = NULL";
        String attempts = Dialect.values("id BIGINT, sending_at TIME, machine_at TIME");
        begin = dialect.updateFrom("message", sending, attempts, "t.id = v.id AND t.state = 'PLANNED'");
        repeat = dialect.updateFrom("message", sending, attempts, "t.id = v.id AND t.state = 'UNKNOWN'");
        settle = dialect.updateFrom(
                "message",
                "state = v.state, provider_id = COALESCE(v.provider_id, t.provider_id), code = v.code, reason = v.reason,"
                        + " policy = v.policy, held_until = v.held_until, settled_at = v.settled_at, unknown_since ="
                        + " CASE WHEN v.state = 'UNKNOWN' THEN COALESCE(t.unknown_since, v.happened_at) END",
                Dialect.values("id BIGINT, attempt INTEGER, state VARCHAR, provider_id VARCHAR, code VARCHAR,"
                        + " reason VARCHAR, policy VARCHAR, held_until TIME, settled_at TIME, happened_at TIME"),
                "t.id = v.id AND (v.attempt = 0 OR v.attempt = t.attempt) AND ("
                        + "t.state IN ('SENDING', 'UNKNOWN') AND v.state IN ('ACCEPTED', 'REFUSED', 'UNKNOWN', 'PLANNED')"
                        + " OR t.state = 'PLANNED' AND v.state IN ('PLANNED', 'DENIED', 'CANCELLED'))");
        // The same for a batch in which all were accepted and there is no more to say, as nearly always.
        accept = dialect.updateFrom(
                "message",
                "state = 'ACCEPTED', provider_id = COALESCE(v.provider_id, t.provider_id), code = NULL, reason = NULL,"
                        + " held_until = NULL, settled_at = v.settled_at, unknown_since = NULL",
                Dialect.values("id BIGINT, attempt INTEGER, provider_id VARCHAR, settled_at TIME"),
                "t.id = v.id AND (v.attempt = 0 OR v.attempt = t.attempt) AND t.state IN ('SENDING', 'UNKNOWN')");
        report = dialect.updateFrom(
                "message",
                "state = v.state, provider_id = COALESCE(v.provider_id, t.provider_id), code = v.code, reason = NULL,"
                        + " policy = NULL, held_until = NULL, settled_at = COALESCE(t.settled_at, v.happened_at),"
                        + " unknown_since = NULL,"
                        + " delivered_at = CASE WHEN v.state = 'DELIVERED' THEN v.happened_at ELSE t.delivered_at END",
                Dialect.values("id BIGINT, state VARCHAR, provider_id VARCHAR, code VARCHAR, happened_at TIME"),
                "t.id = v.id AND (t.state IN ('PLANNED', 'SENDING', 'UNKNOWN')"
                        + " OR v.state <> 'ACCEPTED' AND t.state = 'ACCEPTED'"
                        + " OR v.state = 'DELIVERED' AND t.state = 'UNDELIVERED')");
    }

    private static MessageRow read(Row row) throws SQLException {
        return new MessageRow(
                row.id(),
                row.string(),
                row.id(),
                row.id(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.integer(),
                row.string(),
                row.string(),
                row.stringOrNull(),
                row.string(),
                row.stringOrNull(),
                row.texts(),
                MessageState.valueOf(row.string()),
                row.stringOrNull(),
                row.integer(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.timeOrNull(),
                row.time(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.timeOrNull());
    }

    /**
     * Keeps new messages. One whose (enrollment, step, occurrence) exists already is left out; see {@link #findByStep}.
     *
     * @return ids of those that were kept
     */
    public Set<Long> insert(UnitOfWork work, List<NewMessage> messages) {
        if (messages.isEmpty()) {
            return Set.of();
        }
        List<NewMessage> rows = messages.stream()
                .sorted(Comparator.comparingLong(NewMessage::enrollment))
                .toList();
        return Sql.of(work, insert)
                .longs(rows, NewMessage::id)
                .strings(rows, NewMessage::team)
                .longs(rows, NewMessage::contact)
                .ids(rows, NewMessage::enrollment)
                .strings(rows, NewMessage::sequence)
                .strings(rows, NewMessage::step)
                .ints(rows, NewMessage::occurrence)
                .strings(rows, NewMessage::channel)
                .strings(rows, NewMessage::address)
                .strings(rows, NewMessage::subject)
                .strings(rows, NewMessage::body)
                .strings(rows, NewMessage::html)
                .strings(rows, row -> Json.write(row.headers()))
                .strings(rows, row -> row.state().name())
                .ints(rows, NewMessage::attempt)
                .strings(rows, NewMessage::code)
                .strings(rows, NewMessage::reason)
                .strings(rows, NewMessage::policy)
                .times(rows, NewMessage::heldUntil)
                .times(rows, NewMessage::plannedAt)
                .times(rows, NewMessage::sendingAt)
                .times(rows, NewMessage::sendingMachineAt)
                .times(rows, NewMessage::settledAt)
                .ids();
    }

    /** The messages of these steps; those that have none are left out. */
    public Map<StepKey, MessageRow> findByStep(UnitOfWork work, Collection<StepKey> steps) {
        if (steps.isEmpty()) {
            return Map.of();
        }
        List<StepKey> keys = List.copyOf(steps);
        Map<StepKey, MessageRow> found = new HashMap<>();
        for (MessageRow row : Sql.of(
                        work,
                        "SELECT m." + COLUMNS.replace(", ", ", m.") + " FROM "
                                + Dialect.values("enrollment_id BIGINT, step VARCHAR, occurrence INTEGER")
                                + " JOIN message m ON m.enrollment_id = v.enrollment_id AND m.step = v.step"
                                + " AND m.occurrence = v.occurrence")
                .longs(keys, StepKey::enrollment)
                .strings(keys, StepKey::step)
                .ints(keys, StepKey::occurrence)
                .list(MessageStore::read)) {
            found.put(new StepKey(row.enrollment(), row.step() == null ? "" : row.step(), row.occurrence()), row);
        }
        return found;
    }

    /** Locks these messages in order of id; waits for other transactions. */
    public List<MessageRow> lockByIds(UnitOfWork work, Collection<Long> ids) {
        return Sql.of(work, byId + "ORDER BY id FOR UPDATE").addLongs(ids).list(MessageStore::read);
    }

    /**
     * PLANNED becomes SENDING with one more attempt. Commit before any byte leaves.
     *
     * @param at business time
     * @param machineAt machine time
     * @return ids of those that were PLANNED
     */
    public Set<Long> beginAttempt(UnitOfWork work, Collection<Long> ids, Instant at, Instant machineAt) {
        return send(work, begin, ids, at, machineAt);
    }

    /**
     * UNKNOWN becomes SENDING with one more attempt. Only for a channel that said that repeating under the same provider id
     * is harmless.
     *
     * @return ids of those that were UNKNOWN
     */
    public Set<Long> repeatAttempt(UnitOfWork work, Collection<Long> ids, Instant at, Instant machineAt) {
        return send(work, repeat, ids, at, machineAt);
    }

    /** The newest 20 e-mails to each of these contacts that were accepted, the newest first. */
    public List<MailSent> lastMails(UnitOfWork work, Collection<Long> contacts) {
        return contacts.isEmpty()
                ? List.of()
                : Sql.of(
                                work,
                                "SELECT id, contact_id, settled_at FROM (SELECT id, contact_id, settled_at, ROW_NUMBER() OVER"
                                        + " (PARTITION BY contact_id ORDER BY id DESC) AS place FROM message"
                                        + " WHERE contact_id = ANY(?) AND channel = 'email' AND settled_at IS NOT NULL"
                                        + " AND state IN ('ACCEPTED', 'DELIVERED')) AS newest WHERE place <= 20"
                                        + " ORDER BY contact_id, id DESC")
                        .addLongs(contacts)
                        .list(row -> new MailSent(row.id(), row.id(), row.time()));
    }

    /**
     * Writes outcomes, guarded as {@link Settlement} says.
     *
     * @return ids of those that were changed; another one was settled before, by a callback or a later attempt
     */
    public Set<Long> settle(UnitOfWork work, List<Settlement> settlements) {
        if (settlements.isEmpty()) {
            return Set.of();
        }
        List<Settlement> rows = settlements.stream()
                .sorted(Comparator.comparingLong(Settlement::id))
                .toList();
        if (rows.stream().allMatch(MessageStore::plainlyAccepted)) {
            return Sql.of(work, accept)
                    .longs(rows, Settlement::id)
                    .ints(rows, Settlement::attempt)
                    .strings(rows, Settlement::providerId)
                    .times(rows, Settlement::at)
                    .ids();
        }
        return Sql.of(work, settle)
                .longs(rows, Settlement::id)
                .ints(rows, Settlement::attempt)
                .strings(rows, row -> row.state().name())
                .strings(rows, Settlement::providerId)
                .strings(rows, Settlement::code)
                .strings(rows, Settlement::reason)
                .strings(rows, Settlement::policy)
                .times(rows, row -> row.state() == MessageState.PLANNED ? row.heldUntil() : null)
                .times(rows, row -> row.state().isSettled() ? row.at() : null)
                .times(rows, Settlement::at)
                .ids();
    }

    /**
     * Records what a provider says, at most one report of each message. ACCEPTED settles PLANNED, SENDING and UNKNOWN;
     * DELIVERED and UNDELIVERED also follow on ACCEPTED, and DELIVERED is never taken back.
     *
     * @param at business time
     * @return ids of the messages that it changed: not those that are unknown, or already there or beyond
     */
    public Set<Long> report(UnitOfWork work, List<ProviderReport> reports, Instant at) {
        if (reports.isEmpty()) {
            return Set.of();
        }
        List<ProviderReport> rows = reports.stream()
                .sorted(Comparator.comparingLong(ProviderReport::message))
                .toList();
        return Sql.of(work, report)
                .longs(rows, ProviderReport::message)
                .strings(rows, row -> row.status().name())
                .strings(rows, row -> row.providerId().isEmpty() ? null : row.providerId())
                .strings(rows, ProviderReport::code)
                .times(rows, row -> at)
                .ids();
    }

    /** Locks up to {@code limit} UNKNOWN messages, lowest id first; those that another transaction has are skipped. */
    public List<MessageRow> lockUnknown(UnitOfWork work, int limit) {
        return Sql.of(work, SELECT + "WHERE unknown_since IS NOT NULL ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED")
                .add(limit)
                .list(MessageStore::read);
    }

    /**
     * Provider ids that messages to this address already have, so that reconciling does not take another message's for ours.
     *
     * @param address as it stands in the messages
     * @param since business time of the sending
     */
    public Set<String> providerIdsTo(UnitOfWork work, String address, Instant since) {
        // By way of the contacts, so that no index on the address has to be kept up for each message that is sent.
        return new HashSet<>(Sql.of(
                        work,
                        "SELECT provider_id FROM message WHERE contact_id IN"
                                + " (SELECT id FROM contact WHERE phone_key = ? UNION SELECT id FROM contact WHERE email_key = ?)"
                                + " AND address = ? AND sending_at >= ? AND provider_id IS NOT NULL")
                .add(address)
                .add(address.toLowerCase(Locale.ROOT))
                .add(address)
                .add(since)
                .list(Row::string));
    }

    /**
     * Messages to an address that have a provider's id, or whose sending began and has no end yet.
     *
     * @param address as it stands in the messages
     * @param since business time of the sending
     */
    public List<Taken> taken(UnitOfWork work, String address, Instant since) {
        return Sql.of(
                        work,
                        "SELECT id, provider_id, sending_at FROM message WHERE contact_id IN"
                                + " (SELECT id FROM contact WHERE phone_key = ? UNION SELECT id FROM contact WHERE email_key = ?)"
                                + " AND address = ? AND sending_at >= ? AND (provider_id IS NOT NULL OR state = 'SENDING')")
                .add(address)
                .add(address.toLowerCase(Locale.ROOT))
                .add(address)
                .add(since)
                .list(row -> new Taken(row.id(), row.stringOrNull(), row.time()));
    }

    /**
     * A message as {@link #taken} tells it.
     *
     * @param providerId null while it is being sent
     */
    public record Taken(long message, @Nullable String providerId, Instant sendingAt) {}

    /** Outcomes of the touches of these runs, in order of id. */
    public List<StepOutcome> outcomes(UnitOfWork work, Collection<Long> enrollments) {
        if (enrollments.isEmpty()) {
            return List.of();
        }
        return Sql.of(work, outcomes + "AND step IS NOT NULL ORDER BY id")
                .addLongs(enrollments)
                .list(row ->
                        new StepOutcome(row.id(), row.string(), row.integer(), MessageState.valueOf(row.string())));
    }

    /** How many messages are UNKNOWN. Cheap. */
    public long countUnknown(UnitOfWork work) {
        return Sql.of(work, "SELECT COUNT(*) FROM message WHERE unknown_since IS NOT NULL")
                .one(Row::id)
                .orElse(0L);
    }

    public Optional<MessageRow> find(UnitOfWork work, long id) {
        return Sql.of(work, SELECT + "WHERE id = ?").add(id).one(MessageStore::read);
    }

    public List<MessageRow> findAll(UnitOfWork work, Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : Sql.of(work, byId + "ORDER BY id").addLongs(ids).list(MessageStore::read);
    }

    /** The message that a sequence last began to send to a contact. From the end of its index. */
    public Optional<MessageRow> lastOfSequence(UnitOfWork work, long contact) {
        return Sql.of(
                        work,
                        SELECT + "WHERE contact_id = ? AND sequence_id IS NOT NULL AND sending_at IS NOT NULL"
                                + " ORDER BY id DESC LIMIT 1")
                .add(contact)
                .one(MessageStore::read);
    }

    /** One page, in order of id. */
    public List<MessageRow> list(UnitOfWork work, Scope scope, Messages.Query query) {
        StringBuilder where = new StringBuilder("id > ?");
        where.append(query.contact() == null ? "" : " AND contact_id = ?");
        where.append(query.sequence() == null ? "" : " AND sequence_id = ?");
        where.append(query.state() == null ? "" : " AND state = ?");
        where.append(query.state() == MessageState.UNKNOWN ? " AND unknown_since IS NOT NULL" : "");
        return ScopedPages.in(scope.only(query.team()), SELECT, where.toString(), query.limit())
                .list(
                        work,
                        sql -> {
                            sql.add(query.after());
                            if (query.contact() != null) {
                                sql.add(query.contact().value());
                            }
                            if (query.sequence() != null) {
                                sql.add(query.sequence().value());
                            }
                            if (query.state() != null) {
                                sql.add(query.state().name());
                            }
                        },
                        MessageStore::read);
    }

    private static boolean plainlyAccepted(Settlement settlement) {
        return settlement.state() == MessageState.ACCEPTED && settlement.code() == null && settlement.reason() == null;
    }

    private static Set<Long> send(UnitOfWork work, String sql, Collection<Long> ids, Instant at, Instant machineAt) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        List<Long> rows = ids.stream().distinct().sorted().toList();
        return Sql.of(work, sql)
                .longs(rows, id -> id)
                .times(rows, id -> at)
                .times(rows, id -> machineAt)
                .ids();
    }
}
