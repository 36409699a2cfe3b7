package io.ripen.task;

import io.ripen.access.Actor;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Tasks of people. An OSGi service; thread-safe; each call without a {@link UnitOfWork} is a transaction. */
@ProviderType
public interface Tasks {

    /**
     * What a task belongs to. Run, sequence and step that are left out are taken from the message, the owner from the contact.
     *
     * @param message the touch that it is; a second task for the same touch is not made
     */
    record Origin(
            TeamId team,
            ContactId contact,
            @Nullable String owner,
            @Nullable EnrollmentId enrollment,
            @Nullable SequenceId sequence,
            @Nullable StepId step,
            @Nullable MessageId message) {}

    /** Creates a task; for a touch that has one already, answers that one. */
    TaskId create(UnitOfWork work, Origin origin, TaskDraft draft);

    /**
     * Records what came of it: the task is done, and an event {@code call.completed} (for a call) or {@code task.completed}
     * goes to the intake in the same transaction, so that a sequence that waits for it goes on. A call that reached the lead
     * is a {@code reply} as well. A task whose time ran out may still be completed: its outcome is recorded and moves nothing.
     *
     * @param by who reports it; an agent of the task's team
     * @param outcome 1 to 50 of a-z, 0-9 and '-'
     * @return the task as it is then; empty when there is none with this id for who asks
     * @throws io.ripen.access.RefusedException when who asks may only read the team
     * @throws IllegalStateException when it is done or cancelled, with a sentence that says what came of it
     * @throws IllegalArgumentException when the outcome is not valid, with the cure
     */
    Optional<Task> complete(Actor by, TaskId id, String outcome, @Nullable String note);

    Optional<Task> find(Actor by, TaskId id);

    Optional<Task> ofMessage(Actor by, MessageId message);

    /** Which to list; null means any. {@code after}: only ids greater (paging); {@code limit}: 1 to 1,000. */
    record Query(
            @Nullable TeamId team,
            @Nullable ContactId contact,
            @Nullable String owner,
            Task.@Nullable State state,
            long after,
            int limit) {}

    /** Those of the teams that who asks may read, in order of id. */
    List<Task> list(Actor by, Query query);
}
