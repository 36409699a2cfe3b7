package io.ripen.engine.internal.intake;

import io.ripen.core.store.EventRow;
import io.ripen.core.store.Stores;
import io.ripen.core.store.StrangerRow;
import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.event.EventTypes;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events for an address that nobody has: a booking page that is quicker than the CRM. They wait, and count when a contact comes
 * who has the address, or gets it. An event that comes at the same moment as its contact, in another transaction, sees it as
 * little as the contact sees the event; so what came lately is looked at again. Thread-safe.
 */
final class Strangers {
    static final Duration USUAL = Duration.ofHours(72);
    /** Machine time between two looks. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    /** How long two transactions that do not see each other may take. */
    private static final Duration SAME_MOMENT = Duration.ofMinutes(3);

    private static final int AT_ONCE = 500;

    private final Stores stores;
    private final Duration kept;

    Strangers(Stores stores, Duration kept) {
        this.stores = stores;
        this.kept = kept;
    }

    /** Until when an event waits that comes now. */
    Instant until(Instant now) {
        return now.plus(kept);
    }

    /** Keeps those of new events that concern nobody. */
    void keep(UnitOfWork work, List<Happening> fresh, Instant now) {
        List<StrangerRow> rows = new ArrayList<>(0);
        for (Happening each : fresh) {
            Event event = each.event();
            if (each.contacts().isEmpty() && event.address() != null) {
                EventRow row = EventRows.of(event, EventRows.team(event, List.of()), List.of(), now);
                rows.add(new StrangerRow(row, event.team() == null, Matching.key(event.address())));
            }
        }
        stores.strangers().keep(work, rows);
    }

    /** What has waited for the contacts that came, or got another address, by these events: as events for them. */
    List<Event> whoCame(UnitOfWork work, List<Happening> fresh) {
        List<Contact> came = new ArrayList<>(0);
        for (Happening each : fresh) {
            if (changesAddress(each.event())) {
                came.addAll(each.contacts());
            }
        }
        return came.isEmpty() ? List.of() : of(work, came);
    }

    /** The same for those that came at the same moment as their contact. */
    List<Event> met(UnitOfWork work) {
        List<String> lately =
                stores.strangers().addressesSince(work, stores.clock().instant().minus(SAME_MOMENT), AT_ONCE);
        if (lately.isEmpty()) {
            return List.of();
        }
        Set<String> phones = new LinkedHashSet<>();
        Set<String> emails = new LinkedHashSet<>();
        lately.forEach(address -> (address.indexOf('@') >= 0 ? emails : phones).add(address));
        List<Contact> came = stores.contacts().findByAddresses(work, phones, emails);
        return came.isEmpty() ? List.of() : of(work, came);
    }

    /** Lets go what waited too long. */
    void forgetOld() {
        Instant before = stores.clock().instant().minus(kept);
        int gone;
        do {
            gone = stores.transactions().call(work -> stores.strangers().forget(work, before, AT_ONCE));
        } while (gone >= AT_ONCE);
    }

    private static boolean changesAddress(Event event) {
        return event.type().equals(EventTypes.CONTACT_CREATED)
                || event.type().equals(EventTypes.FIELD_CHANGED)
                        && (event.data().get("field") instanceof String field)
                        && (field.equals("email") || field.equals("phone"));
    }

    private List<Event> of(UnitOfWork work, List<Contact> contacts) {
        Set<String> addresses = new LinkedHashSet<>();
        for (Contact each : contacts) {
            addresses.addAll(addresses(each));
        }
        Instant oldest = stores.clock().instant().minus(kept);
        List<Event> events = new ArrayList<>();
        for (StrangerRow row : stores.strangers().of(work, addresses)) {
            TeamId team = team(row, contacts);
            if (team != null
                    && !row.receivedAt().isBefore(oldest)
                    && stores.strangers().take(work, row)) {
                // Whoever comes twice with it was told so; here it comes anew for somebody.
                stores.events().takeBack(work, row.event());
                EventRow event = row.event();
                events.add(new Event(
                        event.id(), event.type(), team, null, row.address(), event.at(), event.source(), event.data()));
            }
        }
        return events;
    }

    /** Both of a contact's addresses, in the one spelling by which strangers are kept. */
    private static Set<String> addresses(Contact contact) {
        Set<String> addresses = new LinkedHashSet<>();
        for (String address : new String[] {contact.email(), contact.phoneE164()}) {
            if (address != null && !address.isBlank()) {
                addresses.add(Matching.key(address));
            }
        }
        return addresses;
    }

    /** The team that it counts in; null when it is for another one than that of who came. */
    private static @Nullable TeamId team(StrangerRow row, List<Contact> contacts) {
        for (Contact each : contacts) {
            if (addresses(each).contains(row.address())
                    && (row.anyTeam() || row.event().team().equals(each.team().value()))) {
                return each.team();
            }
        }
        return null;
    }
}
