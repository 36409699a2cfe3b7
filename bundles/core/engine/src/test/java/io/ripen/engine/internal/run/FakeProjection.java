package io.ripen.engine.internal.run;

import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.Projection;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.Events;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Changes tags and says so. */
final class FakeProjection implements Projection {
    private final Stores stores;
    private final Events events;

    FakeProjection(Stores stores, Events events) {
        this.stores = stores;
        this.events = events;
    }

    @Override
    public Optional<Contact> change(UnitOfWork work, ContactId id, ContactChange change, EventSource source) {
        Contact before = stores.contacts().lock(work, Set.of(id)).get(id);
        if (change.addTags().contains("")) {
            throw new InvalidContactException(
                    List.of(new InvalidContactException.Problem("tags", "A tag needs a name.")));
        }
        Set<String> tags = new LinkedHashSet<>(before.tags());
        tags.addAll(change.addTags());
        tags.removeAll(change.removeTags());
        Contact after = new Contact(
                before.id(),
                before.team(),
                before.externalId(),
                before.firstName(),
                before.lastName(),
                before.email(),
                before.phone(),
                before.phoneE164(),
                tags,
                before.owner(),
                before.source(),
                before.stage(),
                before.timeZone(),
                before.score(),
                before.address(),
                before.company(),
                before.consent(),
                before.fields(),
                before.createdAt(),
                before.version() + 1);
        stores.contacts().update(work, List.of(after), stores.clock().instant());
        List<Event> added = new ArrayList<>();
        for (String tag : change.addTags()) {
            added.add(new Event(
                    UUID.randomUUID().toString(),
                    "tag.added",
                    null,
                    id,
                    null,
                    stores.clock().instant(),
                    source,
                    Map.of("tag", tag)));
        }
        events.receive(work, added);
        return Optional.of(after);
    }

    @Override
    public List<Contact> insert(UnitOfWork work, List<ContactDraft> drafts, EventSource source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<InvalidContactException.Problem> check(ContactDraft draft) {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(UnitOfWork work, ContactId id) {
        return stores.contacts().delete(work, id);
    }
}
