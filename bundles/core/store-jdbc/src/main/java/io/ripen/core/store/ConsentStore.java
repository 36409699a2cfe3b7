package io.ripen.core.store;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.crm.ContactId;
import io.ripen.policy.ConsentRecord;
import io.ripen.policy.ConsentRecord.State;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Records of consent; only ever added to. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class ConsentStore {
    private static final String COLUMNS =
            "c.kind, c.address, c.channel, c.state, c.source, c.wording, c.happened_at, c.contact_id, c.team,"
                    + " c.recorded_by";

    private final IdAllocator ids;

    private final AddressHash hash;

    ConsentStore(IdAllocator ids, AddressHash hash) {
        this.ids = ids;
        this.hash = hash;
    }

    /** Keeps records; one statement. */
    public void insert(UnitOfWork work, List<ConsentRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        long[] next = ids.next(work, IdKind.CONSENT, records.size());
        List<Long> numbers = java.util.Arrays.stream(next).boxed().toList();
        Sql.of(
                        work,
                        Dialect.insert(
                                "consent",
                                "id BIGINT, kind VARCHAR, address VARCHAR, channel VARCHAR, state VARCHAR,"
                                        + " source VARCHAR, wording VARCHAR, happened_at TIME, contact_id BIGINT,"
                                        + " team VARCHAR, recorded_by VARCHAR"))
                .longs(numbers, Long::longValue)
                .strings(records, each -> each.kind().name())
                .strings(records, ConsentRecord::address)
                .strings(records, ConsentRecord::channel)
                .strings(records, each -> each.state().name())
                .strings(records, ConsentRecord::source)
                .strings(records, ConsentRecord::wording)
                .times(records, ConsentRecord::at)
                .ids(
                        records,
                        each -> each.contact() == null ? 0 : each.contact().value())
                .strings(
                        records,
                        each -> each.team() == null ? null : each.team().value())
                .strings(records, ConsentRecord::by)
                .update();
    }

    /**
     * The newest record of each of these addresses for a channel, by address; one statement. Records of people whose data were erased are
     * found by the hash of the address.
     */
    public Map<String, ConsentRecord> newest(
            UnitOfWork work, AddressKind kind, String channel, Collection<String> addresses) {
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
        Map<String, ConsentRecord> found = new HashMap<>();
        for (ConsentRecord each : Sql.of(
                        work,
                        "SELECT " + COLUMNS + " FROM " + Dialect.values("kind VARCHAR, address VARCHAR")
                                + " JOIN consent c ON c.kind = v.kind AND c.address = v.address"
                                + " WHERE c.channel = ? ORDER BY c.id")
                .strings(asked, address -> kind.name())
                .strings(asked, address -> address)
                .add(channel)
                .list(ConsentStore::read)) {
            askedBy.getOrDefault(each.address(), List.of())
                    .forEach(address -> found.put(address, under(each, address)));
        }
        return found;
    }

    private static ConsentRecord under(ConsentRecord each, String address) {
        return each.address().equals(address)
                ? each
                : new ConsentRecord(
                        each.kind(),
                        address,
                        each.channel(),
                        each.state(),
                        each.source(),
                        each.wording(),
                        each.at(),
                        each.contact(),
                        each.team(),
                        each.by());
    }

    /** The records of a contact, and those of addresses, the newest first. */
    public List<ConsentRecord> of(
            UnitOfWork work, ContactId contact, Map<AddressKind, ? extends Collection<String>> addresses, int limit) {
        StringBuilder where = new StringBuilder(" WHERE c.contact_id = ?");
        addresses.keySet().forEach(kind -> where.append(" OR (c.kind = ? AND c.address = ANY(?))"));
        Sql sql = Sql.of(work, "SELECT " + COLUMNS + " FROM consent c" + where + " ORDER BY c.id DESC LIMIT ?")
                .add(contact.value());
        addresses.forEach((kind, of) -> sql.add(kind.name()).addStrings(List.copyOf(of)));
        return sql.add(limit).list(ConsentStore::read);
    }

    private static ConsentRecord read(Row row) throws SQLException {
        AddressKind kind = AddressKind.valueOf(row.string());
        String address = row.string();
        String channel = row.string();
        State state = State.valueOf(row.string());
        String source = row.string();
        String wording = row.stringOrNull();
        java.time.Instant at = row.time();
        long contact = row.id();
        String team = row.stringOrNull();
        return new ConsentRecord(
                kind,
                address,
                channel,
                state,
                source,
                wording,
                at,
                contact == 0 ? null : new ContactId(contact),
                team == null ? null : new TeamId(team),
                row.stringOrNull());
    }
}
