package io.ripen.contacts.internal;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.delivery.MessageId;
import io.ripen.policy.Suppressions;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Suppressions by normalised address; each change is also written into the timeline of the contacts that have it. */
@Component
public final class SuppressionList implements Suppressions {
    private static final Comparator<Suppression> LONGEST_LAST =
            Comparator.comparing(Suppression::until, Comparator.nullsLast(Comparator.naturalOrder()));

    private final Stores stores;

    @Activate
    public SuppressionList(@Reference Stores stores) {
        this.stores = stores;
    }

    @Override
    public Map<String, Suppression> among(UnitOfWork work, AddressKind kind, Collection<String> addresses) {
        Map<String, String> askedBy = new LinkedHashMap<>();
        for (String address : addresses) {
            askedBy.put(address, key(work, kind, address));
        }
        // Under other spellings as well: what was suppressed before two were known to be one number stays so.
        Map<String, Suppression> found = stores.suppressions()
                .among(
                        work,
                        kind,
                        askedBy.values().stream()
                                .flatMap(each -> kind.spellings(each).stream())
                                .toList());
        Instant now = stores.clock().instant();
        Map<String, Suppression> answer = new LinkedHashMap<>();
        askedBy.forEach((asked, address) -> kind.spellings(address).stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .filter(each -> each.holds(now))
                .max(LONGEST_LAST)
                .ifPresent(suppression -> answer.put(asked, suppression)));
        return answer;
    }

    @Override
    public Optional<Suppression> find(AddressKind kind, String address) {
        return stores.transactions()
                .call(work ->
                        Optional.ofNullable(among(work, kind, List.of(address)).get(address)));
    }

    @Override
    public boolean add(UnitOfWork work, AddressKind kind, String address, String reason) {
        return add(work, kind, address, reason, null);
    }

    @Override
    public boolean addUntil(UnitOfWork work, AddressKind kind, String address, String reason, Instant until) {
        return add(work, kind, address, reason, until);
    }

    private boolean add(UnitOfWork work, AddressKind kind, String address, String reason, @Nullable Instant until) {
        String normalised = key(work, kind, address);
        Instant now = stores.clock().instant();
        if (until != null && !until.isAfter(now)) {
            return false;
        }
        boolean added = stores.suppressions().add(work, new Suppression(kind, normalised, reason, now, null, until));
        if (added) {
            tell(
                    work,
                    kind,
                    address,
                    normalised,
                    "suppressed",
                    "Nothing more is sent to " + normalised + (until == null ? ": " : " until " + until + ": ")
                            + reason,
                    now);
        }
        return added;
    }

    @Override
    public boolean remove(UnitOfWork work, AddressKind kind, String address, String reason) {
        String normalised = key(work, kind, address);
        Instant now = stores.clock().instant();
        boolean removed = false;
        for (String each : kind.spellings(normalised)) {
            removed |= stores.suppressions().remove(work, kind, each, now);
        }
        if (removed) {
            tell(
                    work,
                    kind,
                    address,
                    normalised,
                    "unsuppressed",
                    normalised + " may be written to again: " + reason,
                    now);
        }
        return removed;
    }

    private void tell(
            UnitOfWork work, AddressKind kind, String given, String address, String event, String text, Instant now) {
        List<Contact> contacts = kind == AddressKind.PHONE
                ? stores.contacts().findByAddresses(work, List.of(address), List.of())
                : stores.contacts().findByAddresses(work, List.of(), List.of(given.strip(), address));
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

    @Override
    public void letPass(UnitOfWork work, AddressKind kind, String address, MessageId notice) {
        // Where it is kept under an older spelling, the notice belongs there.
        for (String each : kind.spellings(key(work, kind, address))) {
            stores.suppressions().letPass(work, kind, each, notice);
        }
    }

    private String key(UnitOfWork work, AddressKind kind, String address) {
        return AddressKeys.isE164(address) ? kind.key(address) : Regions.key(stores, work, kind, address);
    }
}
