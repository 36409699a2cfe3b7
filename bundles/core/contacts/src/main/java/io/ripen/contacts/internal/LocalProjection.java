package io.ripen.contacts.internal;

import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.crm.Projection;
import io.ripen.event.EventSource;
import io.ripen.event.Events;
import io.ripen.sequence.Enrollments;
import io.ripen.team.Team;
import io.ripen.team.Teams;
import io.ripen.transaction.UnitOfWork;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The projection in the database. */
@Component
public final class LocalProjection implements Projection {
    private final Stores stores;
    private final Teams teams;
    private final Enrollments enrollments;
    private final ContactWriter writer;

    @Activate
    public LocalProjection(
            @Reference Stores stores,
            @Reference Teams teams,
            @Reference Events events,
            @Reference Enrollments enrollments) {
        this.stores = stores;
        this.teams = teams;
        this.enrollments = enrollments;
        this.writer = new ContactWriter(stores, teams, events);
    }

    @Override
    public List<Contact> insert(UnitOfWork work, List<ContactDraft> drafts, EventSource source) {
        return writer.insert(work, drafts, source);
    }

    @Override
    public List<Problem> check(ContactDraft draft) {
        return writer.check(draft);
    }

    @Override
    public Optional<Contact> find(UnitOfWork work, ContactId id) {
        return stores.contacts().find(work, id);
    }

    @Override
    public Map<ContactId, Contact> findAll(UnitOfWork work, Collection<ContactId> ids) {
        return stores.contacts().findAll(work, ids);
    }

    @Override
    public List<Contact> findByAddress(UnitOfWork work, String phoneOrEmail) {
        String address = phoneOrEmail.strip();
        if (address.indexOf('@') >= 0) {
            return stores.contacts().findByAddresses(work, List.of(), List.of(address));
        }
        // A national number may be one in any team's country.
        Set<String> numbers = new LinkedHashSet<>();
        for (Team team : teams.all()) {
            String number = PhoneNumbers.e164(address, team.region());
            if (number != null) {
                numbers.add(number);
            }
        }
        return stores.contacts().findByAddresses(work, numbers, List.of());
    }

    @Override
    public List<Contact> slice(UnitOfWork work, Slice slice) {
        return stores.contacts().slice(work, slice);
    }

    @Override
    public Set<ZoneId> zones(UnitOfWork work) {
        return stores.contacts().zones(work);
    }

    @Override
    public Optional<Contact> change(UnitOfWork work, ContactId id, ContactChange change, EventSource source) {
        return Optional.ofNullable(writer.change(
                        work, Map.of(id, contact -> ContactChanges.apply(contact, change)), source)
                .get(id));
    }

    @Override
    public boolean delete(UnitOfWork work, ContactId id) {
        enrollments.stopAll(work, id, null, "The contact was deleted.");
        return stores.contacts().delete(work, id);
    }
}
