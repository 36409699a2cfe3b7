package io.ripen.contacts.internal;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.policy.ConsentRecord;
import io.ripen.policy.Consents;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records of consent in the database, by the same key of an address as suppressions. Thread-safe. */
@Component
public final class ConsentBook implements Consents {
    private static final int MOST = 1_000;

    private final Stores stores;

    @Activate
    public ConsentBook(@Reference Stores stores) {
        this.stores = stores;
    }

    @Override
    public void keep(UnitOfWork work, List<ConsentRecord> records) {
        List<ConsentRecord> kept = new ArrayList<>(records.size());
        for (ConsentRecord each : records) {
            kept.add(new ConsentRecord(
                    each.kind(),
                    Regions.key(stores, work, each.kind(), each.address()),
                    each.channel(),
                    each.state(),
                    each.source(),
                    each.wording(),
                    each.at(),
                    each.contact(),
                    each.team(),
                    each.by()));
        }
        stores.consents().insert(work, kept);
    }

    @Override
    public Map<String, ConsentRecord> newest(
            UnitOfWork work, AddressKind kind, String channel, Collection<String> addresses) {
        Map<String, String> keys = new LinkedHashMap<>();
        addresses.forEach(address -> keys.put(address, Regions.key(stores, work, kind, address)));
        // Under other spellings as well: what was said before two were known to be one number still counts.
        Map<String, ConsentRecord> found = stores.consents()
                .newest(
                        work,
                        kind,
                        channel,
                        keys.values().stream()
                                .flatMap(each -> kind.spellings(each).stream())
                                .toList());
        Map<String, ConsentRecord> answer = new LinkedHashMap<>();
        keys.forEach((asked, key) -> kind.spellings(key).stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .max(Comparator.comparing(ConsentRecord::at))
                .ifPresent(record -> answer.put(asked, record)));
        return answer;
    }

    @Override
    public List<ConsentRecord> of(Actor by, ContactId id) {
        return stores.transactions()
                .call(work -> stores.contacts()
                        .find(work, id)
                        .filter(contact -> by.sees(contact.team()))
                        .map(contact -> stores.consents().of(work, id, addresses(work, contact), MOST).stream()
                                .map(record -> seenBy(by, record))
                                .toList())
                        .orElse(List.of()));
    }

    private static ConsentRecord seenBy(Actor by, ConsentRecord record) {
        return record.team() == null || by.sees(record.team())
                ? record
                : new ConsentRecord(
                        record.kind(),
                        record.address(),
                        record.channel(),
                        record.state(),
                        record.source(),
                        record.wording(),
                        record.at(),
                        null,
                        null,
                        null);
    }

    private Map<AddressKind, List<String>> addresses(UnitOfWork work, Contact contact) {
        Map<AddressKind, List<String>> addresses = new EnumMap<>(AddressKind.class);
        if (contact.phoneE164() != null) {
            addresses.put(AddressKind.PHONE, AddressKind.PHONE.spellings(contact.phoneE164()));
        }
        if (contact.email() != null) {
            addresses.put(AddressKind.EMAIL, List.of(Regions.key(stores, work, AddressKind.EMAIL, contact.email())));
        }
        return addresses;
    }
}
