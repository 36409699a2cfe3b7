package io.ripen.engine.internal.deploy;

import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What was refused, why, and what is tried again when something new is installed. Changed by one thread at a time. */
final class Waiting {

    /** A source that was refused, and where it came from. */
    record Refused(SequenceSource source, Origin origin) {}

    private final Map<SequenceId, List<Problem>> problems = new ConcurrentHashMap<>();
    private final Map<SequenceId, List<Problem>> beside = new ConcurrentHashMap<>();
    private final Map<SequenceId, Refused> sources = new ConcurrentHashMap<>();
    /** What was installed when a current revision was tried in vain: the same again would fail again. */
    private final Map<SequenceId, Set<String>> triedWith = new HashMap<>();

    void source(SequenceId id, SequenceSource source, Origin origin, List<Problem> found) {
        sources.put(id, new Refused(source, origin));
        problems.put(id, found);
    }

    void unreadable(SequenceId id, Problem found) {
        sources.remove(id);
        problems.put(id, List.of(found));
    }

    void revision(SequenceId id, List<Problem> found, InstalledKinds installed) {
        problems.putIfAbsent(id, found);
        triedWith.put(id, names(installed));
    }

    /** The current revision compiles again; what is wrong with a newer file stays wrong. */
    void revisionRuns(SequenceId id) {
        triedWith.remove(id);
        if (!sources.containsKey(id)) {
            problems.remove(id);
        }
    }

    /** What was found beside the file that counts, such as a second one of the same id. */
    void found(SequenceId id, List<Problem> found) {
        if (found.isEmpty()) {
            beside.remove(id);
        } else {
            beside.put(id, found);
        }
    }

    boolean tried(SequenceId id, InstalledKinds installed) {
        return names(installed).equals(triedWith.get(id));
    }

    void solved(SequenceId id) {
        sources.remove(id);
        problems.remove(id);
        triedWith.remove(id);
    }

    /** A source that was refused is not wanted any more; what the database has may still not compile. */
    void unwanted(SequenceId id) {
        if (sources.remove(id) != null) {
            problems.remove(id);
        }
    }

    /** Whether a source of this sequence was refused, or could not be read. */
    boolean has(SequenceId id) {
        return problems.containsKey(id) || beside.containsKey(id);
    }

    List<Refused> sources() {
        return List.copyOf(sources.values());
    }

    Map<SequenceId, List<Problem>> problems() {
        Map<SequenceId, List<Problem>> all = new HashMap<>(problems);
        beside.forEach((id, found) -> all.merge(
                id,
                found,
                (one, other) -> Stream.concat(one.stream(), other.stream()).toList()));
        return all;
    }

    private static Set<String> names(InstalledKinds installed) {
        Set<String> names = new java.util.HashSet<>();
        installed.channelTypes().forEach(each -> names.add("channel:" + each));
        installed.stepKinds().forEach(each -> names.add("step:" + each));
        installed.triggerTypes().forEach(each -> names.add("trigger:" + each));
        return names;
    }
}
