package io.ripen.trigger.schedule.internal;

import io.ripen.crm.Contact;
import io.ripen.crm.Projection;
import io.ripen.crm.Projection.Slice;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.Events;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes through the contacts that a due time concerns, page by page, and sends an event for each that is due. */
final class Firing {
    private static final int PAGE = 500;

    private final Transactions transactions;
    private final Projection projection;
    private final Events events;

    Firing(Transactions transactions, Projection projection, Events events) {
        this.transactions = transactions;
        this.projection = projection;
        this.events = events;
    }

    /** The zones that contacts have of their own. */
    Set<ZoneId> zones() {
        return transactions.call(projection::zones);
    }

    /**
     * Fires one time. Safe to repeat: an event's id follows from rule, contact and local date, so it counts once.
     *
     * @param zones those whose clocks show the rule's time at this instant
     */
    void fire(Rule rule, Instant at, Set<ZoneId> zones, List<Team> enabled) {
        Map<TeamId, ZoneId> zoneOf = new HashMap<>();
        Set<TeamId> inZone = new HashSet<>();
        for (Team team : enabled) {
            zoneOf.put(team.id(), team.zone());
            if (zones.contains(team.zone())) {
                inZone.add(team.id());
            }
        }
        Set<TeamId> teams = rule.byTeamZone() ? inZone : zoneOf.keySet();
        Set<ZoneId> own = rule.byTeamZone() && !teams.isEmpty() ? zones() : zones;
        if (teams.isEmpty()) {
            return;
        }
        long after = 0;
        while (after >= 0) {
            Slice slice = new Slice(Set.copyOf(teams), Set.copyOf(own), Set.copyOf(inZone), after, PAGE);
            after = transactions.call(work -> page(work, rule, at, slice, zoneOf));
        }
    }

    /** The last id of the page; -1 when there is no further one. */
    private long page(UnitOfWork work, Rule rule, Instant at, Slice slice, Map<TeamId, ZoneId> zoneOf) {
        List<Contact> contacts = projection.slice(work, slice);
        List<Event> due = new ArrayList<>();
        for (Contact contact : contacts) {
            ZoneId zone = zoneOf.getOrDefault(contact.team(), ZoneId.of("UTC"));
            if (!rule.byTeamZone() && contact.timeZone() != null) {
                zone = contact.timeZone();
            }
            LocalDateTime local = LocalDateTime.ofInstant(at, zone);
            // Who came later was not there at that time; a look back must find the same leads as the time itself.
            if (!contact.createdAt().isAfter(at) && rule.isDue(contact, zone, local)) {
                due.add(event(rule, contact, at, local));
            }
        }
        if (!due.isEmpty()) {
            events.receive(work, due);
        }
        return contacts.size() < slice.limit()
                ? -1
                : contacts.get(contacts.size() - 1).id().value();
    }

    private static Event event(Rule rule, Contact contact, Instant at, LocalDateTime local) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("rule", rule.id());
        data.put("date", local.toLocalDate().toString());
        data.put("time", local.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString());
        DateRule date = rule.date();
        if (date != null) {
            data.put("field", date.field());
        }
        String when = date != null
                ? local.toLocalDate().toString()
                : local.truncatedTo(ChronoUnit.MINUTES).toString();
        return new Event(
                rule.type() + ":" + rule.id() + ":" + contact.id() + ":" + when,
                rule.type(),
                contact.team(),
                contact.id(),
                null,
                at,
                EventSource.SEQUENCE,
                data);
    }
}
