package io.ripen.trigger.schedule.internal;

import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.Sequences;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.transaction.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which times are due in which zones. It keeps no time anywhere: after a restart it looks back a day and fires again
 * what was due, and the intake, which knows the events by their ids, lets only those count that had not come. So a time that
 * passed while everything was down is made up for, once, if it is not older than a day.
 *
 * <p>Ticks come from one Quartz job; how much business time passed in between does not matter. Thread-safe; ticks do not
 * overlap.
 */
final class Schedules {
    /** How far back a missed time is made up for. */
    static final Duration LOOK_BACK = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);
    private static final Duration LOOK_AT_SEQUENCES = Duration.ofSeconds(10);
    private static final Duration LOOK_AT_ZONES = Duration.ofHours(1);
    private static final Set<String> TYPES = Set.of(Rule.SCHEDULE, Rule.DATE, Rule.ANNIVERSARY);

    /**
     * A rule that some sequence has.
     *
     * @param since when the first of its sequences was deployed; what was due before is nobody's business
     * @param teams those that one of its sequences is enabled for
     */
    private record Planned(Rule rule, Instant since, Set<String> teams) {}

    private final Sequences sequences;
    private final Teams teams;
    private final InstantSource clock;
    private final Firing firing;
    /** Until when each rule is done, by zone. */
    private final Map<String, Map<ZoneId, Instant>> done = new HashMap<>();

    private Collection<Planned> planned = List.of();
    private Set<ZoneId> ofContacts = Set.of();
    private @Nullable Instant sequencesSeen;
    private @Nullable Instant zonesSeen;
    private boolean failing;

    Schedules(Sequences sequences, Teams teams, InstantSource clock, Firing firing) {
        this.sequences = sequences;
        this.teams = teams;
        this.clock = clock;
        this.firing = firing;
    }

    /** Fires what is due now. A rule that fails is tried again with the next tick, and holds up no other. */
    synchronized void tick() {
        try {
            fireDue(clock.instant());
            failing = false;
        } catch (RuntimeException failed) {
            if (!Outage.tell("look at schedules", failed) && !failing) {
                LOG.warn(
                        "Schedules cannot be looked at now; that is tried again with each tick, and what was missed in a"
                                + " day is made up for.",
                        failed);
            }
            failing = true;
        }
    }

    private void fireDue(Instant now) {
        if (isOver(sequencesSeen, LOOK_AT_SEQUENCES, now)) {
            planned = plan();
            done.keySet()
                    .retainAll(planned.stream().map(each -> each.rule().id()).toList());
            sequencesSeen = now;
        }
        if (planned.isEmpty()) {
            return;
        }
        if (isOver(zonesSeen, LOOK_AT_ZONES, now)) {
            ofContacts = firing.zones(teams.all(), now);
            zonesSeen = now;
        }
        RuntimeException first = null;
        for (Planned each : planned) {
            try {
                fireDue(each, now);
            } catch (RuntimeException failed) {
                first = first == null ? failed : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static boolean isOver(@Nullable Instant last, Duration pause, Instant now) {
        return last == null || !now.isBefore(last.plus(pause)) || now.isBefore(last);
    }

    private Collection<Planned> plan() {
        Map<String, Planned> plans = new LinkedHashMap<>();
        for (SequenceDescription sequence : sequences.all()) {
            Map<String, String> options = new HashMap<>(sequence.trigger());
            String on = options.getOrDefault("on", "");
            Instant since = sequence.deployedAt();
            if (!TYPES.contains(on) || since == null) {
                continue;
            }
            options.keySet().removeAll(Set.of("on", "exitOn", "reentry", "key", "group", "after", "goal"));
            try {
                Rule rule = Rule.of(on, options);
                plans.merge(rule.id(), new Planned(rule, since, sequence.teams()), Schedules::both);
            } catch (IllegalArgumentException unreadable) {
                // The checker refuses such a file; so this is one of an older bundle.
                LOG.warn(
                        "The schedule of sequence '{}' is not understood and does not fire.",
                        sequence.id(),
                        unreadable);
            }
        }
        return List.copyOf(plans.values());
    }

    private static Planned both(Planned one, Planned other) {
        Set<String> teams = new HashSet<>(one.teams());
        teams.addAll(other.teams());
        return new Planned(
                one.rule(), one.since().isBefore(other.since()) ? one.since() : other.since(), Set.copyOf(teams));
    }

    private void fireDue(Planned each, Instant now) {
        Rule rule = each.rule();
        Map<ZoneId, Instant> cursors = done.computeIfAbsent(rule.id(), id -> new HashMap<>());
        Map<Instant, Set<ZoneId>> due = new TreeMap<>();
        for (ZoneId zone : zones(rule)) {
            for (Instant at : due(each, zone, cursors.get(zone), now)) {
                due.computeIfAbsent(at, time -> new HashSet<>()).add(zone);
            }
        }
        due.forEach((at, zones) -> {
            firing.fire(rule, at, zones, teams(each.teams()));
            zones.forEach(zone -> cursors.put(zone, at));
        });
        // What is not due in a zone is done there until now, so the past is not computed again and again.
        zones(rule).forEach(zone -> cursors.put(zone, now));
    }

    private Set<ZoneId> zones(Rule rule) {
        Set<ZoneId> zones = new HashSet<>(rule.byTeamZone() ? Set.of() : ofContacts);
        teams.all().forEach(team -> zones.add(team.zone()));
        return zones;
    }

    /** The due times since the last one; of a cron that was missed several times only the last. */
    private static List<Instant> due(Planned each, ZoneId zone, @Nullable Instant until, Instant now) {
        Instant from = until == null ? each.since() : until;
        Instant earliest = now.minus(LOOK_BACK);
        List<Instant> due = new ArrayList<>();
        Instant next = each.rule().times().after(from.isBefore(earliest) ? earliest : from, zone);
        while (next != null && !next.isAfter(now)) {
            due.add(next);
            next = each.rule().times().after(next, zone);
        }
        return each.rule().date() != null || due.size() < 2 ? due : due.subList(due.size() - 1, due.size());
    }

    private List<Team> teams(Set<String> ids) {
        List<Team> enabled = new ArrayList<>();
        for (String id : ids) {
            teams.find(new TeamId(id)).ifPresent(enabled::add);
        }
        return enabled;
    }
}
