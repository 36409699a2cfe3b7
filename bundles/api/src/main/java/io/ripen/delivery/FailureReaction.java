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
 * came back. A new one is one class that is registered as a service.
 *
 * <p>Called after the commit of what happened, in a transaction of its own, with several messages at a time. What it writes there
 * counts once for each thing that happened to a message. An exception undoes what it did, and it is told again, as an
 * {@link io.ripen.event.EventListener} is: after growing pauses, each message by itself, and after eight attempts into quarantine. It
 * is known by the name of its class from the first time that it is installed, and is told what happened while it was away.
 *
 * <p>Must not call the outside world: put that into {@link UnitOfWork#afterCommit}. Its transaction takes one of the few connections
 * to the database, so it must be short; at most two of these are called at the same time on a node. Thread-safe.
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
