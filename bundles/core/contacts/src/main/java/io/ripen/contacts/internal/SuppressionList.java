package io.ripen.contacts.internal;

import io.ripen.access.Actor;
import io.ripen.access.RefusedException;
import io.ripen.access.Role;
import io.ripen.audit.Change;
import io.ripen.channel.AddressKind;
import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.delivery.MessageId;
import io.ripen.policy.ConsentRecord;
import io.ripen.policy.Consents;
import io.ripen.policy.Suppressions;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
    private final Consents consents;

    @Activate
    public SuppressionList(@Reference Stores stores, @Reference Consents consents) {
        this.stores = stores;
        this.consents = consents;
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
    public Optional<Standing> find(Actor by, AddressKind kind, String address) {
        return stores.transactions().call(work -> {
            Suppression found = among(work, kind, List.of(address)).get(address);
            return found == null || !isOf(work, by, Role.VIEWER, kind, address)
                    ? Optional.empty()
                    : Optional.of(new Standing(found, optedOut(work, kind, address)));
        });
    }

    @Override
    public Lifted lift(Actor by, AddressKind kind, String address, String reason, boolean leadAgreed) {
        try {
            return stores.transactions().call(work -> lift(work, by, kind, address, reason, leadAgreed));
        } catch (OptedOutException stays) {
            return Lifted.OPTED_OUT;
        }
    }

    private Lifted lift(
            UnitOfWork work, Actor by, AddressKind kind, String address, String reason, boolean leadAgreed) {
        if (!isOf(work, by, Role.VIEWER, kind, address)) {
            return Lifted.NOT_SUPPRESSED;
        }
        if (!isOf(work, by, Role.MANAGER, kind, address)) {
            throw new RefusedException(
                    by.name() + " is no manager of a team that has a contact with this address, and this"
                            + " needs one. Nothing was done.");
        }
        // First the row, which an opt-out that comes in now needs as well: so its record is seen below, or it is
        // entered anew
        // behind this.
        if (!remove(work, kind, address, by.name() + ": " + reason)) {
            return Lifted.NOT_SUPPRESSED;
        }
        if (!leadAgreed && optedOut(work, kind, address)) {
            throw new OptedOutException();
        }
        if (leadAgreed) {
            consents.keep(work, List.of(agreement(kind, address, reason, by)));
        }
        // Without the address, which stays readable in the log; the timeline and the consent of the contacts have it.
        for (Contact contact : contacts(work, kind, address, key(work, kind, address))) {
            stores.audit()
                    .record(
                            work,
                            Change.of(by, "suppression.lifted", "contact:" + contact.id())
                                    .in(contact.team())
                                    .with("kind", kind.name().toLowerCase(Locale.ROOT))
                                    .with("leadAgreed", leadAgreed)
                                    .personal("address", address, null)
                                    .personal("reason", null, reason));
        }
        return Lifted.LIFTED;
    }

    /** Takes the transaction back. */
    private static final class OptedOutException extends RuntimeException {
        private static final long serialVersionUID = 1;

        OptedOutException() {
            super("The lead opted out.");
        }
    }

    /** Everybody's for an admin; for others that of a contact in a team of theirs. */
    private boolean isOf(UnitOfWork work, Actor by, Role needed, AddressKind kind, String address) {
        if (by.admin()) {
            return true;
        }
        String key = key(work, kind, address);
        return contacts(work, kind, address, key).stream().anyMatch(contact -> by.may(needed, contact.team()));
    }

    private boolean optedOut(UnitOfWork work, AddressKind kind, String address) {
        ConsentRecord newest =
                consents.newest(work, kind, channel(kind), List.of(address)).get(address);
        return newest != null && newest.state() == ConsentRecord.State.OUT;
    }

    private ConsentRecord agreement(AddressKind kind, String address, String reason, Actor by) {
        return new ConsentRecord(
                kind,
                address,
                channel(kind),
                ConsentRecord.State.IN,
                "person",
                reason,
                stores.clock().instant(),
                null,
                null,
                by.name());
    }

    private static String channel(AddressKind kind) {
        return kind == AddressKind.PHONE ? "sms" : "email";
    }

    private List<Contact> contacts(UnitOfWork work, AddressKind kind, String given, String key) {
        return kind == AddressKind.PHONE
                ? stores.contacts().findByAddresses(work, List.of(key), List.of())
                : stores.contacts().findByAddresses(work, List.of(), List.of(given.strip(), key));
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
        List<Contact> contacts = contacts(work, kind, given, address);
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
