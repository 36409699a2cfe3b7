package io.ripen.core.store;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Sql;
import io.ripen.delivery.MessageId;
import io.ripen.policy.Suppressions.Suppression;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Addresses that must not be written to, of all teams. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class SuppressionStore {

    private final AddressHash hash;

    SuppressionStore(AddressHash hash) {
        this.hash = hash;
    }

    /**
     * Which of these are listed, by address, those that have ended as well. Those of people whose data were erased are found by the
     * hash of the address.
     *
     * @param addresses E.164 or lower-case e-mail addresses
     */
    public Map<String, Suppression> among(UnitOfWork work, AddressKind kind, Collection<String> addresses) {
        if (addresses.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> askedBy = new LinkedHashMap<>();
        for (String address : new LinkedHashSet<>(addresses)) {
            askedBy.put(address, List.of(address));
            askedBy.computeIfAbsent(hash.of(kind, address), own -> new ArrayList<>())
                    .add(address);
        }
        List<String> asked = List.copyOf(askedBy.keySet());
        Map<String, Suppression> found = new HashMap<>();
        for (Suppression each : Sql.of(
                        work,
                        "SELECT s.kind, s.address, s.reason, s.since, s.notice, s.ends_at FROM "
                                + Dialect.values("kind VARCHAR, address VARCHAR")
                                + " JOIN suppression s ON s.kind = v.kind AND s.address = v.address")
                .strings(asked, address -> kind.name())
                .strings(asked, address -> address)
                .list(row -> new Suppression(
                        AddressKind.valueOf(row.string()),
                        row.string(),
                        row.string(),
                        row.time(),
                        notice(row.id()),
                        row.timeOrNull()))) {
            for (String address : askedBy.getOrDefault(each.address(), List.of())) {
                found.merge(address, under(each, address), (one, other) -> one.lasts() ? one : other);
            }
        }
        return found;
    }

    private static Suppression under(Suppression each, String address) {
        return new Suppression(each.kind(), address, each.reason(), each.since(), each.notice(), each.until());
    }

    /**
     * Suppresses an address of somebody whose data are erased: for good, and so that only who knows the address finds it. What was kept
     * under these spellings goes.
     */
    public void erase(
            UnitOfWork work,
            AddressKind kind,
            String address,
            Collection<String> spellings,
            String reason,
            Instant now) {
        Suppression hashed = new Suppression(kind, hash.of(kind, address), reason, now, null, null);
        if (!insert(work, hashed)) {
            prolong(work, hashed);
        }
        Sql.of(work, "DELETE FROM suppression WHERE kind = ? AND address = ANY(CAST(? AS VARCHAR ARRAY))")
                .add(kind.name())
                .addStrings(spellings)
                .update();
    }

    private static @Nullable MessageId notice(long id) {
        return id == 0 ? null : new MessageId(id);
    }

    /** Lets one message pass to an address that is suppressed; false when it is not. */
    public boolean letPass(UnitOfWork work, AddressKind kind, String address, MessageId notice) {
        return Sql.of(work, "UPDATE suppression SET notice = ? WHERE kind = ? AND address IN (?, ?)")
                        .add(notice.value())
                        .add(kind.name())
                        .add(address)
                        .add(hash.of(kind, address))
                        .update()
                > 0;
    }

    /**
     * Suppresses an address; true when it is suppressed for longer than before. The first reason stays, unless it had an end
     * that comes before the new one. The row is locked in either case, so that whoever takes it back meanwhile waits, and then
     * sees what else this transaction wrote.
     */
    public boolean add(UnitOfWork work, Suppression suppression) {
        if (lock(work, under(suppression, hash.of(suppression.kind(), suppression.address())))) {
            return false;
        }
        boolean added = insert(work, suppression) || prolong(work, suppression);
        while (!added && !lock(work, suppression)) {
            added = insert(work, suppression);
        }
        return added;
    }

    private static boolean prolong(UnitOfWork work, Suppression suppression) {
        String later = suppression.until() == null ? "" : " AND (ends_at <= ? OR ends_at < ?)";
        Sql update = Sql.of(
                        work,
                        "UPDATE suppression SET reason = ?, since = ?, ends_at = ?, notice = NULL"
                                + " WHERE kind = ? AND address = ? AND ends_at IS NOT NULL" + later)
                .add(suppression.reason())
                .add(suppression.since())
                .add(suppression.until())
                .add(suppression.kind().name())
                .add(suppression.address());
        if (suppression.until() != null) {
            update.add(suppression.since()).add(suppression.until());
        }
        return update.update() == 1;
    }

    private static boolean lock(UnitOfWork work, Suppression suppression) {
        return Sql.of(work, "UPDATE suppression SET reason = reason WHERE kind = ? AND address = ?")
                        .add(suppression.kind().name())
                        .add(suppression.address())
                        .update()
                == 1;
    }

    private static boolean insert(UnitOfWork work, Suppression suppression) {
        return Sql.of(
                                work,
                                "INSERT INTO suppression (kind, address, reason, since, ends_at) VALUES (?, ?, ?, ?, ?)"
                                        + " ON CONFLICT DO NOTHING")
                        .add(suppression.kind().name())
                        .add(suppression.address())
                        .add(suppression.reason())
                        .add(suppression.since())
                        .add(suppression.until())
                        .update()
                == 1;
    }

    /** True when there was one that still held. */
    public boolean remove(UnitOfWork work, AddressKind kind, String address, Instant now) {
        return Sql.of(
                                work,
                                "DELETE FROM suppression WHERE kind = ? AND address IN (?, ?)"
                                        + " AND (ends_at IS NULL OR ends_at > ?)")
                        .add(kind.name())
                        .add(address)
                        .add(hash.of(kind, address))
                        .add(now)
                        .update()
                > 0;
    }
}
