package io.ripen.core.store.internal;

import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds to the audit log. The end of the chain is locked here, as the last thing that a transaction does: whoever holds it waits for
 * nothing any more, so it makes no circle, and the next one waits only for this commit.
 */
final class AuditChain {
    private static final String INSERT = Dialect.insert(
            "audit",
            "number BIGINT, at TIME, actor_kind VARCHAR, actor VARCHAR, account_id BIGINT, team VARCHAR, action VARCHAR,"
                    + " target VARCHAR, details VARCHAR, sealed VARCHAR, hash VARCHAR");

    private AuditChain() {}

    private record Head(long number, Instant at, String hash) {}

    static void write(UnitOfWork work, List<AuditWrite> writes) {
        Head head = Sql.of(work, "SELECT number, at, hash FROM audit_head WHERE id = 1 FOR UPDATE")
                .one(row -> new Head(row.id(), row.time(), row.string()))
                .orElseThrow(
                        () -> new IllegalStateException(
                                "The table audit_head is empty, so it is not known where the"
                                        + " audit log ends, and nothing was changed. Somebody emptied it; restore the database."));
        Map<String, String> keys = keys(work, writes);
        List<AuditRow> rows = new ArrayList<>();
        for (AuditWrite each : writes) {
            if (each instanceof AuditWrite.Entry entry) {
                Instant at = entry.at().isBefore(head.at()) ? head.at() : entry.at();
                AuditRow row = row(head.number() + 1, at, entry, keys).hashed(head.hash());
                rows.add(row);
                head = new Head(row.number(), row.at(), row.hash());
            }
        }
        insert(work, rows, head);
        for (AuditWrite each : writes) {
            if (each instanceof AuditWrite.Forget forget) {
                Sql.of(work, "DELETE FROM audit_key WHERE target = ?")
                        .add(forget.target())
                        .update();
            }
        }
    }

    private static AuditRow row(long number, Instant at, AuditWrite.Entry entry, Map<String, String> keys) {
        String key = keys.get(entry.target());
        return new AuditRow(
                number,
                at,
                entry.actorKind(),
                entry.actor(),
                entry.account(),
                entry.team(),
                entry.action(),
                entry.target(),
                entry.details(),
                entry.personal() == null || key == null ? null : Sealing.seal(key, entry.personal()),
                "");
    }

    private static void insert(UnitOfWork work, List<AuditRow> rows, Head head) {
        if (rows.isEmpty()) {
            return;
        }
        Sql.of(work, INSERT)
                .longs(rows, AuditRow::number)
                .times(rows, AuditRow::at)
                .strings(rows, AuditRow::actorKind)
                .strings(rows, AuditRow::actor)
                .ids(rows, AuditRow::account)
                .strings(rows, AuditRow::team)
                .strings(rows, AuditRow::action)
                .strings(rows, AuditRow::target)
                .strings(rows, AuditRow::details)
                .strings(rows, AuditRow::sealed)
                .strings(rows, AuditRow::hash)
                .update();
        Sql.of(work, "UPDATE audit_head SET number = ?, at = ?, hash = ? WHERE id = 1")
                .add(head.number())
                .add(head.at())
                .add(head.hash())
                .update();
    }

    /** The keys of the targets of which something personal is to be written; made where there is none. */
    private static Map<String, String> keys(UnitOfWork work, List<AuditWrite> writes) {
        Map<String, String> fresh = new LinkedHashMap<>();
        for (AuditWrite each : writes) {
            if (each instanceof AuditWrite.Entry entry && entry.personal() != null) {
                fresh.computeIfAbsent(entry.target(), target -> Sealing.key());
            }
        }
        if (fresh.isEmpty()) {
            return Map.of();
        }
        List<Map.Entry<String, String>> rows = List.copyOf(fresh.entrySet());
        Sql.of(work, Dialect.insert("audit_key", "target VARCHAR, secret VARCHAR") + " ON CONFLICT DO NOTHING")
                .strings(rows, Map.Entry::getKey)
                .strings(rows, Map.Entry::getValue)
                .update();
        Map<String, String> keys = new HashMap<>();
        Sql.of(work, Session.dialect(work).selectAmong("target, secret", "audit_key", "target", "VARCHAR"))
                .addStrings(fresh.keySet())
                .list(row -> keys.put(row.string(), row.string()));
        return keys;
    }
}
