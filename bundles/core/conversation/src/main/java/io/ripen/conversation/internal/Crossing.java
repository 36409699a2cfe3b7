package io.ripen.conversation.internal;

import io.ripen.access.Scope;
import io.ripen.channel.AddressKind;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.Messages;
import io.ripen.transaction.UnitOfWork;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Keeps messages and an opt-out from passing each other unseen. Whoever sends holds the contact's lock until it is written
 * down that the message is on its way; with the locks of all contacts that have an address, what goes to it is on its way
 * before, or is asked about after the transaction. Belongs to one transaction.
 */
final class Crossing {
    private static final int MOST = 100;

    private final Stores stores;
    private final UnitOfWork work;
    private final Map<MessageRow, Contact> onTheirWay = new LinkedHashMap<>();

    private Crossing(Stores stores, UnitOfWork work) {
        this.stores = stores;
        this.work = work;
    }

    /** Waits until nothing is being let through to these addresses. Nothing is until the end of the transaction. */
    static Crossing lock(Stores stores, UnitOfWork work, Collection<Reach> reaches) {
        Set<String> phones = new HashSet<>();
        Set<String> mails = new HashSet<>();
        for (Reach each : reaches) {
            (each.kind() == AddressKind.PHONE ? phones : mails).add(each.address());
        }
        List<ContactId> having = stores.contacts().findByAddresses(work, phones, mails).stream()
                .map(Contact::id)
                .toList();
        Set<String> addresses = new HashSet<>(phones);
        addresses.addAll(mails);
        Crossing crossing = new Crossing(stores, work);
        stores.contacts().lock(work, having).values().forEach(contact -> crossing.look(contact, addresses));
        return crossing;
    }

    private void look(Contact contact, Set<String> addresses) {
        for (MessageRow message : stores.messages()
                .list(work, Scope.all(), new Messages.Query(null, contact.id(), null, MessageState.SENDING, 0, MOST))) {
            if (addresses.contains(message.address().toLowerCase(Locale.ROOT))) {
                onTheirWay.put(message, contact);
            }
        }
    }

    /**
     * Tells of what was on its way and cannot be called back. If its run ended with the opt-out the engine tells of it, when
     * it knows what became of the message.
     */
    void tell() {
        onTheirWay.forEach((message, contact) -> {
            if (!endedRun(message)) {
                Diary.line(
                        stores,
                        work,
                        contact,
                        message.id(),
                        "crossed",
                        "A message by " + message.channel() + " was already on its way when the lead opted out.");
            }
        });
    }

    private boolean endedRun(MessageRow message) {
        return message.enrollment() != 0
                && stores.enrollments()
                        .find(work, message.enrollment())
                        .filter(run -> run.endedAt(message.step(), message.occurrence()))
                        .isPresent();
    }
}
