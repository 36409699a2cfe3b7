package io.ripen.rest.internal.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ripen.access.Actor;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.ContactId;
import io.ripen.crm.Contacts;
import io.ripen.crm.StaleContactException;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.json.ContactBody;
import io.ripen.rest.internal.json.JsonBodies;
import io.ripen.rest.internal.json.PlainTree;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a PATCH says. {@code tags} replaces all tags, which the CRM's services only know as adding and removing; so that is
 * worked out against the version that was read, and once more when somebody was faster.
 *
 * @param tags the tags that the contact is to have, or null to leave them
 */
record ContactPatch(
        Map<String, @Nullable Object> set, @Nullable Set<String> tags) {
    private static final int ATTEMPTS = 5;

    static ContactPatch of(JsonNode body, JsonBodies json) {
        ContactBody.refuseReadOnly(body);
        // Checks names and forms; which names were there at all is known to the tree alone.
        ContactBody checked = json.convert(body, ContactBody.class);
        if (body.has("team")) {
            throw ProblemException.invalid(
                    "team",
                    "A contact stays in the team that it was created in.",
                    "Leave 'team' out; create another contact in the other team if it belongs there too.");
        }
        Set<String> tags = body.has("tags") ? checked.tagSet() : null;
        ObjectNode rest = body.deepCopy();
        rest.remove("tags");
        return new ContactPatch(PlainTree.map(rest), tags);
    }

    /** @param expected the version that the client knows, or null when it does not care */
    Optional<Contact> apply(Actor by, Contacts contacts, ContactId id, @Nullable Integer expected) {
        if (expected != null) {
            return once(by, contacts, id, expected);
        }
        if (tags == null) {
            return set.isEmpty()
                    ? contacts.find(by, id)
                    : contacts.change(by, id, new ContactChange(set, Set.of(), Set.of()));
        }
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return once(by, contacts, id, null);
            } catch (StaleContactException e) {
                // Somebody was faster: read again.
            }
        }
        return once(by, contacts, id, null);
    }

    private Optional<Contact> once(Actor by, Contacts contacts, ContactId id, @Nullable Integer expected) {
        Optional<Contact> now = contacts.find(by, id);
        if (now.isEmpty()) {
            return now;
        }
        int version = expected == null ? now.get().version() : expected;
        if (version != now.get().version()) {
            throw new StaleContactException(id, version);
        }
        Set<String> add = new LinkedHashSet<>();
        Set<String> remove = new LinkedHashSet<>();
        if (tags != null) {
            tags.stream().filter(tag -> !now.get().hasTag(tag)).forEach(add::add);
            now.get().tags().stream()
                    .filter(tag -> tags.stream().noneMatch(tag::equalsIgnoreCase))
                    .forEach(remove::add);
        }
        if (set.isEmpty() && add.isEmpty() && remove.isEmpty()) {
            return now;
        }
        return contacts.change(by, id, new ContactChange(set, add, remove), version);
    }
}
