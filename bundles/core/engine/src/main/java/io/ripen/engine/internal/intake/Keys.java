package io.ripen.engine.internal.intake;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.EventRow;
import io.ripen.core.store.Stores;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.DateEvents;
import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.engine.internal.enroll.Beginnings;
import io.ripen.engine.internal.enroll.RunKey;
import io.ripen.event.Event;
import io.ripen.sequence.SequenceId;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which of several runs of one lead an event is about, and whether it is older than what is known of that run: events of a
 * calendar come in the wrong order, and what happened later counts.
 */
final class Keys {
    /** So many of a contact's newest events of a type are looked at. */
    private static final int MOST = 200;

    private final Stores stores;
    private final DeployedSequences sequences;

    Keys(Stores stores, DeployedSequences sequences) {
        this.stores = stores;
        this.sequences = sequences;
    }

    boolean isAbout(EnrollmentRow run, Happening happening) {
        return run.key().isEmpty()
                || RunKey.isAbout(
                        run,
                        name(run),
                        happening.event().type(),
                        happening.event().data());
    }

    /** The name in {@code key=}; of a sequence that is out of service, that of the run's own revision. */
    private String name(EnrollmentRow run) {
        SequenceId id = new SequenceId(run.sequence());
        Optional<CompiledSequence> current = sequences.current(id);
        return (current.isPresent() ? current : sequences.revision(id, run.revision()))
                .map(CompiledSequence::key)
                .orElse("");
    }

    /** @param runs that the events of the batch may end */
    Outdated outdated(UnitOfWork work, List<EnrollmentRow> runs) {
        return new Outdated(work, runs);
    }

    /** Whether an event that would end a run happened before what began the run, or began it anew. */
    final class Outdated {
        private final UnitOfWork work;
        private final List<EnrollmentRow> runs;
        private @Nullable Map<Long, List<EventRow>> begins;

        private Outdated(UnitOfWork work, List<EnrollmentRow> runs) {
            this.work = work;
            this.runs = runs;
        }

        /** Only an event that names the run's key can be. */
        boolean is(EnrollmentRow run, Event event) {
            if (run.key().isEmpty()) {
                return false;
            }
            String name = name(run);
            if (name.isEmpty() || !run.key().equals(RunKey.named(name, event.data()))) {
                return false;
            }
            List<String> types = begins(run);
            return loaded().getOrDefault(run.contact(), List.of()).stream()
                    .anyMatch(row -> types.contains(row.type())
                            && row.at().isAfter(event.at())
                            && run.key().equals(RunKey.named(name, row.data())));
        }

        private List<String> begins(EnrollmentRow run) {
            return sequences
                    .current(new SequenceId(run.sequence()))
                    .map(CompiledSequence::on)
                    .filter(on -> !on.isEmpty())
                    .map(on -> DateEvents.with(List.of(on)))
                    .orElse(List.of());
        }

        private Map<Long, List<EventRow>> loaded() {
            if (begins == null) {
                Set<Long> contacts = new TreeSet<>();
                Set<String> types = new TreeSet<>();
                runs.stream().filter(run -> !run.key().isEmpty()).forEach(run -> {
                    contacts.add(run.contact());
                    types.addAll(begins(run));
                });
                begins = byContact(work, contacts, types);
            }
            return begins;
        }
    }

    /**
     * Those that are not to begin, since an event that ends such a run happened later and came in before: the appointment is
     * cancelled already.
     *
     * @return their places, the last one first
     */
    List<Integer> over(UnitOfWork work, List<Beginnings.Candidate> candidates, List<Happening> causes) {
        Set<Long> contacts = new TreeSet<>();
        Set<String> types = new TreeSet<>();
        for (int i = 0; i < candidates.size(); i++) {
            if (isNamed(candidates.get(i), causes.get(i))) {
                contacts.add(candidates.get(i).contact().id().value());
                types.addAll(ends(candidates.get(i)));
            }
        }
        List<Integer> over = new ArrayList<>();
        if (contacts.isEmpty() || types.isEmpty()) {
            return over;
        }
        Map<Long, List<EventRow>> ended = byContact(work, contacts, types);
        for (int i = candidates.size() - 1; i >= 0; i--) {
            Beginnings.Candidate each = candidates.get(i);
            Event cause = causes.get(i).event();
            Set<String> ends = ends(each);
            if (isNamed(each, causes.get(i))
                    && ended.getOrDefault(each.contact().id().value(), List.of()).stream()
                            .anyMatch(row -> ends.contains(row.type())
                                    && row.at().isAfter(cause.at())
                                    && each.key()
                                            .equals(RunKey.named(each.sequence().key(), row.data())))) {
                over.add(i);
            }
        }
        return over;
    }

    private static boolean isNamed(Beginnings.Candidate each, Happening cause) {
        return !each.key().isEmpty()
                && RunKey.named(each.sequence().key(), cause.event().data()) != null;
    }

    /** What a person does names no key, so it is not looked for. */
    private static Set<String> ends(Beginnings.Candidate each) {
        Set<String> ends = new HashSet<>(each.sequence().exitOn());
        ends.addAll(each.sequence().goal());
        ends.removeAll(RunKey.OF_THE_PERSON);
        return ends;
    }

    private Map<Long, List<EventRow>> byContact(UnitOfWork work, Set<Long> contacts, Set<String> types) {
        Map<Long, List<EventRow>> found = new HashMap<>();
        for (EventRow row : stores.events().newest(work, contacts, types, MOST)) {
            found.computeIfAbsent(row.contact(), c -> new ArrayList<>()).add(row);
        }
        return found;
    }
}
