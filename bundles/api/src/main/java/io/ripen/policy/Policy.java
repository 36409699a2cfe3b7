package io.ripen.policy;

import io.ripen.team.Team;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether messages may go now. All policies are asked at the one gate, in the transaction that claims the send, for
 * every path; a bundle that registers one takes effect at once.
 *
 * <p>Asked for a whole batch, so that a policy that needs data loads it in one statement. Thread rule: called by several
 * threads at once, each with its own transaction. What it fails at with an exception is held, and what it
 * wrote is undone: it is asked again about parts of the batch, so one bad send holds up no other. Nothing is sent past a policy
 * that failed.
 */
@ConsumerType
public interface Policy {

    /**
     * Decides each send.
     *
     * @return as many decisions as sends, in the same order
     */
    List<Decision> decide(List<Send> sends, UnitOfWork work);

    /**
     * Whether an {@link Decision.Allow} of this policy takes something that others cannot have then, such as a lead's place
     * of the day. Such a policy is asked last, only about what everybody before it allowed, in order of priority; and when
     * one that is asked after it does not allow, what was taken is given back by {@link #release}.
     */
    default boolean reserves() {
        return false;
    }

    /** Gives back what was taken for these sends in the same transaction, and was not needed. */
    default void release(List<Send> sends, UnitOfWork work) {}

    /**
     * Told of sends whose provider refused them for good, so that nobody was written to, such as for another channel to have
     * their place. Called in the transaction that records the refusal, and only where {@link #reserves} is true; the
     * sends name no sequence and no step.
     */
    default void refused(List<Send> sends, UnitOfWork work) {}

    /**
     * What is wrong with the settings of a team that this policy reads, each in a sentence that names the setting and the
     * cure; asked before they are saved.
     */
    default List<String> problems(Team team) {
        return List.of();
    }
}
