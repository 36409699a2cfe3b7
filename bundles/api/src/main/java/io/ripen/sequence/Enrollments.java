package io.ripen.sequence;

import io.ripen.access.Actor;
import io.ripen.crm.ContactId;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Enroll, stop, retry and look. An OSGi service; thread-safe; each call without a {@link UnitOfWork} is a transaction. */
@ProviderType
public interface Enrollments {

    /** What came of an attempt to enroll. */
    sealed interface Result {
        /** A new enrollment began. */
        record Enrolled(EnrollmentId id) implements Result {}

        /** The contact is in this sequence already (same key), or its re-entry rule forbids another run. */
        record AlreadyEnrolled(EnrollmentId existing, String reason) implements Result {}

        /** Not possible, with a sentence that says why and what to do. */
        record Refused(String reason) implements Result {}
    }

    /**
     * Enrolls by hand. A sequence that is not deployed or not enabled for the contact's team refuses, and so does a contact that
     * is not there for who asks.
     *
     * @param by an agent of the contact's team
     * @throws io.ripen.access.RefusedException when who asks may only read the team
     */
    Result enroll(Actor by, SequenceId sequence, ContactId contact, String key, Map<String, Object> variables);

    /**
     * Stops a run at once, also in mid-wait.
     *
     * @param by an agent of the run's team
     * @param reason why, in words; null for "by NAME"
     * @return false when it was over already or is not there for who asks
     * @throws io.ripen.access.RefusedException when who asks may only read the team
     */
    boolean stop(Actor by, EnrollmentId id, @Nullable String reason);

    /** Stops all runs of a contact, or those in one sequence. Part of the caller's transaction. */
    List<EnrollmentId> stopAll(UnitOfWork work, ContactId contact, @Nullable SequenceId only, String reason);

    /**
     * Lets an errored run go on from the step it stands at.
     *
     * @param by an agent of the run's team
     * @return false when it is not errored or not there for who asks
     * @throws io.ripen.access.RefusedException when who asks may only read the team
     */
    boolean retry(Actor by, EnrollmentId id);

    Optional<Enrollment> find(Actor by, EnrollmentId id);

    /**
     * Which enrollments to list; null means any.
     *
     * @param after only ids greater than this one (paging); 0 for the first page
     * @param limit 1 to 1,000
     */
    record Query(
            @Nullable TeamId team,
            @Nullable SequenceId sequence,
            @Nullable EnrollmentState state,
            @Nullable ContactId contact,
            long after,
            int limit) {}

    /** Those of the teams that who asks may read, in order of id. */
    List<Enrollment> list(Actor by, Query query);
}
