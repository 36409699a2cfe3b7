package io.ripen.crm.embedded.internal;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.audit.Audit;
import io.ripen.audit.Change;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.crm.Contacts;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.Projection;
import io.ripen.crm.StaleContactException;
import io.ripen.event.EventSource;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The CRM for those who have none: contacts live in the projection itself. Ranked low, so that a connector to a real CRM
 * takes its place by being installed.
 */
@Component(property = "service.ranking:Integer=-1000")
public final class EmbeddedContacts implements Contacts {
    private final Projection projection;
    private final Transactions transactions;
    private final Audit audit;

    @Activate
    public EmbeddedContacts(
            @Reference Projection projection, @Reference Transactions transactions, @Reference Audit audit) {
        this.projection = projection;
        this.transactions = transactions;
        this.audit = audit;
    }

    @Override
    public Contact create(Actor by, ContactDraft draft) {
        return transactions.call(work -> create(by, work, draft));
    }

    @Override
    public Contact create(Actor by, UnitOfWork work, ContactDraft draft) {
        if (!by.sees(draft.team())) {
            throw InvalidContactException.noSuchTeam(draft.team());
        }
        by.require(Role.AGENT, draft.team());
        return projection.insert(work, List.of(draft), EventSource.CRM).get(0);
    }

    @Override
    public Optional<Contact> change(Actor by, UnitOfWork work, ContactId id, ContactChange change) {
        if (open(by, work, id, Role.AGENT).isEmpty()) {
            return Optional.empty();
        }
        return projection.change(work, id, change, EventSource.CRM);
    }

    @Override
    public Optional<Contact> find(Actor by, ContactId id) {
        return transactions.call(work -> projection.find(work, id)).filter(found -> by.sees(found.team()));
    }

    @Override
    public Optional<Contact> change(Actor by, ContactId id, ContactChange change) {
        return transactions.call(work -> change(by, work, id, change));
    }

    @Override
    public Optional<Contact> change(Actor by, ContactId id, ContactChange change, int expectedVersion) {
        return transactions.call(work -> {
            Optional<Contact> before = open(by, work, id, Role.AGENT);
            if (before.isEmpty()) {
                return before;
            }
            if (before.get().version() != expectedVersion) {
                throw new StaleContactException(id, expectedVersion);
            }
            Optional<Contact> after = projection.change(work, id, change, EventSource.CRM);
            // The row is locked only by the change. Whoever came between reading and locking has raised the version
            // once more than we did; throwing rolls our change back.
            if (after.isPresent() && after.get().version() > expectedVersion + 1) {
                throw new StaleContactException(id, expectedVersion);
            }
            return after;
        });
    }

    @Override
    public boolean delete(Actor by, ContactId id) {
        return transactions.call(work -> {
            Optional<Contact> found = open(by, work, id, Role.MANAGER);
            if (found.isEmpty() || !projection.delete(work, id)) {
                return false;
            }
            audit.record(
                    work,
                    Change.of(by, "contact.deleted", "contact:" + id)
                            .in(found.get().team())
                            .value("version", found.get().version(), null));
            return true;
        });
    }

    /**
     * The contact, if it is there for who asks.
     *
     * @throws io.ripen.access.RefusedException when they may read it, and not do this
     */
    private Optional<Contact> open(Actor by, UnitOfWork work, ContactId id, Role needed) {
        Optional<Contact> found = projection.find(work, id).filter(contact -> by.sees(contact.team()));
        found.ifPresent(contact -> by.require(needed, contact.team()));
        return found;
    }
}
