package io.ripen.trigger.schedule.internal;

import io.ripen.crm.Contact;
import io.ripen.crm.Projection;
import io.ripen.crm.Projection.Slice;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.Events;
import io.ripen.place.LeadZones;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Goes through the contacts that a due time concerns, page by page, and sends an event for each that is due. */
final class Firing {
    private static final int PAGE = 500;

    private final Transactions transactions;
    private final Projection projection;
    private final Events events;
    private final Supplier<@Nullable LeadZones> places;
    /** In which zones those leads are who have none of their own, by team, as they were seen last. */
    private volatile Map<TeamId, Set<ZoneId>> found = Map.of();

    /** @param places knows where leads are who have no zone of their own; null while nobody does, then they are where their team is */
    Firing(Transactions transactions, Projection projection, Events events, Supplier<@Nullable LeadZones> places) {
        this.transactions = transactions;
        this.projection = projection;
        this.events = events;
        this.places = places;
    }

    /** The zones that contacts are in: of their own, or as their numbers and addresses say. Reads through many: ask it rarely. */
    Set<ZoneId> zones(List<Team> teams, Instant now) {
        Set<ZoneId> zones = new HashSet<>(transactions.call(projection::zones));
        LeadZones knows = places.get();
        Map<TeamId, Set<ZoneId>> seen = new HashMap<>();
        for (Team team : knows == null ? List.<Team>of() : teams) {
            Set<ZoneId> ofTeam = new HashSet<>();
            long after = 0;
            while (after >= 0) {
                Slice slice = new Slice(Set.of(team.id()), Set.of(), Set.of(team.id()), after, PAGE);
                List<Contact> page = transactions.call(work -> projection.slice(work, slice));
                page.forEach(contact -> ofTeam.add(knows.one(team, contact, now)));
                after = next(page, slice);
            }
            seen.put(team.id(), ofTeam);
            zones.addAll(ofTeam);
        }
        found = seen;
        return zones;
    }

    /** The last id of the page; -1 when there is no further one. */
    private static long next(List<Contact> page, Slice slice) {
        return page.size() < slice.limit() ? -1 : page.get(page.size() - 1).id().value();
    }

    /**
     * Fires one time. Safe to repeat: an event's id follows from rule, contact and local date, so it counts once.
     *
     * @param zones those whose clocks show the rule's time at this instant
     */
    void fire(Rule rule, Instant at, Set<ZoneId> zones, List<Team> enabled) {
        Map<TeamId, Team> teamOf = new HashMap<>();
        Set<TeamId> inZone = new HashSet<>();
        for (Team team : enabled) {
            teamOf.put(team.id(), team);
            Set<ZoneId> ofLeads = rule.byTeamZone() ? Set.of() : found.getOrDefault(team.id(), Set.of());
            if (zones.contains(team.zone()) || !Collections.disjoint(zones, ofLeads)) {
                inZone.add(team.id());
            }
        }
        Set<TeamId> teams = rule.byTeamZone() ? inZone : teamOf.keySet();
        Set<ZoneId> own = rule.byTeamZone() && !teams.isEmpty() ? transactions.call(projection::zones) : zones;
        if (teams.isEmpty()) {
            return;
        }
        long after = 0;
        while (after >= 0) {
            Slice slice = new Slice(Set.copyOf(teams), Set.copyOf(own), Set.copyOf(inZone), after, PAGE);
            after = transactions.call(work -> page(work, rule, at, slice, zones, teamOf));
        }
    }

    private long page(
            UnitOfWork work, Rule rule, Instant at, Slice slice, Set<ZoneId> zones, Map<TeamId, Team> teamOf) {
        List<Contact> contacts = projection.slice(work, slice);
        List<Event> due = new ArrayList<>();
        for (Contact contact : contacts) {
            ZoneId zone = zone(rule, contact, teamOf.get(contact.team()), at);
            if (!zones.contains(zone)) {
                continue;
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
        return next(contacts, slice);
    }

    /** Whose clock counts for a contact. */
    private ZoneId zone(Rule rule, Contact contact, @Nullable Team team, Instant at) {
        ZoneId own = contact.timeZone();
        LeadZones knows = places.get();
        if (team == null || rule.byTeamZone() || own == null && knows == null) {
            return team == null ? ZoneOffset.UTC : team.zone();
        }
        return own != null ? own : knows.one(team, contact, at);
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
