package io.ripen.engine.internal.deploy;

import io.ripen.crm.Contact;
import io.ripen.engine.internal.check.EndRules;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.event.Event;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is deployed at one moment, with the indexes by event type that the intake asks. Immutable: a change makes a new one.
 */
final class Catalogue {

    /**
     * One sequence.
     *
     * @param revision hash of the current revision, as the database has it
     * @param compiled the current revision; null when it does not compile with what is installed now
     * @param ends what ends its runs, by the last rule that is known
     * @param by who put the revision into service or took it out, for people; the empty string when nobody said
     */
    record Entry(
            SequenceId id,
            String revision,
            int number,
            boolean inService,
            @Nullable Instant deployedAt,
            @Nullable CompiledSequence compiled,
            EndRules ends,
            String by) {

        static EndRules ends(CompiledSequence compiled) {
            return new EndRules(compiled.on(), compiled.exitOn(), compiled.goal());
        }

        /** The same, compiled at last. */
        Entry running(CompiledSequence now) {
            return new Entry(id, revision, number, inService, deployedAt, now, ends(now), by);
        }

        Entry outOfService(String who) {
            return new Entry(id, revision, number, false, deployedAt, compiled, ends, who);
        }
    }

    private record TeamUse(SequenceId sequence, TeamId team) {}

    static final Catalogue EMPTY = new Catalogue(Map.of(), Set.of());

    private final Map<SequenceId, Entry> entries;
    private final Set<TeamUse> enabled;
    private final Map<String, TriggerIndex> triggered = new HashMap<>();
    /** What begins a run of those that are in service and cannot run yet. */
    private final Set<String> starting = new HashSet<>();

    private final Map<String, Set<SequenceId>> exited = new HashMap<>();
    private final Map<String, Set<SequenceId>> completed = new HashMap<>();

    private Catalogue(Map<SequenceId, Entry> entries, Set<TeamUse> enabled) {
        this.entries = entries;
        this.enabled = enabled;
        for (Entry entry : entries.values()) {
            for (String type : entry.ends().exitOn()) {
                exited.computeIfAbsent(type, unused -> new HashSet<>()).add(entry.id());
            }
            for (String type : entry.ends().goal()) {
                exited.computeIfAbsent(type, unused -> new HashSet<>()).add(entry.id());
                completed.computeIfAbsent(type, unused -> new HashSet<>()).add(entry.id());
            }
            CompiledSequence compiled = entry.compiled();
            if (compiled == null && entry.inService() && !entry.ends().on().isEmpty()) {
                starting.add(entry.ends().on());
            }
            if (compiled != null && entry.inService() && !compiled.on().isEmpty()) {
                triggered
                        .computeIfAbsent(compiled.on(), unused -> new TriggerIndex())
                        .add(compiled);
            }
        }
    }

    Catalogue with(Entry entry) {
        Map<SequenceId, Entry> changed = new TreeMap<>(java.util.Comparator.comparing(SequenceId::value));
        changed.putAll(entries);
        changed.put(entry.id(), entry);
        return new Catalogue(changed, enabled);
    }

    Catalogue enabled(Map<SequenceId, Set<TeamId>> teams) {
        Set<TeamUse> uses = new HashSet<>();
        teams.forEach((id, each) -> each.forEach(team -> uses.add(new TeamUse(id, team))));
        return new Catalogue(entries, uses);
    }

    @Nullable Entry find(SequenceId id) {
        return entries.get(id);
    }

    /** By id. */
    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    boolean areStarting() {
        return !starting.isEmpty();
    }

    boolean isStarting(String type) {
        return starting.contains(type);
    }

    List<CompiledSequence> triggeredBy(String type) {
        TriggerIndex index = triggered.get(type);
        return index == null ? List.of() : index.all();
    }

    List<CompiledSequence> triggeredBy(String type, Event event, Contact contact) {
        TriggerIndex index = triggered.get(type);
        return index == null ? List.of() : index.candidates(event, contact);
    }

    /** The same with the keys of the triggers that are installed now. */
    Catalogue indexedAnew() {
        return new Catalogue(entries, enabled);
    }

    Set<SequenceId> exitedBy(String type) {
        return exited.getOrDefault(type, Set.of());
    }

    Set<SequenceId> completedBy(String type) {
        return completed.getOrDefault(type, Set.of());
    }

    boolean enabledFor(SequenceId id, TeamId team) {
        return enabled.contains(new TeamUse(id, team));
    }

    Set<String> teams(SequenceId id) {
        Set<String> teams = new java.util.TreeSet<>();
        enabled.stream()
                .filter(use -> use.sequence().equals(id))
                .forEach(use -> teams.add(use.team().value()));
        return teams;
    }
}
