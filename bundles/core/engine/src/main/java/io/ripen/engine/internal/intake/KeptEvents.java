package io.ripen.engine.internal.intake;

import io.ripen.access.Actor;
import io.ripen.core.store.CameRow;
import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.EventRow;
import io.ripen.core.store.EventStore;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.event.EventLog;
import io.ripen.sequence.EnrollmentId;
import io.ripen.team.TeamId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The events that came, read from the database in three statements a page. Thread-safe. */
@Component
public final class KeptEvents implements EventLog {
    private final Stores stores;

    @Activate
    public KeptEvents(@Reference Stores stores) {
        this.stores = stores;
    }

    @Override
    public List<Entry> list(Actor by, Query query) {
        return by.sees(query.team()) ? list(query) : List.of();
    }

    private List<Entry> list(Query query) {
        return stores.transactions().call(work -> {
            Place after = query.after();
            List<CameRow> rows = stores.events()
                    .came(
                            work,
                            query.team().value(),
                            query.hook(),
                            after == null ? null : new EventStore.Place(after.receivedAt(), after.key()),
                            query.limit());
            Set<Long> contacts = new HashSet<>();
            Set<String> ofNobody = new HashSet<>();
            for (CameRow row : rows) {
                if (row.event().contact() == 0) {
                    ofNobody.add(row.event().id());
                } else {
                    contacts.add(row.event().contact());
                }
            }
            Set<String> waiting =
                    new HashSet<>(stores.strangers().waiting(work, query.team().value(), ofNobody));
            Map<String, List<EnrollmentId>> begun = new HashMap<>();
            if (!contacts.isEmpty()) {
                for (EnrollmentRow run : stores.enrollments().ofContacts(work, contacts, null)) {
                    if (run.sourceEvent() != null) {
                        begun.computeIfAbsent(
                                        run.contact() + " " + run.sourceEvent(), key -> new java.util.ArrayList<>())
                                .add(new EnrollmentId(run.id()));
                    }
                }
            }
            return rows.stream().map(row -> entry(row, waiting, begun)).toList();
        });
    }

    private static Entry entry(CameRow row, Set<String> waiting, Map<String, List<EnrollmentId>> begun) {
        EventRow event = row.event();
        boolean nobody = event.contact() == 0;
        return new Entry(
                event.id(),
                event.type(),
                new TeamId(event.team()),
                row.hook(),
                nobody ? null : new ContactId(event.contact()),
                event.at(),
                event.receivedAt(),
                event.source(),
                event.data(),
                !nobody ? State.COUNTED : waiting.contains(event.id()) ? State.WAITING : State.EXPIRED,
                List.copyOf(begun.getOrDefault(event.contact() + " " + event.id(), List.of())),
                row.stopped().stream().map(EnrollmentId::new).toList(),
                new Place(event.receivedAt(), row.key()));
    }
}
