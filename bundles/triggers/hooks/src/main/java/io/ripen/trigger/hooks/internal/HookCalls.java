package io.ripen.trigger.hooks.internal;

import io.ripen.access.Actor;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.crm.Leads;
import io.ripen.crm.Leads.Arrival;
import io.ripen.crm.Projection;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.Events;
import io.ripen.event.InvalidEventException;
import io.ripen.event.Receipt;
import io.ripen.team.Team;
import io.ripen.team.Teams;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a sender tells: the contact is made or found, and the event counts, in one transaction for each. Thread-safe. */
final class HookCalls {
    private static final Logger LOG = LoggerFactory.getLogger(HookCalls.class);
    private static final int MOST_NAMED = 10;

    private final Events events;
    private final Leads leads;
    private final Projection projection;
    private final Teams teams;
    private final Transactions transactions;
    private final RipenClock clock;

    HookCalls(
            Events events,
            Leads leads,
            Projection projection,
            Teams teams,
            Transactions transactions,
            RipenClock clock) {
        this.events = events;
        this.leads = leads;
        this.projection = projection;
        this.teams = teams;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Keeps all of it, and answers a sentence for the sender. Of several, what can be kept is kept whatever is wrong with the
     * others; sent again it counts once.
     *
     * @throws Refused when something could not be kept; the message says what, and what was
     */
    String keep(Hook hook, byte[] body) throws Refused {
        if (hook.provider() == MailProvider.SES) {
            String asked = TopicConfirmation.of(Payload.read(body));
            if (asked != null) {
                LOG.info("The hook '{}': {}", hook.name(), asked);
                return asked;
            }
        }
        List<Payload> all = Payload.of(hook, body);
        if (all.isEmpty()) {
            return "Nothing in it counts for an address.";
        }
        if (all.size() == 1) {
            return one(hook, all.get(0));
        }
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            try {
                one(hook, all.get(i));
            } catch (Refused refused) {
                wrong.add("Number " + (i + 1) + ": " + refused.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            String more = wrong.size() > MOST_NAMED ? " … and " + (wrong.size() - MOST_NAMED) + " more." : "";
            throw new Refused(
                    400,
                    (all.size() - wrong.size()) + " of " + all.size() + " were kept. "
                            + String.join(" ", wrong.subList(0, Math.min(MOST_NAMED, wrong.size()))) + more);
        }
        return all.size() + " received.";
    }

    private String one(Hook hook, Payload payload) throws Refused {
        Told told = new Told(
                payload.id(),
                payload.type(),
                payload.at(clock.instant(), zone(hook)),
                payload.data(),
                contactId(hook, payload));
        String address = told.contact() == null ? address(hook, payload) : null;
        try {
            return transactions.call(work -> keep(work, hook, payload, told, address));
        } catch (Unreachable nobody) {
            throw new Refused(400, String.valueOf(nobody.getMessage()));
        } catch (InvalidEventException | InvalidContactException wrong) {
            throw new Refused(400, "That cannot be kept: " + wrong.getMessage());
        }
    }

    /** What happened, as it was read. */
    private record Told(
            String id,
            String type,
            Instant at,
            Map<String, Object> data,
            @Nullable ContactId contact) {}

    private String keep(UnitOfWork work, Hook hook, Payload payload, Told told, @Nullable String address) {
        if (events.hasCome(work, hook.team(), List.of(told.id()))) {
            // Also nobody is made again who was deleted since.
            return "Had come before.";
        }
        ContactId contact = told.contact();
        List<Problem> warnings = List.of();
        boolean made = false;
        if (contact == null && hook.provider() == null) {
            Arrival arrival = leads.arrive(
                    Actor.part("hook " + hook.name()),
                    work,
                    hook.lead().draft(payload),
                    hook.lead().rule());
            contact = arrival.contact().map(Contact::id).orElse(null);
            warnings = arrival.warnings();
            made = arrival.made();
        }
        if (contact == null && address == null) {
            throw new Unreachable(
                    "Nobody has the id that stands at externalId, and no address says where to wait for them."
                            + " Send it again when the contact is there.");
        }
        Receipt receipt = events.receive(
                        work,
                        List.of(new Event(
                                told.id(),
                                told.type(),
                                hook.team(),
                                contact,
                                contact == null ? address : null,
                                told.at(),
                                EventSource.API,
                                told.data())))
                .get(0);
        return sentence(receipt, contact, made, warnings);
    }

    private static String sentence(Receipt receipt, @Nullable ContactId contact, boolean made, List<Problem> warnings) {
        if (receipt.duplicate()) {
            return "Had come before.";
        }
        StringBuilder sentence = new StringBuilder("Received");
        if (contact != null) {
            sentence.append(" for ")
                    .append(made ? "the new contact " : "contact ")
                    .append(contact)
                    .append('.');
        } else {
            if (receipt.waitsUntil() == null) {
                return sentence.append('.').toString();
            }
            sentence.append(". Nobody has this address. The event waits until ")
                    .append(receipt.waitsUntil())
                    .append(" for a contact who has it; contact = make in the hook's file makes one.");
        }
        warnings.forEach(
                each -> sentence.append(' ').append(each.field()).append(": ").append(each.message()));
        return sentence.toString();
    }

    private ZoneId zone(Hook hook) {
        return teams.find(hook.team()).map(Team::zone).orElse(ZoneOffset.UTC);
    }

    /** The contact by its id in Ripen, when the body has one; it must be of the hook's team. */
    private @Nullable ContactId contactId(Hook hook, Payload payload) throws Refused {
        String written = payload.text(hook.lead().contactId());
        if (written.isEmpty()) {
            return null;
        }
        if (written.matches("[1-9][0-9]{0,17}")) {
            ContactId id = new ContactId(Long.parseLong(written));
            boolean there = transactions
                    .call(work -> projection.find(work, id))
                    .filter(found -> found.team().equals(hook.team()))
                    .isPresent();
            if (there) {
                return id;
            }
        }
        throw new Refused(
                400,
                "There is no contact of the id that stands at " + hook.lead().contactId() + ".");
    }

    /** Where to wait for somebody who is not known; null when only an id of the CRM is told. */
    private @Nullable String address(Hook hook, Payload payload) throws Refused {
        String email = hook.lead().text(payload, "email");
        String phone = hook.lead().text(payload, "phone");
        if (!email.isEmpty()) {
            return email;
        }
        if (!phone.isEmpty()) {
            return leads.address(hook.team(), phone)
                    .orElseThrow(() -> new Refused(
                            400,
                            "'" + (phone.length() > 60 ? phone.substring(0, 60) : phone)
                                    + "' is no phone number that can be dialled."));
        }
        if (hook.lead().text(payload, "externalId").isEmpty()) {
            throw new Refused(
                    400,
                    "The body names no lead: this hook looks for an id, an address or a number, and none of its places has one.");
        }
        return null;
    }

    /** Rolls the transaction back. */
    private static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreachable(String message) {
            super(message);
        }
    }
}
