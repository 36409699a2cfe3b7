package io.ripen.testkit;

import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.event.EventSource;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The leads of a story, and which of them it is about. */
final class Cast {
    private final Machine machine;
    private final Map<TestLead, ContactId> ids = new IdentityHashMap<>();
    private final Instant started;
    private @Nullable TestLead current;

    Cast(Machine machine) {
        this.machine = machine;
        this.started = machine.clock().instant();
    }

    Contact create(TestLead lead) {
        if (ids.containsKey(lead)) {
            throw new IllegalStateException(lead + " is in the CRM already; say about(lead) to go on with it.");
        }
        Contact contact = machine.transactions()
                .call(work -> machine.contacts().insert(work, List.of(lead.draft(ids.size() + 1)), EventSource.CRM))
                .get(0);
        ids.put(lead, contact.id());
        current = lead;
        return contact;
    }

    boolean isKnown(TestLead lead) {
        return ids.containsKey(lead);
    }

    boolean isEmpty() {
        return current == null;
    }

    void about(TestLead lead) {
        if (!ids.containsKey(lead)) {
            throw new IllegalStateException(lead + " is not in the CRM; say create(lead) or enroll(lead) first.");
        }
        current = lead;
    }

    TestLead current() {
        if (current == null) {
            throw new IllegalStateException("The story has no lead yet; say create(lead) or enroll(lead) first.");
        }
        return current;
    }

    /** The contact as it is now; from here on the story is about this lead. */
    Contact contact(TestLead lead) {
        about(lead);
        return contact();
    }

    Contact contact() {
        ContactId id = Objects.requireNonNull(ids.get(current()));
        return machine.transactions()
                .call(work -> machine.contacts().find(work, id))
                .orElseThrow(() -> new IllegalStateException(current() + " was deleted."));
    }

    /** When the story began. */
    Instant started() {
        return started;
    }
}
