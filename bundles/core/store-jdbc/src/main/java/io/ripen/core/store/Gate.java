package io.ripen.core.store;

import io.ripen.delivery.MessageState;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The one way out, as the core bundles that send see it: the engine today, campaigns tomorrow. Delivery implements it and
 * registers it as an OSGi service; it owns the states of messages and is the only one to write them.
 *
 * <p>A touch goes through it in three strides, so that what is in the database is always at least what happened outside:
 *
 * <ol>
 *   <li>{@link #admit} in the transaction that holds the locks of enrollment and contact: renders, asks the policies and
 *       writes the row as {@code SENDING};
 *   <li>{@link #send} after that transaction is committed: the only place where bytes leave;
 *   <li>{@link #settle} in the transaction that moves the lead on.
 * </ol>
 *
 * <p>Thread-safe. A {@link UnitOfWork} belongs to the thread that opened it.
 */
public interface Gate {

    /**
     * Renders, inserts, asks the policies once for the whole batch, and marks as sending what may go.
     *
     * <p>A step whose message exists already is never planned twice: what became of that message decides.
     *
     * @return one answer for each request, in the same order
     */
    List<GateAnswer> admit(UnitOfWork work, List<TouchRequest> requests);

    /**
     * Hands a message to its channel, on the calling thread, outside of any transaction. Call it only after the
     * transaction that admitted the message is committed.
     *
     * @param mayBegin asked by the channel right before the first byte leaves
     * @return what is known now; never throws: a channel that throws leaves the outcome unknown
     */
    Finding.Answered send(Admitted message, BooleanSupplier mayBegin);

    /**
     * Asks the channel what became of an attempt whose outcome is unknown. Outside of any transaction; may block for the
     * time of one request; never throws.
     */
    Finding.Asked reconcile(Admitted message);

    /**
     * Writes what was found out. A row that is settled already, by a provider's callback that came first, is left as it
     * is.
     *
     * @return the state that each message is in after it, in the order of {@code found}
     */
    List<Settled> settle(UnitOfWork work, List<Found> found);

    /**
     * The last attempts of those of these messages that are on their way or in doubt, to be asked about with {@link
     * #reconcile}. One whose contact is gone is left out: nobody could say any more whom to ask about.
     */
    List<Admitted> inDoubt(UnitOfWork work, Collection<Long> messages);

    /** The types of the channels that are installed now. */
    Set<String> channels();

    /** How many messages of this channel may be on their way at once; 1 when it is not installed. */
    int concurrency(String channel);

    /**
     * What is known of a message after {@link #send} or {@link #reconcile}.
     *
     * @param retryAt business time before which it must not be tried again; only of use when nothing went out
     */
    record Found(Admitted message, Finding finding, Instant retryAt) {}

    /**
     * A message after {@link #settle}.
     *
     * @param state the state that it is in now
     * @param changed false when somebody else had settled it before
     * @param reason a sentence with the facts, or the empty string
     */
    record Settled(Admitted message, MessageState state, boolean changed, String reason) {}
}
