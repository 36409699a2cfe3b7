package io.ripen.core.store;

import io.ripen.sequence.Enrollments;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The runs of leads through sequences. A waiting lead is one row here and nothing else. Thread-safe; the
 * {@link UnitOfWork} belongs to its thread.
 */
public final class EnrollmentStore {

    EnrollmentStore() {}

    /**
     * Begins runs. One that would be a second active run of the same contact, sequence and key is left out: the database's
     * unique key says so, also when two transactions try at once.
     *
     * @return ids of those that began
     */
    public Set<Long> insert(UnitOfWork work, List<NewEnrollment> enrollments) {
        throw new UnsupportedOperationException();
    }

    /**
     * Locks runs that are ACTIVE, due and owned by nobody, the longest due first; those that another transaction has locked
     * are skipped, not waited for. Cost goes with what is due, not with what waits.
     *
     * @param now business time
     * @param limit at most so many
     * @param excludeSequences sequences whose leads are left alone
     */
    public List<EnrollmentRow> lockDue(UnitOfWork work, Instant now, int limit, Collection<String> excludeSequences) {
        throw new UnsupportedOperationException();
    }

    /** Locks these runs whatever their state, in order of id; waits for other transactions. Missing ones are left out. */
    public List<EnrollmentRow> lockByIds(UnitOfWork work, Collection<Long> ids) {
        throw new UnsupportedOperationException();
    }

    /** Locks the runs of these contacts that are not finished (ACTIVE, PARKED, ERRORED), in order of id; waits. */
    public List<EnrollmentRow> lockActiveOfContact(UnitOfWork work, Collection<Long> contacts) {
        throw new UnsupportedOperationException();
    }

    /**
     * Moves runs on. Only those are moved that are still ACTIVE and still owned by {@code expectedOwner}: this is checked
     * in the statement that writes, so a run that was stopped, or taken by another node after our lease ran out, stays as
     * it is.
     *
     * @param expectedOwner node id, or 0 for runs that nobody owns
     * @return ids of those that were moved
     */
    public Set<Long> moveAll(UnitOfWork work, List<Move> moves, long expectedOwner) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes due runs away from a dead node so that others may claim them. Runs that another transaction holds are skipped.
     *
     * @param now business time
     * @return ids of the released runs
     */
    public Set<Long> releaseOwner(UnitOfWork work, long deadNode, Instant now) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes due runs away from every owner that has no row in {@code node} any more. Also heals the rare claim that a node
     * committed after it was declared dead. Runs that another transaction holds are skipped.
     *
     * @param now business time
     * @return ids of the released runs
     */
    public Set<Long> releaseOrphans(UnitOfWork work, Instant now) {
        throw new UnsupportedOperationException();
    }

    /**
     * Lets up to {@code limit} parked runs go on; each is due when it would have been. Call until it answers an empty list.
     *
     * @param parkedFor what is back, such as {@code channel:whatsapp}
     * @param now business time; due time of those that had none
     * @return the rows as they are now
     */
    public List<EnrollmentRow> unpark(UnitOfWork work, String parkedFor, Instant now, int limit) {
        throw new UnsupportedOperationException();
    }

    /**
     * Stops runs that are not finished, whoever works on them; the owner's own move then fails its guard.
     *
     * @param now business time
     * @return ids of those that were stopped now
     */
    public Set<Long> stop(UnitOfWork work, Collection<Long> ids, String reason, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** Lets an ERRORED run go on from where it stands; false when it is not ERRORED. */
    public boolean retry(UnitOfWork work, long id, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** Makes ACTIVE runs that nobody owns due at {@code now} if they are due later; such as when a callback settled their message. */
    public Set<Long> hurry(UnitOfWork work, Collection<Long> ids, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** When the next unowned run is due, in business time; empty when none waits. */
    public Optional<Instant> earliestDue(UnitOfWork work) {
        throw new UnsupportedOperationException();
    }

    public Optional<EnrollmentRow> find(UnitOfWork work, long id) {
        throw new UnsupportedOperationException();
    }

    /** Runs of these contacts in every state, by id; in one sequence, or in all when it is null. For re-entry rules. */
    public List<EnrollmentRow> ofContacts(UnitOfWork work, Collection<Long> contacts, @Nullable String sequence) {
        throw new UnsupportedOperationException();
    }

    /** One page, in order of id. */
    public List<EnrollmentRow> list(UnitOfWork work, Enrollments.Query query) {
        throw new UnsupportedOperationException();
    }
}
