package io.ripen.contacts.internal;

import io.ripen.access.Actor;
import io.ripen.core.store.EventRow;
import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.event.EventWords;
import io.ripen.text.ValueText;
import io.ripen.timeline.Timeline;
import io.ripen.timeline.TimelineEntry;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A lead's history and the events that came in for it, as one list. */
@Component
public final class LeadTimeline implements Timeline {
    private static final int LONGEST = 1000;

    private final Stores stores;

    @Activate
    public LeadTimeline(@Reference Stores stores) {
        this.stores = stores;
    }

    @Override
    public Optional<List<TimelineEntry>> of(Actor by, ContactId contact, int limit) {
        if (limit < 1 || limit > LONGEST) {
            throw new IllegalArgumentException("limit: " + limit + " is out of range: use 1 to " + LONGEST + ".");
        }
        return stores.transactions()
                .call(work -> stores.contacts()
                        .find(work, contact)
                        .filter(found -> by.sees(found.team()))
                        .map(found -> merged(work, contact, limit)));
    }

    private List<TimelineEntry> merged(UnitOfWork work, ContactId contact, int limit) {
        List<TimelineEntry> entries = new ArrayList<>();
        Set<Object> events = new HashSet<>();
        for (EventRow event : stores.events().byContact(work, contact.value(), limit)) {
            events.add(event.id());
            entries.add(entry(event));
        }
        for (HistoryRow row : stores.history().byContact(work, contact.value(), limit)) {
            // Whoever writes a line for an event names its id; the event itself stands here already.
            if (!(row.kind().equals("event") && events.contains(row.data().get("event")))) {
                entries.add(entry(row));
            }
        }
        entries.sort(Comparator.comparing(TimelineEntry::at));
        return List.copyOf(entries.subList(Math.max(0, entries.size() - limit), entries.size()));
    }

    private static TimelineEntry entry(EventRow event) {
        Map<String, Object> data = new LinkedHashMap<>(event.data());
        data.put("event", event.id());
        data.put("type", event.type());
        data.put("source", event.source().name());
        if (!event.at().equals(event.receivedAt())) {
            data.put("happenedAt", event.at().toString());
        }
        Object said = event.data().get("text");
        String words = EventWords.clause(event.type(), event.data());
        String text = said == null ? words + "." : words + ": \"" + ValueText.of(said) + "\"";
        return new TimelineEntry(event.receivedAt(), "event", null, null, null, null, text, data);
    }

    private static TimelineEntry entry(HistoryRow row) {
        return new TimelineEntry(
                row.at(),
                row.kind(),
                row.sequence(),
                row.step(),
                row.enrollment() == 0 ? null : Long.toString(row.enrollment()),
                row.message() == 0 ? null : Long.toString(row.message()),
                row.text(),
                row.data());
    }
}
