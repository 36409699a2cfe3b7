package io.ripen.core.store;

import io.ripen.delivery.MessageState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the gate says to a touch; the type says what the engine does next. */
public sealed interface GateAnswer {

    /** Its row is {@code SENDING}: send it once this transaction is committed. */
    record Go(Admitted message) implements GateAnswer {}

    /**
     * Not now; the lead stays at the step.
     *
     * @param until business time at which to ask again
     * @param policy type of the policy that holds it
     * @param fresh false when it was held before, until the same time and for the same reason
     */
    record Hold(long message, Instant until, @Nullable String policy, String reason, boolean fresh)
            implements GateAnswer {}

    /**
     * Not until a block is lifted; park the lead.
     *
     * @param block name of the block
     * @param policy type of the policy that says so
     */
    record Await(long message, String block, String policy, String reason) implements GateAnswer {}

    /**
     * Nothing is left to do for this step: a policy denied it or it could not be rendered ({@code DENIED}), or it was
     * settled earlier.
     *
     * @param policy type of the policy that denied it, or null
     * @param fresh true when it was settled by this very call
     */
    record Over(long message, MessageState state, @Nullable String policy, String reason, boolean fresh)
            implements GateAnswer {}

    /**
     * An attempt was made and nobody knows what became of it; the row is {@code UNKNOWN}. Reconcile it outside of the
     * transaction.
     *
     * @param fresh true when the doubt arose by this very call: the node that was sending it is gone
     */
    record Ask(Admitted message, String reason, boolean fresh) implements GateAnswer {}

    /** The channel is not installed; no row was written. Park the lead. */
    record Missing(String channel) implements GateAnswer {}
}
