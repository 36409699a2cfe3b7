package io.ripen.crm.embedded.internal;

import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.crm.Contacts;
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

    @Activate
    public EmbeddedContacts(@Reference Projection projection, @Reference Transactions transactions) {
        this.projection = projection;
        this.transactions = transactions;
    }

    @Override
    public Contact create(ContactDraft draft) {
        return transactions.call(work -> create(work, draft));
    }

    @Override
    public Contact create(UnitOfWork work, ContactDraft draft) {
        return projection.insert(work, List.of(draft), EventSource.CRM).get(0);
    }

    @Override
    public Optional<Contact> change(UnitOfWork work, ContactId id, ContactChange change) {
        return projection.change(work, id, change, EventSource.CRM);
    }

    @Override
    public Optional<Contact> find(ContactId id) {
        return transactions.call(work -> projection.find(work, id));
    }

    @Override
    public Optional<Contact> change(ContactId id, ContactChange change) {
        return transactions.call(work -> change(work, id, change));
    }

    @Override
    public Optional<Contact> change(ContactId id, ContactChange change, int expectedVersion) {
        return transactions.call(work -> {
            Optional<Contact> before = projection.find(work, id);
            if (before.isPresent() && before.get().version() != expectedVersion) {
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
    public boolean delete(ContactId id) {
        return transactions.call(work -> projection.delete(work, id));
    }
}
