package io.ripen.rest.internal.resource;

import io.ripen.access.Actor;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.crm.Leads;
import io.ripen.crm.Projection;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import io.ripen.rest.internal.json.EventBody;
import io.ripen.transaction.Transactions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out whom an event is about. */
public final class Whom {
    private final Needed<Projection> projection;
    private final Needed<Transactions> transactions;
    private final Needed<Leads> leads;

    public Whom(Needed<Projection> projection, Needed<Transactions> transactions, Needed<Leads> leads) {
        this.projection = projection;
        this.transactions = transactions;
        this.leads = leads;
    }

    /** One of the two is there: the contact, or an address as the intake compares it. */
    record Found(@Nullable ContactId contact, @Nullable String address) {}

    /** @throws ProblemException when nobody or more than one is named, or the contact does not exist */
    Found of(Actor by, EventBody body) {
        long named = Stream.of(body.contactId(), body.email(), body.phone())
                .filter(Objects::nonNull)
                .count();
        if (named != 1) {
            throw ProblemException.invalid(
                    "contactId",
                    named == 0
                            ? "The event does not say whom it is about."
                            : "The event names its contact in more than one way.",
                    "Send exactly one of 'contactId', 'email' and 'phone'.");
        }
        ContactId contact = body.contactId();
        if (contact != null) {
            if (transactions
                    .get()
                    .call(work -> projection.get().find(work, contact))
                    .filter(found -> by.sees(found.team()))
                    .isEmpty()) {
                throw ProblemException.invalid(
                        "contactId", "There is no contact " + Quoted.of(contact.toString()) + ".", "Create it first.");
            }
            return new Found(contact, null);
        }
        String field = body.email() != null ? "email" : "phone";
        String address = body.email() != null ? body.email() : body.phone();
        if (address == null || address.isBlank()) {
            throw ProblemException.invalid(field, "The field '" + field + "' is empty.", "Send the lead's address.");
        }
        return new Found(null, field.equals("phone") ? international(by, body, address.strip()) : address.strip());
    }

    /** The intake compares numbers in E.164; whoever has a national spelling of it is found here. */
    private String international(Actor by, EventBody body, String phone) {
        if (phone.startsWith("+")) {
            return phone;
        }
        List<String> numbers = transactions.get().call(work -> projection.get().findByAddress(work, phone)).stream()
                .filter(found -> by.sees(found.team()))
                .map(Contact::phoneE164)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (numbers.size() > 1) {
            throw ProblemException.invalid(
                    "phone",
                    "The number " + Quoted.of(phone) + " may be one of several: " + String.join(", ", numbers) + ".",
                    "Send it with its country code, such as '" + numbers.get(0) + "'.");
        }
        return numbers.isEmpty()
                // Nobody has it yet; whoever comes with it has it in this spelling.
                ? leads.get()
                        .address(body.team() == null ? OwnTeam.of(by) : Ids.team("team", body.team()), phone)
                        .orElse(phone)
                : numbers.get(0);
    }
}
