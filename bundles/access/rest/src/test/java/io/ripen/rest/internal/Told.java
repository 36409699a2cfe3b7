package io.ripen.rest.internal;

import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.EventListeners;
import io.ripen.event.EventSource;
import io.ripen.team.TeamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two listeners in memory; the quarantine of the first has three events. */
final class Told implements EventListeners {
    final List<String> names = new ArrayList<>(List.of("breaker", "sales-chat"));
    final List<Quarantined> kept = new ArrayList<>();
    final List<Long> retried = new ArrayList<>();

    Told() {
        for (long id = 1; id <= 3; id++) {
            Event event = new Event(
                    "SM" + id,
                    "opt-out",
                    TeamId.DEFAULT,
                    new ContactId(7),
                    "+14155550100",
                    Crm.NOW,
                    EventSource.PROVIDER,
                    Map.of("channel", "sms"));
            kept.add(
                    new Quarantined(id, event, new ContactId(7), Crm.NOW, 8, "IOException: No route to host", Crm.NOW));
        }
    }

    @Override
    public List<Listener> all() {
        return names.stream().map(this::listener).toList();
    }

    private Listener listener(String name) {
        boolean first = name.equals("breaker");
        return new Listener(
                name,
                List.of("opt-out"),
                true,
                Crm.NOW,
                first ? 12 : 0,
                first ? Crm.NOW : null,
                first ? 5 : 0,
                first ? Crm.NOW : null,
                first ? "IOException: No route to host" : null,
                first ? kept.size() : 0);
    }

    @Override
    public Optional<Listener> find(String name) {
        return all().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    @Override
    public List<Quarantined> quarantine(String listener, long after, int limit) {
        return kept.stream().filter(each -> each.id() > after).limit(limit).toList();
    }

    @Override
    public int retry(String listener, List<Long> ids) {
        List<Long> these = kept.stream()
                .map(Quarantined::id)
                .filter(id -> ids.isEmpty() || ids.contains(id))
                .toList();
        retried.addAll(these);
        return these.isEmpty() ? 0 : drop(listener, these);
    }

    @Override
    public int drop(String listener, List<Long> ids) {
        int before = kept.size();
        kept.removeIf(each -> ids.isEmpty() || ids.contains(each.id()));
        return before - kept.size();
    }

    @Override
    public boolean forget(String listener) {
        return names.remove(listener);
    }
}
