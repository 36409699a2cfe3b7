package io.ripen.delivery;

import io.ripen.crm.ContactId;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told when messages did not go out or did not arrive, whether the provider said so at once, in a report, or by a mail that
 * came back. A new one is one class that is registered as a service. Called in the transaction that records it, once for each
 * batch and each message once for each thing that happened to it.
 *
 * <p>Must not lock contacts or runs there, nor call the outside world: put that into {@link UnitOfWork#afterCommit}. An
 * exception rolls the batch back. Thread-safe.
 */
@ConsumerType
public interface FailureReaction {

    /** What happened. */
    enum Kind {
        /** The provider refused it for good. */
        REFUSED,
        /** The provider had taken it and could not deliver it. */
        UNDELIVERED,
        /** The number or address told the provider to stop. */
        OPTED_OUT,
        /** Nothing went out this time; it is tried again and asked about again. */
        NOT_SENT
    }

    /**
     * One message.
     *
     * @param sequence null when it belongs to none
     * @param code the provider's code or the empty string
     */
    record Failure(
            MessageId message,
            TeamId team,
            ContactId contact,
            @Nullable SequenceId sequence,
            String channel,
            Kind kind,
            String code) {}

    void failed(UnitOfWork work, List<Failure> failures);
}
