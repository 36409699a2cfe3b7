package io.ripen.engine.internal.enroll;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.NewEnrollment;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.Enrollments.Result;
import io.ripen.sequence.SequenceId;
import io.ripen.time.CalendarSpan;
import io.ripen.time.CalendarTime;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Begins runs, many at once, by the rules of re-entry and of groups. Thread-safe. */
public final class Beginnings {

    /**
     * Somebody who is to begin a run.
     *
     * @param key what the run is keyed by; the empty string for the one and only
     * @param cause for the history, such as {@code Event contact.created}
     * @param sourceEvent id of the event, if one is the cause
     * @param bySequence whether a sequence is the cause, so that it may come about again and again without anybody's doing
     */
    public record Candidate(
            CompiledSequence sequence,
            Contact contact,
            String key,
            Map<String, Object> variables,
            String cause,
            @Nullable String sourceEvent,
            boolean bySequence) {}

    private static final String ENDLESS = "Sequences have enrolled the contact in '";
    private static final int MOST_BY_SEQUENCES = 30;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Stores stores;
    private final DeployedSequences sequences;
    private final Zones zones;

    /** @param zones by whose calendars the first steps are due */
    public Beginnings(Stores stores, DeployedSequences sequences, Zones zones) {
        this.stores = stores;
        this.sequences = sequences;
        this.zones = zones;
    }

    /** One result for each candidate, in order. The first of two for the same run counts. */
    public List<Result> begin(UnitOfWork work, List<Candidate> candidates, Instant now, Journal journal) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        Map<Long, List<EnrollmentRow>> earlier = earlier(work, candidates);
        long[] ids = stores.ids().next(work, IdKind.ENROLLMENT, candidates.size());
        Result[] results = new Result[candidates.size()];
        List<NewEnrollment> begun = new ArrayList<>();
        Zones.Within within = zones.within(work);
        for (int i = 0; i < results.length; i++) {
            Candidate each = candidates.get(i);
            Result forbidden = forbidden(each, earlier.getOrDefault(contact(each), List.of()), now, within);
            if (forbidden != null) {
                results[i] = forbidden;
            } else {
                begun.add(run(ids[i], each, now, within));
            }
        }
        Set<Long> inserted = begun.isEmpty() ? Set.of() : stores.enrollments().insert(work, begun);
        Map<Long, List<EnrollmentRow>> there =
                inserted.size() == begun.size() ? Map.of() : byContact(work, candidates, null);
        for (int i = 0; i < results.length; i++) {
            if (results[i] == null) {
                Candidate each = candidates.get(i);
                results[i] = inserted.contains(ids[i])
                        ? enrolled(ids[i], each, journal)
                        : already(each, there.getOrDefault(contact(each), List.of()));
            }
        }
        return List.of(results);
    }

    private static Result enrolled(long id, Candidate each, Journal journal) {
        String sequence = each.sequence().id().value();
        journal.line(
                each.contact().team().value(),
                contact(each),
                id,
                "enrolled",
                sequence,
                "The run began: " + each.cause() + ".");
        journal.count(sequence, null, "enrolled", 1);
        return new Result.Enrolled(new EnrollmentId(id));
    }

    private Result already(Candidate each, List<EnrollmentRow> runs) {
        String group = each.sequence().group();
        long existing = 0;
        for (EnrollmentRow run : runs) {
            if (run.state().isFinal()) {
                continue;
            }
            if (run.sequence().equals(each.sequence().id().value())) {
                existing = run.key().equals(each.key()) || !group.isEmpty() ? run.id() : existing;
            } else if (!group.isEmpty() && group.equals(groupOf(run))) {
                return inGroup(run, group);
            }
        }
        return existing == 0
                ? new Result.Refused(
                        "The contact was enrolled by somebody else at the same moment, and that run is over"
                                + " already. Enroll again if it is still wanted.")
                : new Result.AlreadyEnrolled(
                        new EnrollmentId(existing),
                        "The contact is in sequence '" + each.sequence().id() + "' already.");
    }

    private static NewEnrollment run(long id, Candidate each, Instant now, Zones.Within zones) {
        CalendarSpan after = each.sequence().after();
        Instant due =
                after.hasDays() ? CalendarTime.plus(now, after, zones.of(each.contact())) : now.plus(after.clock());
        return new NewEnrollment(
                id,
                each.contact().team().value(),
                each.sequence().id().value(),
                each.sequence().revision(),
                contact(each),
                each.key(),
                each.variables(),
                due,
                each.sourceEvent(),
                now,
                each.sequence().group().isEmpty() ? null : each.sequence().group());
    }

    /** Earlier runs, as far as a rule asks for them: the default rule needs nothing but the unique key. */
    private Map<Long, List<EnrollmentRow>> earlier(UnitOfWork work, List<Candidate> candidates) {
        List<Candidate> asking = candidates.stream()
                .filter(each -> each.bySequence()
                        || !each.sequence().group().isEmpty()
                        || Reentry.of(each.sequence()).asksForThePast())
                .toList();
        if (asking.isEmpty()) {
            return Map.of();
        }
        Set<SequenceId> one = asking.stream().map(each -> each.sequence().id()).collect(Collectors.toSet());
        boolean grouped =
                asking.stream().anyMatch(each -> !each.sequence().group().isEmpty());
        return byContact(
                work,
                asking,
                grouped || one.size() > 1 ? null : one.iterator().next().value());
    }

    private Map<Long, List<EnrollmentRow>> byContact(
            UnitOfWork work, List<Candidate> candidates, @Nullable String sequence) {
        Set<Long> contacts = new LinkedHashSet<>();
        candidates.forEach(each -> contacts.add(contact(each)));
        Map<Long, List<EnrollmentRow>> runs = new HashMap<>();
        for (EnrollmentRow run : stores.enrollments().ofContacts(work, contacts, sequence)) {
            runs.computeIfAbsent(run.contact(), c -> new ArrayList<>()).add(run);
        }
        return runs;
    }

    private @Nullable Result forbidden(Candidate each, List<EnrollmentRow> runs, Instant now, Zones.Within within) {
        String group = each.sequence().group();
        if (each.bySequence() && timesSince(each, runs, now.minus(WINDOW)) >= MOST_BY_SEQUENCES) {
            return new Result.Refused(ENDLESS + each.sequence().id() + "' " + MOST_BY_SEQUENCES
                    + " times within an hour: they enroll it in each other. Put a wait into the circle, or let the sequence"
                    + " be entered once only (reentry=once).");
        }
        Reentry reentry = Reentry.of(each.sequence());
        for (EnrollmentRow run : runs) {
            boolean same = run.sequence().equals(each.sequence().id().value());
            if (same && run.key().equals(each.key())) {
                String reason = reentry.forbids(run, now, () -> within.of(each.contact()));
                if (reason != null) {
                    return new Result.AlreadyEnrolled(new EnrollmentId(run.id()), reason);
                }
            }
            if (!same && !group.isEmpty() && !run.state().isFinal() && group.equals(groupOf(run))) {
                return inGroup(run, group);
            }
        }
        return null;
    }

    /** Whether a run was not begun since sequences enroll the contact in each other again and again. */
    public static boolean isEndless(Result result) {
        return result instanceof Result.Refused refused && refused.reason().startsWith(ENDLESS);
    }

    private static long timesSince(Candidate each, List<EnrollmentRow> runs, Instant since) {
        return runs.stream()
                .filter(run -> run.sequence().equals(each.sequence().id().value())
                        && run.enrolledAt().isAfter(since))
                .count();
    }

    private static Result inGroup(EnrollmentRow run, String group) {
        return new Result.AlreadyEnrolled(
                new EnrollmentId(run.id()),
                "The contact is in sequence '" + run.sequence() + "', and a lead may be in one sequence of group '"
                        + group + "' only.");
    }

    private String groupOf(EnrollmentRow run) {
        return sequences
                .current(new SequenceId(run.sequence()))
                .map(CompiledSequence::group)
                .orElse("");
    }

    private static long contact(Candidate each) {
        return each.contact().id().value();
    }
}
