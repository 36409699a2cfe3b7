package io.ripen.engine.internal.run;

import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Sequences in service, as a test puts them there. */
final class FakeDeployment implements DeployedSequences {
    private final Map<SequenceId, CompiledSequence> current = new ConcurrentHashMap<>();
    private final Map<String, CompiledSequence> revisions = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    final Set<String> gone = ConcurrentHashMap.newKeySet();
    volatile boolean ready = true;
    /** Happens once, while an event is being taken in: it has been kept, and has no lock on a run yet. */
    volatile Runnable meanwhile = () -> {};

    void deploy(CompiledSequence sequence) {
        current.put(sequence.id(), sequence);
        revisions.put(sequence.revision(), sequence);
        listeners.forEach(listener -> listener.deployed(sequence.id()));
    }

    void remove(String id) {
        current.remove(new SequenceId(id));
        listeners.forEach(listener -> listener.removed(new SequenceId(id)));
    }

    void isBack(String need) {
        gone.remove(need);
        listeners.forEach(listener -> listener.available(need));
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public Optional<CompiledSequence> current(SequenceId id) {
        return Optional.ofNullable(current.get(id));
    }

    @Override
    public Optional<CompiledSequence> revision(SequenceId id, String hash) {
        return Optional.ofNullable(revisions.get(hash));
    }

    @Override
    public Set<SequenceId> inService() {
        return current.keySet();
    }

    @Override
    public List<CompiledSequence> triggeredBy(String eventType) {
        return new TreeMap<>(current.values().stream()
                        .filter(sequence -> sequence.on().equals(eventType))
                        .collect(Collectors.toMap(sequence -> sequence.id().value(), sequence -> sequence)))
                .values().stream().toList();
    }

    @Override
    public Set<SequenceId> exitedBy(String eventType) {
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
        return current.values().stream()
                .filter(sequence -> sequence.exitOn().contains(eventType))
                .map(CompiledSequence::id)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean enabledFor(SequenceId id, TeamId team) {
        return true;
    }

    @Override
    public boolean available(String need) {
        return !gone.contains(need);
    }

    @Override
    public Runnable onChange(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
