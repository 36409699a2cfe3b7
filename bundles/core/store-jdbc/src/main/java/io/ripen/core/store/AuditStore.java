package io.ripen.core.store;

import io.ripen.access.AccountId;
import io.ripen.access.Actor;
import io.ripen.access.Scope;
import io.ripen.audit.Audit;
import io.ripen.audit.AuditEntry;
import io.ripen.audit.Change;
import io.ripen.core.store.internal.AuditRow;
import io.ripen.core.store.internal.AuditWrite;
import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Json;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sealing;
import io.ripen.core.store.internal.Session;
import io.ripen.core.store.internal.Sql;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The audit log, which is only added to. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class AuditStore {
    private static final int LONGEST_ACTION = 100;
    private static final int LONGEST_TARGET = 400;

    private final String keys;
    private volatile InstantSource clock = InstantSource.system();

    AuditStore(Dialect dialect) {
        keys = dialect.selectAmong("target, secret", "audit_key", "target", "VARCHAR");
    }

    /** The clock that entries have their time from. */
    void clock(InstantSource business) {
        clock = business;
    }

    /**
     * The end of the log.
     *
     * @param number of the last entry; 0 when there is none
     */
    public record Head(long number, String hash) {}

    /** Adds an entry when the transaction is committed. */
    public void record(UnitOfWork work, Change change) {
        if (change.action().isBlank() || change.action().length() > LONGEST_ACTION) {
            throw new IllegalArgumentException("An action has 1 to " + LONGEST_ACTION + " characters, not "
                    + change.action().length() + ".");
        }
        if (change.target().isBlank() || change.target().length() > LONGEST_TARGET) {
            throw new IllegalArgumentException("A target has 1 to " + LONGEST_TARGET + " characters, not "
                    + change.target().length() + ".");
        }
        Actor by = change.by();
        AccountId account = by.account();
        TeamId team = change.team();
        Session.of(work)
                .audit(new AuditWrite.Entry(
                        clock.instant(),
                        by.kind().name(),
                        kept(by.name()),
                        account == null ? 0 : account.value(),
                        team == null ? null : team.value(),
                        kept(change.action()),
                        kept(change.target()),
                        json(change.values()),
                        json(change.personal())));
    }

    /** Nobody reads any more what was recorded of this target under {@link Change#personal}. */
    public void forget(UnitOfWork work, String target) {
        Session.of(work).audit(new AuditWrite.Forget(kept(target)));
    }

    /** The newest first. */
    public List<AuditEntry> list(UnitOfWork work, Scope teams, Audit.Query query) {
        if (teams.isNone()) {
            return List.of();
        }
        List<@Nullable String> each = teams.isAll() ? Collections.singletonList(null) : new ArrayList<>(teams.names());
        // One part for each team, so that each follows its index and reads no more than the limit.
        long least = first(work, query.from());
        long before = Math.min(query.before() == null ? Long.MAX_VALUE : query.before(), first(work, query.until()));
        StringBuilder sql = new StringBuilder("SELECT " + AuditRow.COLUMNS + " FROM (");
        for (int i = 0; i < each.size(); i++) {
            sql.append(i == 0 ? "(" : " UNION ALL (")
                    .append("SELECT " + AuditRow.COLUMNS + " FROM audit WHERE number >= ? AND number < ?")
                    .append(each.get(i) == null ? "" : " AND team = ?")
                    .append(query.target() == null ? "" : " AND target = ?")
                    .append(query.actor() == null ? "" : " AND actor = ?")
                    .append(" ORDER BY number DESC LIMIT ?)");
        }
        Sql bound = Sql.of(work, sql + ") AS found ORDER BY number DESC LIMIT ?");
        for (String team : each) {
            bound.add(query.from() == null ? 1 : least).add(before);
            for (String text : new @Nullable String[] {team, query.target(), query.actor()}) {
                if (text != null) {
                    bound.add(text);
                }
            }
            bound.add(query.limit());
        }
        return opened(work, bound.add(query.limit()).list(AuditRow::read));
    }

    /** The first number at a time or later, since numbers follow the times; what comes after all when there is none, or no time. */
    private static long first(UnitOfWork work, @Nullable Instant at) {
        return at == null
                ? Long.MAX_VALUE
                : Sql.of(work, "SELECT number FROM audit WHERE at >= ? ORDER BY at, number LIMIT 1")
                        .add(at)
                        .one(Row::id)
                        .orElse(Long.MAX_VALUE);
    }

    /** Where the log says that it ends; empty when somebody took that away. */
    public Optional<Head> head(UnitOfWork work) {
        return Sql.of(work, "SELECT number, hash FROM audit_head WHERE id = 1")
                .one(row -> new Head(row.id(), row.string()));
    }

    /** The rows with greater numbers up to {@code last}, in order of number. */
    List<AuditRow> rows(UnitOfWork work, long after, long last, int limit) {
        return Sql.of(
                        work,
                        "SELECT " + AuditRow.COLUMNS
                                + " FROM audit WHERE number > ? AND number <= ? ORDER BY number LIMIT ?")
                .add(after)
                .add(last)
                .add(limit)
                .list(AuditRow::read);
    }

    private List<AuditEntry> opened(UnitOfWork work, List<AuditRow> rows) {
        List<String> sealed = rows.stream()
                .filter(row -> row.sealed() != null)
                .map(AuditRow::target)
                .toList();
        Map<String, String> found = new HashMap<>();
        if (!sealed.isEmpty()) {
            Sql.of(work, keys).addStrings(sealed).list(row -> found.put(row.string(), row.string()));
        }
        return rows.stream().map(row -> opened(row, found.get(row.target()))).toList();
    }

    private static AuditEntry opened(AuditRow row, @Nullable String key) {
        Map<String, Change.Value> values = new LinkedHashMap<>(values(row.details()));
        Optional<String> personal =
                row.sealed() == null || key == null ? Optional.empty() : Sealing.open(key, row.sealed());
        personal.ifPresent(json -> values.putAll(values(json)));
        return new AuditEntry(
                row.number(),
                row.at(),
                new AuditEntry.By(
                        Actor.Kind.valueOf(row.actorKind()),
                        row.actor(),
                        row.account() == 0 ? null : new AccountId(row.account())),
                row.team() == null ? null : new TeamId(row.team()),
                row.action(),
                row.target(),
                Collections.unmodifiableMap(values),
                row.sealed() != null && personal.isEmpty(),
                row.hash());
    }

    private static Map<String, Change.Value> values(@Nullable String json) {
        Map<String, Change.Value> values = new LinkedHashMap<>();
        Json.map(json).forEach((name, value) -> {
            if (value instanceof Map<?, ?> pair) {
                values.put(name, new Change.Value(pair.get("from"), pair.get("to")));
            }
        });
        return values;
    }

    private static @Nullable String json(Map<String, Change.Value> values) {
        Map<String, Object> plain = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            Map<String, Object> pair = new LinkedHashMap<>();
            if (value.from() != null) {
                pair.put("from", value.from());
            }
            if (value.to() != null) {
                pair.put("to", value.to());
            }
            plain.put(name, pair);
        });
        String json = Json.write(plain);
        return json == null ? null : kept(json);
    }

    /** As every database keeps it, so that the hash is over what is read later: without NUL and halves of characters. */
    private static String kept(String text) {
        String whole = text.replace('\0', '\uFFFD');
        return new String(whole.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
