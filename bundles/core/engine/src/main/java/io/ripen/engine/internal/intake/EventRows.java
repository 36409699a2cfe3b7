package io.ripen.engine.internal.intake;

import io.ripen.core.store.EventRow;
import io.ripen.core.store.OutboxEvent;
import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows that an event leaves: one for each team, one for each further contact, one for each contact that listeners are told of. */
final class EventRows {
    private EventRows() {}

    /** The team that an event is kept under. */
    static TeamId team(Event event, List<Contact> contacts) {
        return contacts.isEmpty()
                ? event.team() == null ? TeamId.DEFAULT : event.team()
                : contacts.get(0).team();
    }

    static Map<TeamId, List<Contact>> byTeam(Event event, List<Contact> contacts) {
        Map<TeamId, List<Contact>> teams = new LinkedHashMap<>();
        for (Contact contact : contacts) {
            teams.computeIfAbsent(contact.team(), t -> new ArrayList<>()).add(contact);
        }
        if (teams.isEmpty()) {
            teams.put(team(event, List.of()), List.of());
        }
        return teams;
    }

    /** Nearly always none: an address is one contact's in a team. */
    static List<EventRow> further(List<Happening> fresh, Instant now) {
        List<EventRow> rows = new ArrayList<>(0);
        for (Happening each : fresh) {
            List<Contact> contacts = each.contacts();
            for (Contact contact : contacts.subList(Math.min(1, contacts.size()), contacts.size())) {
                rows.add(of(each.event(), contact.team(), List.of(contact), now));
            }
        }
        return rows;
    }

    /** What listeners may want to be told of, once for each contact. */
    static List<OutboxEvent> forListeners(List<Happening> fresh, Instant now) {
        List<OutboxEvent> all = new ArrayList<>(fresh.size());
        for (Happening each : fresh) {
            Event event = each.event();
            if (each.contacts().isEmpty()) {
                all.add(new OutboxEvent(
                        of(event, team(event, List.of()), List.of(), now), each.types(), event.address()));
            }
            for (Contact contact : each.contacts()) {
                all.add(new OutboxEvent(
                        of(event, contact.team(), List.of(contact), now), each.types(), event.address()));
            }
        }
        return all;
    }

    static EventRow of(Event event, TeamId team, List<Contact> contacts, Instant now) {
        long contact = contacts.isEmpty() ? 0 : contacts.get(0).id().value();
        return new EventRow(
                team.value(), event.id(), event.type(), contact, event.at(), now, event.source(), event.data());
    }
}
