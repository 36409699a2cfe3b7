package io.ripen.contacts.internal;

import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.crm.DuplicateContactException;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.Events;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Writes contacts in lists, and receives the events that this causes in the same transaction. */
final class ContactWriter {
    private final Stores stores;
    private final Teams teams;
    private final Events events;
    private final boolean quiet;

    ContactWriter(Stores stores, Teams teams, Events events) {
        this(stores, teams, events, false);
    }

    private ContactWriter(Stores stores, Teams teams, Events events, boolean quiet) {
        this.stores = stores;
        this.teams = teams;
        this.events = events;
        this.quiet = quiet;
    }

    /** The same whose events begin no sequence. */
    ContactWriter quiet() {
        return new ContactWriter(stores, teams, events, true);
    }

    private void tell(UnitOfWork work, List<Event> caused) {
        if (quiet) {
            events.receiveQuietly(work, caused);
        } else {
            events.receive(work, caused);
        }
    }

    /** What is wrong with a draft; asks nothing of the database. */
    List<Problem> check(ContactDraft draft) {
        Optional<Team> team = teams.find(draft.team());
        List<Problem> problems =
                new ArrayList<>(ContactCheck.of(draft, team.map(Team::region).orElse("US")));
        if (team.isEmpty()) {
            problems.addAll(InvalidContactException.noSuchTeam(draft.team()).problems());
        }
        return problems;
    }

    private void require(ContactDraft draft) {
        List<Problem> problems = check(draft);
        if (!problems.isEmpty()) {
            throw new InvalidContactException(problems);
        }
    }

    /** What was kept under older rules holds up no change of something else. */
    private void requireNoWorse(ContactDraft draft, Contact before) {
        List<Problem> problems = check(draft);
        if (!problems.isEmpty()) {
            problems.removeAll(check(ContactFactory.draft(before)));
        }
        if (!problems.isEmpty()) {
            throw new InvalidContactException(problems);
        }
    }

    String region(TeamId team) {
        return teams.find(team).map(Team::region).orElse("US");
    }

    /** Inserts; answers the contacts in the order of the drafts. */
    List<Contact> insert(UnitOfWork work, List<ContactDraft> drafts, EventSource source) {
        drafts.forEach(this::require);
        refuseTwice(drafts);
        Instant now = stores.clock().instant();
        long[] ids = stores.ids().next(work, IdKind.CONTACT, drafts.size());
        List<Contact> contacts = new ArrayList<>(drafts.size());
        Map<ContactId, List<Problem>> unread = new LinkedHashMap<>();
        for (ContactDraft draft : drafts) {
            ContactId id = new ContactId(ids[contacts.size()]);
            FieldDates dates = dates(draft.team(), now);
            contacts.add(ContactFactory.create(id, dates.read(draft, Map.of()), region(draft.team()), now, 1));
            unread.put(id, dates.unread());
        }
        Set<Long> inserted = stores.contacts().insert(work, contacts);
        for (Contact contact : contacts) {
            if (!inserted.contains(contact.id().value())) {
                throw taken(work, contact);
            }
        }
        tell(
                work,
                contacts.stream()
                        .map(contact -> ContactEvents.created(contact, now, source))
                        .toList());
        contacts.forEach(
                contact -> FieldNotes.append(work, stores, contact, unread.getOrDefault(contact.id(), List.of())));
        return contacts;
    }

    private FieldDates dates(TeamId team, Instant now) {
        return new FieldDates(new DateReading(
                null, region(team), teams.find(team).map(Team::zone).orElse(ZoneOffset.UTC), now));
    }

    private static void refuseTwice(List<ContactDraft> drafts) {
        Map<TeamId, Set<String>> wanted = new HashMap<>();
        for (ContactDraft draft : drafts) {
            String externalId = Texts.trimmed(draft.externalId());
            if (externalId != null
                    && !wanted.computeIfAbsent(draft.team(), team -> new HashSet<>())
                            .add(externalId)) {
                throw new InvalidContactException(List.of(new Problem(
                        "externalId",
                        "'" + externalId + "' is given to two new contacts: each needs one of its own.")));
            }
        }
    }

    private InvalidContactException taken(UnitOfWork work, Contact contact) {
        String externalId = String.valueOf(contact.externalId());
        return stores.contacts().findInTeam(work, contact.team(), List.of(externalId), List.of(), List.of()).stream()
                .findFirst()
                .<InvalidContactException>map(existing -> new DuplicateContactException(existing.id(), externalId))
                // It is gone again.
                .orElseGet(() -> new InvalidContactException(List.of(new Problem(
                        "externalId",
                        "Another contact had the external id '" + externalId + "' until this moment: try again."))));
    }

    /**
     * Changes contacts: each is locked, becomes what its function says, is checked like a new one, and is written if it
     * really differs. Ids that do not exist are left out.
     *
     * @return the contacts as they are now
     */
    Map<ContactId, Contact> change(
            UnitOfWork work, Map<ContactId, Function<Contact, ContactDraft>> changes, EventSource source) {
        Collection<ContactId> ids = changes.keySet();
        // Enrollments are locked before contacts, everywhere; the events below may stop or start some.
        stores.enrollments()
                .lockActiveOfContact(work, ids.stream().map(ContactId::value).toList());
        Map<ContactId, Contact> now = new LinkedHashMap<>(stores.contacts().lock(work, ids));
        Instant at = stores.clock().instant();
        List<Contact> written = new ArrayList<>();
        List<Event> caused = new ArrayList<>();
        changes.forEach((id, change) -> {
            Contact before = now.get(id);
            if (before == null) {
                return;
            }
            FieldDates dates = dates(before.team(), at);
            ContactDraft draft = dates.read(change.apply(before), before.fields());
            requireNoWorse(draft, before);
            Contact after =
                    ContactFactory.create(id, draft, region(before.team()), before.createdAt(), before.version() + 1);
            List<Event> events = ContactEvents.changed(before, after, at, source);
            if (!events.isEmpty()) {
                refuseTakenByOther(work, before, after);
                written.add(after);
                caused.addAll(events);
                now.put(id, after);
                FieldNotes.append(work, stores, after, dates.unread());
            }
        });
        stores.contacts().update(work, written, at);
        if (!caused.isEmpty()) {
            tell(work, caused);
        }
        return now;
    }

    private void refuseTakenByOther(UnitOfWork work, Contact before, Contact after) {
        String externalId = after.externalId();
        if (externalId == null || externalId.equals(before.externalId())) {
            return;
        }
        for (Contact other :
                stores.contacts().findInTeam(work, after.team(), List.of(externalId), List.of(), List.of())) {
            if (!other.id().equals(after.id())) {
                throw new DuplicateContactException(other.id(), externalId);
            }
        }
    }
}
