package io.ripen.engine.internal.run;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.InvalidContactException;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.LeadOnRoute;
import io.ripen.engine.internal.enroll.Beginnings;
import io.ripen.engine.internal.enroll.Journal;
import io.ripen.engine.internal.report.VariantCounts;
import io.ripen.event.EventSource;
import io.ripen.event.InvalidEventException;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.task.TaskDraft;
import io.ripen.task.Tasks;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what segments want to do to our own data. What they do may stop runs, even such as are in the same batch: those
 * are left out of it, so a message that comes after a change that ends the run is not sent.
 */
final class Effecting {
    private final EngineParts parts;
    private final UnitOfWork work;
    private final Instant now;
    private final Journal journal;

    Effecting(EngineParts parts, UnitOfWork work, Instant now, Journal journal) {
        this.parts = parts;
        this.work = work;
        this.now = now;
        this.journal = journal;
    }

    /**
     * Applies the effects of {@code ran}.
     *
     * @param all every run that the batch has locked
     * @return those of {@code all} that are over now
     */
    Set<Long> apply(List<Job> ran, List<Long> all) {
        boolean any = false;
        for (Job job : ran) {
            LeadOnRoute lead = job.lead;
            if (lead != null && !(job.landing instanceof Landing.Failed) && !(job.landing instanceof Landing.Missing)) {
                lead.variants()
                        .forEach((split, variant) -> journal.count(
                                job.run.sequence(), split, VariantCounts.name(variant, VariantCounts.REACHED), 1));
                for (String note : lead.notes()) {
                    journal.line(job.run, "note", job.run.step(), 0, note);
                }
                if (!lead.changes().isEmpty()
                        || !lead.stops().isEmpty()
                        || !lead.enrolls().isEmpty()
                        || !lead.tasks().isEmpty()) {
                    any = true;
                    apply(job, lead);
                }
            }
        }
        if (!any) {
            return Set.of();
        }
        Set<Long> over = new HashSet<>(all);
        for (EnrollmentRow row : parts.stores().enrollments().lockByIds(work, all)) {
            if (row.state() == EnrollmentState.ACTIVE) {
                over.remove(row.id());
            }
        }
        return over;
    }

    private void apply(Job job, LeadOnRoute lead) {
        try {
            for (ContactChange change : lead.changes()) {
                Optional<Contact> after =
                        parts.projection().change(work, job.contact.id(), change, EventSource.SEQUENCE);
                if (after.isPresent()) {
                    job.contact = after.get();
                }
            }
        } catch (InvalidContactException | InvalidEventException | IllegalArgumentException refused) {
            throw new LeadFailedException(job.run.id(), refused);
        }
        for (LeadOnRoute.StopOthers stop : lead.stops()) {
            List<EnrollmentRow> others =
                    parts
                            .stores()
                            .enrollments()
                            .lockActiveOfContact(work, Set.of(job.contact.id().value()))
                            .stream()
                            .filter(run -> run.id() != job.run.id())
                            .filter(run -> stop.sequence() == null
                                    || run.sequence().equals(stop.sequence().value()))
                            .toList();
            parts.endings().stop(work, others, stop.reason(), now, journal);
        }
        enroll(job, lead);
        tasks(job, lead);
    }

    private void enroll(Job job, LeadOnRoute lead) {
        List<Beginnings.Candidate> candidates = new ArrayList<>();
        for (LeadOnRoute.Enroll enroll : lead.enrolls()) {
            Optional<CompiledSequence> sequence = parts.sequences().current(enroll.sequence());
            if (sequence.isEmpty() || !parts.sequences().enabledFor(enroll.sequence(), job.contact.team())) {
                journal.line(
                        job.run,
                        "note",
                        job.run.step(),
                        0,
                        "Did not enter sequence '" + enroll.sequence() + "': it is not "
                                + (sequence.isEmpty()
                                        ? "installed."
                                        : "enabled for team '" + job.contact.team() + "'."));
            } else {
                candidates.add(new Beginnings.Candidate(
                        sequence.get(),
                        job.contact,
                        enroll.key(),
                        Map.of(),
                        "by sequence " + job.run.sequence(),
                        null,
                        true));
            }
        }
        List<Enrollments.Result> results = parts.beginnings().begin(work, candidates, now, journal);
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof Enrollments.Result.AlreadyEnrolled already) {
                journal.line(
                        job.run,
                        "note",
                        job.run.step(),
                        0,
                        "Did not enter sequence '"
                                + candidates.get(i).sequence().id() + "': " + already.reason());
            } else if (Beginnings.isEndless(results.get(i))
                    && results.get(i) instanceof Enrollments.Result.Refused endless) {
                throw new LeadFailedException(job.run.id(), new EndlessException(endless.reason()));
            }
        }
    }

    private void tasks(Job job, LeadOnRoute lead) {
        if (lead.tasks().isEmpty()) {
            return;
        }
        Tasks tasks = parts.tasks().get();
        if (tasks == null) {
            throw new LeadFailedException(
                    job.run.id(),
                    new IllegalStateException("Nothing that is installed keeps tasks. Install ripen-conversation."));
        }
        for (TaskDraft draft : lead.tasks()) {
            tasks.create(
                    work,
                    new Tasks.Origin(
                            job.contact.team(),
                            job.contact.id(),
                            job.contact.owner(),
                            new EnrollmentId(job.run.id()),
                            new SequenceId(job.run.sequence()),
                            job.run.step() == null ? null : new StepId(job.run.step()),
                            null),
                    draft);
            journal.line(job.run, "task", job.run.step(), 0, "A task was made: " + draft.title());
        }
    }
}
