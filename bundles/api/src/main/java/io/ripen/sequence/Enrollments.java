package io.ripen.sequence;

import io.ripen.crm.ContactId;
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

    /** Enrolls by hand. A sequence that is not deployed or not enabled for the contact's team refuses. */
    Result enroll(SequenceId sequence, ContactId contact, String key, Map<String, Object> variables);

    /**
     * Stops a run at once, also in mid-wait.
     *
     * @param reason who or what stopped it, in words
     * @return false when it was over already or does not exist
     */
    boolean stop(EnrollmentId id, String reason);

    /** Stops all runs of a contact, or those in one sequence. Part of the caller's transaction. */
    List<EnrollmentId> stopAll(UnitOfWork work, ContactId contact, @Nullable SequenceId only, String reason);

    /** Lets an errored run go on from the step it stands at. */
    boolean retry(EnrollmentId id);

    Optional<Enrollment> find(EnrollmentId id);

    /**
     * Which enrollments to list; null means any.
     *
     * @param after only ids greater than this one (paging); 0 for the first page
     * @param limit 1 to 1,000
     */
    record Query(
            @Nullable SequenceId sequence,
            @Nullable EnrollmentState state,
            @Nullable ContactId contact,
            long after,
            int limit) {}

    /** In order of id. */
    List<Enrollment> list(Query query);
}
