package io.ripen.contacts.internal.person;

import io.ripen.access.Actor;
import io.ripen.audit.Change;
import io.ripen.core.store.Stores;
import io.ripen.crm.Company;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.crm.PostalAddress;
import io.ripen.privacy.PersonExport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** All that is kept of one contact, from the database. Thread-safe. */
@Component
public final class PersonFile implements PersonExport {
    private final Stores stores;

    @Activate
    public PersonFile(@Reference Stores stores) {
        this.stores = stores;
    }

    @Override
    public Optional<Document> of(Actor by, ContactId id) {
        Optional<Contact> found = stores.transactions().call(work -> {
            Optional<Contact> contact = new PersonAccess(stores).find(work, by, id, "exports a person");
            contact.ifPresent(each -> stores.audit()
                    .record(
                            work,
                            Change.of(by, "contact.exported", "contact:" + id).in(each.team())));
            return contact;
        });
        return found.map(contact -> to -> {
            to.row("contact", contact(contact).map());
            new PersonRecords(stores, contact).read(to);
            new PersonNotes(stores, contact, PersonTraces.of(contact)).read(to);
        });
    }

    private static Fields contact(Contact contact) {
        return new Fields()
                .with("id", contact.id().value())
                .with("team", contact.team().value())
                .with("externalId", contact.externalId())
                .with("firstName", contact.firstName())
                .with("lastName", contact.lastName())
                .with("email", contact.email())
                .with("phone", contact.phone())
                .with("number", contact.phoneE164())
                .with("tags", contact.tags())
                .with("source", contact.source())
                .with("stage", contact.stage())
                .with(
                        "timeZone",
                        contact.timeZone() == null ? null : contact.timeZone().getId())
                .with("score", contact.score())
                .with("address", address(contact.address()))
                .with("company", company(contact.company()))
                .with(
                        "consent",
                        new Fields()
                                .with("sms", contact.consent().sms())
                                .with("email", contact.consent().email())
                                .map())
                .with("fields", contact.fields())
                .with("createdAt", contact.createdAt());
    }

    private static @Nullable Object address(@Nullable PostalAddress address) {
        return address == null
                ? null
                : new Fields()
                        .with("street", address.street())
                        .with("city", address.city())
                        .with("region", address.region())
                        .with("postalCode", address.postalCode())
                        .with("country", address.country())
                        .map();
    }

    private static @Nullable Object company(@Nullable Company company) {
        return company == null
                ? null
                : new Fields()
                        .with("name", company.name())
                        .with("size", company.size())
                        .with("industry", company.industry())
                        .map();
    }
}
