package io.ripen.conversation.internal;

import io.ripen.core.store.EventRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.event.EventTypes;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a lead did with the messages, by message id. What machines did is left out; an open that may be either's does not
 * count, a click does.
 */
final class Engagements {
    static final Engagements NONE = new Engagements();

    private final Map<String, Instant> opened = new HashMap<>();
    private final Map<String, List<String>> clicked = new HashMap<>();

    private Engagements() {}

    static Engagements of(Stores stores, UnitOfWork work, ContactId contact) {
        Engagements found = new Engagements();
        for (EventRow event : stores.events()
                .ofContacts(
                        work,
                        List.of(contact.value()),
                        List.of(EventTypes.MESSAGE_OPENED, EventTypes.LINK_CLICKED),
                        Instant.EPOCH)) {
            found.add(event);
        }
        return found;
    }

    private void add(EventRow event) {
        Object message = event.data().get("message");
        Object engagement = event.data().get("engagement");
        if (message == null || "machine".equals(engagement)) {
            return;
        }
        if (event.type().equals(EventTypes.MESSAGE_OPENED)) {
            if ("human".equals(engagement)) {
                opened.putIfAbsent(message.toString(), event.at());
            }
        } else if (event.data().get("link") instanceof String link) {
            List<String> links = clicked.computeIfAbsent(message.toString(), m -> new ArrayList<>());
            if (!links.contains(link)) {
                links.add(link);
            }
        }
    }

    @Nullable Instant opened(String message) {
        return opened.get(message);
    }

    List<String> clicked(String message) {
        return List.copyOf(clicked.getOrDefault(message, List.of()));
    }
}
