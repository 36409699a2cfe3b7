package io.ripen.mailbox.internal;

import io.ripen.core.store.IdKind;
import io.ripen.core.store.NewMessage;
import io.ripen.core.store.Settlement;
import io.ripen.core.store.Stores;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.crm.Projection;
import io.ripen.delivery.MessageState;
import io.ripen.team.TeamId;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A lead and a mail that we sent it. */
final class MailFixture {
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    private final Stores stores;
    private final List<Contact> contacts = new ArrayList<>();

    MailFixture(Stores stores) {
        this.stores = stores;
    }

    long contact(String email) {
        long id = 7 + contacts.size();
        contacts.add(new Contact(
                new ContactId(id),
                new TeamId("default"),
                null,
                "Ann",
                null,
                email,
                null,
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                Consent.UNKNOWN,
                Map.of(),
                AT,
                1));
        return id;
    }

    /** @param providerId its Message-ID, with a place for the number */
    long message(long contact, String address, String providerId) {
        return stores.transactions().call(work -> {
            long id = stores.ids().next(work, IdKind.MESSAGE);
            stores.messages()
                    .insert(
                            work,
                            List.of(new NewMessage(
                                    id,
                                    "default",
                                    contact,
                                    0,
                                    null,
                                    null,
                                    0,
                                    "email",
                                    address,
                                    "Offer",
                                    "Hello",
                                    null,
                                    Map.of(),
                                    MessageState.SENDING,
                                    1,
                                    null,
                                    null,
                                    null,
                                    null,
                                    AT,
                                    AT,
                                    AT,
                                    null)));
            stores.messages()
                    .settle(
                            work,
                            List.of(new Settlement(
                                    id,
                                    1,
                                    MessageState.ACCEPTED,
                                    providerId.formatted(id),
                                    null,
                                    null,
                                    null,
                                    null,
                                    AT)));
            return id;
        });
    }

    Projection projection() {
        return (Projection) Proxy.newProxyInstance(
                Projection.class.getClassLoader(), new Class<?>[] {Projection.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("findByAddress")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return contacts.stream()
                            .filter(each -> arguments[1].equals(each.email()))
                            .toList();
                });
    }
}
