package io.ripen.core.store;

import io.ripen.audit.Verification;
import io.ripen.audit.Verification.Broken;
import io.ripen.audit.Verification.Kind;
import io.ripen.core.store.internal.AuditHash;
import io.ripen.core.store.internal.AuditRow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the audit log is what was written: each number is there, each hash is right, and the log ends where it says and where this
 * node saw it end. Thread-safe.
 */
public final class AuditProof {
    private static final int PAGE = 1_000;

    private final Stores stores;
    private volatile AuditAnchors anchors = AuditAnchors.in(null);
    private volatile @Nullable Long noted;

    AuditProof(Stores stores) {
        this.stores = stores;
    }

    /** Where ends of the log are noted outside of the database. */
    public void keep(AuditAnchors where) {
        anchors = where;
        noted = null;
    }

    /** Notes where the log ends, when there is more than the last time. Cheap. */
    public void note() {
        Optional<AuditStore.Head> head =
                stores.transactions().call(work -> stores.audit().head(work));
        Long before = noted;
        if (head.isPresent() && (before == null || before != head.get().number())) {
            Instant now = stores.clock().machine().instant();
            anchors.note(
                    now.atOffset(ZoneOffset.UTC)
                            .truncatedTo(ChronoUnit.DAYS)
                            .toLocalDate()
                            .toString(),
                    head.get());
            noted = head.get().number();
        }
    }

    /** Whether the last entry that this node noted is still there as it was, and the last one of all. Cheap. */
    public Optional<Broken> brokenEnd() {
        NavigableMap<Long, AuditAnchors.Anchor> seen = seen();
        record End(Optional<AuditStore.Head> head, List<AuditRow> last, List<AuditRow> anchored) {}
        long anchor = seen.isEmpty() ? 0 : seen.lastKey();
        End end = stores.transactions().call(work -> {
            Optional<AuditStore.Head> head = stores.audit().head(work);
            long number = head.map(AuditStore.Head::number).orElse(0L);
            return new End(
                    head,
                    stores.audit().rows(work, number - 1, number, 1),
                    stores.audit().rows(work, anchor - 1, anchor, 1));
        });
        if (anchor > 0
                && (end.anchored().isEmpty()
                        || !end.anchored()
                                .get(0)
                                .hash()
                                .equals(seen.lastEntry().getValue().hash()))) {
            return Optional.of(new Broken(
                    anchor,
                    Kind.CUT,
                    "Entry " + anchor + " of the audit log, which this node has seen, is gone or changed."));
        }
        long last = end.last().isEmpty() ? 0 : end.last().get(0).number();
        String hash = end.last().isEmpty() ? "" : end.last().get(0).hash();
        return Optional.ofNullable(wrongEnd(end.head(), last, hash, seen));
    }

    private NavigableMap<Long, AuditAnchors.Anchor> seen() {
        NavigableMap<Long, AuditAnchors.Anchor> seen = new TreeMap<>();
        anchors.all().forEach(each -> seen.put(each.number(), each));
        return seen;
    }

    /** Reads all of it. */
    public Verification verify() {
        NavigableMap<Long, AuditAnchors.Anchor> seen = seen();
        Optional<AuditStore.Head> head =
                stores.transactions().call(work -> stores.audit().head(work));
        long end = head.map(AuditStore.Head::number).orElse(Long.MAX_VALUE);
        long last = 0;
        String hash = "";
        for (List<AuditRow> page = page(0, end); !page.isEmpty(); page = page(last, end)) {
            for (AuditRow row : page) {
                Broken broken = wrong(row, last, hash, seen);
                if (broken != null) {
                    return new Verification(last, hash, broken);
                }
                last = row.number();
                hash = row.hash();
            }
        }
        return new Verification(last, hash, wrongEnd(head, last, hash, seen));
    }

    private List<AuditRow> page(long after, long end) {
        return stores.transactions().call(work -> stores.audit().rows(work, after, end, PAGE));
    }

    private static @Nullable Broken wrong(
            AuditRow row, long last, String hash, NavigableMap<Long, AuditAnchors.Anchor> seen) {
        if (row.number() != last + 1) {
            return new Broken(
                    last + 1,
                    Kind.MISSING,
                    "Entry " + (last + 1) + " is gone: after entry " + last + " comes entry " + row.number() + ".");
        }
        if (!row.hash().equals(AuditHash.of(hash, row))) {
            return new Broken(
                    row.number(),
                    Kind.CHANGED,
                    "Entry " + row.number() + " is not what was written: " + row.action() + " on " + row.target()
                            + " by " + row.actor() + " at " + row.at() + ".");
        }
        AuditAnchors.Anchor anchor = seen.get(row.number());
        if (anchor != null && !anchor.hash().equals(row.hash())) {
            AuditAnchors.Anchor sure = seen.lowerEntry(row.number()) == null
                    ? null
                    : seen.lowerEntry(row.number()).getValue();
            long from = sure == null ? 1 : sure.number() + 1;
            return new Broken(
                    from,
                    Kind.CHANGED,
                    "Of the entries " + from + " to " + row.number()
                            + " at least one was written anew together with all"
                            + " hashes after it: on " + anchor.day()
                            + " this node noted another hash for entry " + row.number() + ".");
        }
        return null;
    }

    private @Nullable Broken wrongEnd(
            Optional<AuditStore.Head> head, long last, String hash, NavigableMap<Long, AuditAnchors.Anchor> seen) {
        if (!seen.isEmpty() && seen.lastKey() > last) {
            AuditAnchors.Anchor newest = seen.lastEntry().getValue();
            return new Broken(
                    last + 1,
                    Kind.CUT,
                    "The entries from " + (last + 1) + " on are gone: on " + newest.day() + " this node saw entry "
                            + newest.number()
                            + ". Either they were cut off, or the database is an older back-up; then delete"
                            + " the lines with greater numbers in " + anchors.file() + ".");
        }
        if (head.isEmpty()) {
            return new Broken(
                    last + 1,
                    Kind.CUT,
                    "Where the log ends is gone: the table audit_head is empty. Restore the database.");
        }
        if (head.get().number() > last) {
            return new Broken(
                    last + 1,
                    Kind.CUT,
                    "The entries from " + (last + 1) + " on are gone: the log says that it ends with entry "
                            + head.get().number() + ".");
        }
        if (!head.get().hash().equals(hash)) {
            return new Broken(
                    last, Kind.CHANGED, "Entry " + last + " has not the hash that the log says it ends with.");
        }
        boolean more = stores.transactions()
                .call(work ->
                        !stores.audit().rows(work, last, Long.MAX_VALUE, 1).isEmpty()
                                && stores.audit().head(work).equals(head));
        return more
                ? new Broken(
                        last + 1,
                        Kind.ADDED,
                        "There are entries after entry " + last + ", with which the log says that it ends.")
                : null;
    }
}
