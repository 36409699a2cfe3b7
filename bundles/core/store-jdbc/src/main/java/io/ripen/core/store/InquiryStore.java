package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Sql;
import io.ripen.crm.ContactId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When leads last inquired. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class InquiryStore {
    private final String keep;
    private final String newest;

    InquiryStore(Dialect dialect) {
        keep = dialect.upsert(
                "inquiry",
                "contact_id",
                "asked_at",
                "asked_at = GREATEST(t.asked_at, v.asked_at)",
                Dialect.values("contact_id BIGINT, asked_at TIME"));
        newest = dialect.selectAmong("contact_id, asked_at", "inquiry", "contact_id", "BIGINT");
    }

    /** Keeps the inquiries that are newer than what is kept. */
    public void keep(UnitOfWork work, Map<ContactId, Instant> inquiries) {
        if (inquiries.isEmpty()) {
            return;
        }
        // In order of id, so that two batches do not wait for each other.
        List<Map.Entry<ContactId, Instant>> rows = inquiries.entrySet().stream()
                .sorted(Comparator.comparingLong(each -> each.getKey().value()))
                .toList();
        Sql.of(work, keep)
                .ids(rows, row -> row.getKey().value())
                .times(rows, Map.Entry::getValue)
                .update();
    }

    /** The newest of each of these contacts; who never inquired is left out. */
    public Map<ContactId, Instant> newest(UnitOfWork work, Collection<ContactId> contacts) {
        if (contacts.isEmpty()) {
            return Map.of();
        }
        Map<ContactId, Instant> found = new HashMap<>();
        Sql.of(work, newest)
                .addLongs(contacts.stream().map(ContactId::value).toList())
                .list(row -> Map.entry(new ContactId(row.id()), row.time()))
                .forEach(each -> found.put(each.getKey(), each.getValue()));
        return found;
    }
}
