package io.ripen.engine.internal.intake;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.engine.internal.enroll.Beginnings;
import io.ripen.engine.internal.enroll.Endings;
import io.ripen.engine.internal.enroll.Journal;
import io.ripen.engine.internal.enroll.RunKey;
import io.ripen.engine.internal.enroll.Zones;
import io.ripen.engine.internal.report.VariantCounts;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.EventWords;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.Enrollments.Result;
import io.ripen.sequence.SequenceId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What events lead to: first runs stop, then runs begin, so an event may restart the sequence that it stops. */
final class Reactions {
    private static final Logger LOG = LoggerFactory.getLogger(Reactions.class);

    private final DeployedSequences sequences;
    private final Stores stores;
    private final Keys keys;
    private final Zones zones;
    private final Beginnings beginnings;
    private final Endings endings;
    private final Absences absences;

    Reactions(Stores stores, DeployedSequences sequences, Zones zones) {
        this.zones = zones;
        this.stores = stores;
        this.sequences = sequences;
        this.keys = new Keys(stores, sequences);
        this.beginnings = new Beginnings(stores, sequences, zones);
        this.endings = new Endings(stores);
        this.absences = new Absences(stores, zones);
    }

    /**
     * True when a run began or goes on, so that something is due now.
     *
     * @param quiet whether no run begins
     */
    boolean to(UnitOfWork work, List<Happening> happenings, Instant now, Journal journal, boolean quiet) {
        boolean due = stopOrGoOn(work, happenings, journal);
        absences.heed(work, happenings, now, journal);
        return quiet ? due : begin(work, happenings, now, journal) | due;
    }

    private boolean stopOrGoOn(UnitOfWork work, List<Happening> happenings, Journal journal) {
        Set<Long> concerned = new TreeSet<>();
        Set<String> sequencesConcerned = new TreeSet<>();
        Set<String> types = new TreeSet<>();
        List<Set<SequenceId>> exits = new ArrayList<>(happenings.size());
        for (Happening each : happenings) {
            Set<SequenceId> exited = new HashSet<>();
            each.types().forEach(type -> exited.addAll(sequences.exitedBy(type)));
            exits.add(exited);
            exited.forEach(id -> sequencesConcerned.add(id.value()));
            types.addAll(each.types());
            each.contacts().forEach(contact -> concerned.add(contact.id().value()));
        }
        List<EnrollmentRow> active = stores.enrollments().lockConcerned(work, concerned, sequencesConcerned, types);
        if (active.isEmpty()) {
            return false;
        }
        // Perhaps it has waited for the locks: what is done now comes after what was done under them.
        Instant now = stores.clock().instant();
        Set<Long> over = new HashSet<>();
        Arrivals arrivals = new Arrivals(sequences, now, journal);
        Keys.Outdated outdated = keys.outdated(work, active);
        for (int i = 0; i < happenings.size(); i++) {
            Happening each = happenings.get(i);
            List<EnrollmentRow> ended = new ArrayList<>();
            List<EnrollmentRow> reached = new ArrayList<>();
            for (EnrollmentRow run : active) {
                Contact contact = whom(each, run);
                if (contact == null || over.contains(run.id()) || !keys.isAbout(run, each)) {
                    continue;
                }
                if (exits.get(i).contains(new SequenceId(run.sequence()))) {
                    if (outdated.is(run, each.event())) {
                        continue;
                    }
                    (isGoal(each, run) ? reached : ended).add(run);
                } else {
                    arrivals.take(run, each, contact);
                }
            }
            Set<Long> stopped = new TreeSet<>(endings.stop(work, ended, EventWords.of(each.event()), now, journal));
            stopped.addAll(endings.complete(work, reached, goal(each.event()), now, journal));
            VariantCounts.count(journal, ended, stopped, word(each));
            VariantCounts.count(journal, reached, stopped, VariantCounts.GOAL);
            over.addAll(stopped);
            stopped.stream().map(EnrollmentId::new).forEach(each.stopped()::add);
        }
        return arrivals.write(stores, work);
    }

    private boolean isGoal(Happening each, EnrollmentRow run) {
        SequenceId sequence = new SequenceId(run.sequence());
        return each.types().stream()
                .anyMatch(type -> sequences.completedBy(type).contains(sequence));
    }

    /** What an end by this event means to an A/B test; the empty string for nothing. */
    private static String word(Happening each) {
        if (each.types().contains(EventTypes.REPLY)) {
            return VariantCounts.REPLIED;
        }
        return each.types().contains(EventTypes.OPT_OUT) ? VariantCounts.OPTED_OUT : "";
    }

    private static @Nullable Contact whom(Happening each, EnrollmentRow run) {
        for (Contact contact : each.contacts()) {
            if (contact.id().value() == run.contact()) {
                return contact;
            }
        }
        return null;
    }

    private static String goal(Event event) {
        return "The goal was reached. " + EventWords.of(event);
    }

    private boolean begin(UnitOfWork work, List<Happening> happenings, Instant now, Journal journal) {
        List<Beginnings.Candidate> candidates = new ArrayList<>();
        List<Happening> causes = new ArrayList<>();
        Counting counting = new Counting(stores, work, zones.within(work));
        for (Happening each : happenings) {
            for (Contact contact : each.contacts()) {
                Set<SequenceId> asked = new HashSet<>();
                for (String type : each.types()) {
                    for (CompiledSequence sequence : sequences.triggeredBy(type, each.event(), contact)) {
                        if (asked.add(sequence.id())
                                && sequences.enabledFor(sequence.id(), contact.team())
                                && matches(sequence, each.event(), contact)) {
                            counting.ask(candidates.size(), sequence.condition(), each.event(), contact);
                            candidates.add(candidate(sequence, each.event(), contact));
                            causes.add(each);
                        }
                    }
                }
            }
        }
        for (int tooFew : counting.tooFew()) {
            candidates.remove(tooFew);
            causes.remove(tooFew);
        }
        for (int over : keys.over(work, candidates, causes)) {
            candidates.remove(over);
            causes.remove(over);
        }
        boolean began = false;
        List<Result> results = beginnings.begin(work, candidates, now, journal);
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof Result.Enrolled enrolled) {
                causes.get(i).enrolled().add(enrolled.id());
                began = true;
            } else if (Beginnings.isEndless(results.get(i)) && results.get(i) instanceof Result.Refused refused) {
                Beginnings.Candidate each = candidates.get(i);
                LOG.warn("Contact {}: {}", each.contact().id(), refused.reason());
                journal.line(
                        each.contact().team().value(),
                        each.contact().id().value(),
                        0,
                        "note",
                        each.sequence().id().value(),
                        "Did not enter the sequence: " + refused.reason());
            }
        }
        return began;
    }

    private static Beginnings.Candidate candidate(CompiledSequence sequence, Event event, Contact contact) {
        return new Beginnings.Candidate(
                sequence,
                contact,
                RunKey.of(sequence.key(), event, contact),
                Happening.answering(Map.of(), event),
                EventWords.clause(event.type(), event.data()),
                event.id(),
                event.source() == EventSource.SEQUENCE);
    }

    /** A filter that fails enrolls nobody and loses no event. */
    private static boolean matches(CompiledSequence sequence, Event event, Contact contact) {
        try {
            return sequence.condition().matches(event, contact);
        } catch (RuntimeException | LinkageError failed) {
            LOG.error(
                    "The trigger of sequence '{}' failed for event {} of contact {}; the event is kept, the contact"
                            + " was not enrolled. Enroll it by hand when the trigger is mended.",
                    sequence.id(),
                    event.id(),
                    contact.id(),
                    failed);
            return false;
        }
    }
}
