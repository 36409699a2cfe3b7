package io.ripen.shell.internal;

import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.crm.Projection;
import io.ripen.transaction.Transactions;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** Finds leads by what people have at hand: an id, an e-mail address, or a phone number. */
final class People {
    private final Transactions transactions;
    private final Projection contacts;

    People(Transactions transactions, Projection contacts) {
        this.transactions = transactions;
        this.contacts = contacts;
    }

    /** All whom it may mean, newest first; fails when there is nobody. */
    List<Contact> found(@Nullable String who) throws CommandException {
        String text = who == null ? "" : who.strip();
        List<Contact> found = transactions.call(work -> text.matches("\\d{1,18}")
                ? contacts.find(work, new ContactId(Long.parseLong(text)))
                        .map(List::of)
                        .orElse(List.of())
                : contacts.findByAddress(work, text));
        if (found.isEmpty()) {
            throw Said.failure("There is no contact '" + text
                    + "'. Give its id, its e-mail address, or its phone number with the country code.");
        }
        return found;
    }

    /** The one that it means; fails when several have the address. */
    Contact one(@Nullable String who) throws CommandException {
        List<Contact> found = found(who);
        if (found.size() > 1) {
            throw Said.failure("Several contacts have '" + who + "': "
                    + found.stream().map(each -> each.id().toString()).collect(Collectors.joining(", "))
                    + ". Give the id of one.");
        }
        return found.get(0);
    }

    static String name(Contact contact) {
        String first = contact.firstName() == null ? "" : contact.firstName();
        String last = contact.lastName() == null ? "" : contact.lastName();
        return (first + " " + last).strip();
    }
}
