package io.ripen.contacts.internal;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.policy.Suppressions;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Suppressions by normalised address; each change is also written into the timeline of the contacts that have it. */
@Component
public final class SuppressionList implements Suppressions {
    /** National numbers have no team to be read by here; E.164, which is what callers have, needs none. */
    private static final String NO_REGION = "ZZ";

    private final Stores stores;

    @Activate
    public SuppressionList(@Reference Stores stores) {
        this.stores = stores;
    }

    @Override
    public Map<String, Suppression> among(UnitOfWork work, AddressKind kind, Collection<String> addresses) {
        Map<String, String> askedBy = new LinkedHashMap<>();
        for (String address : addresses) {
            // The gate asks with addresses that are normalised; parsing each of a batch again took half of the JVM's
            // time.
            askedBy.put(address, isE164(kind, address) ? address : normalised(kind, address));
        }
        Map<String, Suppression> found = stores.suppressions().among(work, kind, askedBy.values());
        Map<String, Suppression> answer = new LinkedHashMap<>();
        askedBy.forEach((asked, address) -> {
            Suppression suppression = found.get(address);
            if (suppression != null) {
                answer.put(asked, suppression);
            }
        });
        return answer;
    }

    @Override
    public Optional<Suppression> find(AddressKind kind, String address) {
        String normalised = normalised(kind, address);
        return stores.transactions()
                .call(work -> Optional.ofNullable(
                        among(work, kind, List.of(normalised)).get(normalised)));
    }

    @Override
    public boolean add(UnitOfWork work, AddressKind kind, String address, String reason) {
        String normalised = normalised(kind, address);
        Instant now = stores.clock().instant();
        boolean added = stores.suppressions().add(work, new Suppression(kind, normalised, reason, now));
        if (added) {
            tell(work, kind, normalised, "suppressed", "Nothing more is sent to " + normalised + ": " + reason, now);
        }
        return added;
    }

    @Override
    public boolean remove(UnitOfWork work, AddressKind kind, String address, String reason) {
        String normalised = normalised(kind, address);
        boolean removed = stores.suppressions().remove(work, kind, normalised);
        if (removed) {
            Instant now = stores.clock().instant();
            tell(work, kind, normalised, "unsuppressed", normalised + " may be written to again: " + reason, now);
        }
        return removed;
    }

    private void tell(UnitOfWork work, AddressKind kind, String address, String event, String text, Instant now) {
        List<Contact> contacts = kind == AddressKind.PHONE
                ? stores.contacts().findByAddresses(work, List.of(address), List.of())
                : stores.contacts().findByAddresses(work, List.of(), List.of(address));
        List<HistoryRow> rows = new ArrayList<>();
        long[] ids = stores.ids().next(work, IdKind.HISTORY, contacts.size());
        for (Contact contact : contacts) {
            rows.add(new HistoryRow(
                    ids[rows.size()],
                    contact.team().value(),
                    contact.id().value(),
                    0,
                    now,
                    event,
                    null,
                    null,
                    0,
                    text,
                    Map.of("kind", kind.name(), "address", address)));
        }
        stores.history().append(work, rows);
    }

    private static boolean isE164(AddressKind kind, String address) {
        if (kind != AddressKind.PHONE || address.length() < 8 || address.length() > 16 || address.charAt(0) != '+') {
            return false;
        }
        for (int i = 1; i < address.length(); i++) {
            char digit = address.charAt(i);
            if (digit < '0' || digit > '9') {
                return false;
            }
        }
        return true;
    }

    private static String normalised(AddressKind kind, String address) {
        String trimmed = address.strip();
        if (kind == AddressKind.EMAIL) {
            return EmailAddresses.key(trimmed);
        }
        String number = kind == AddressKind.PHONE ? PhoneNumbers.e164(trimmed, NO_REGION) : null;
        return number == null ? trimmed : number;
    }
}
