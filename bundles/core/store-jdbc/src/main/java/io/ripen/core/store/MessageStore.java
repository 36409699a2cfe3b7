package io.ripen.core.store;

import io.ripen.delivery.DeliveryReports;
import io.ripen.delivery.Messages;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages to leads, the truth about what was sent. A message never goes back: each write names the states that it may
 * come from. Thread-safe; the {@link UnitOfWork} belongs to its thread.
 */
public final class MessageStore {

    MessageStore() {}

    /**
     * Keeps new messages. One whose (enrollment, step, occurrence) exists already is left out; see {@link #findByStep}.
     *
     * @return ids of those that were kept
     */
    public Set<Long> insert(UnitOfWork work, List<NewMessage> messages) {
        throw new UnsupportedOperationException();
    }

    /** The messages of these steps; those that have none are left out. */
    public Map<StepKey, MessageRow> findByStep(UnitOfWork work, Collection<StepKey> steps) {
        throw new UnsupportedOperationException();
    }

    /** Locks these messages in order of id; waits for other transactions. */
    public List<MessageRow> lockByIds(UnitOfWork work, Collection<Long> ids) {
        throw new UnsupportedOperationException();
    }

    /**
     * PLANNED becomes SENDING with one more attempt. Commit before any byte leaves.
     *
     * @param at business time
     * @param machineAt machine time
     * @return ids of those that were PLANNED
     */
    public Set<Long> beginAttempt(UnitOfWork work, Collection<Long> ids, Instant at, Instant machineAt) {
        throw new UnsupportedOperationException();
    }

    /**
     * UNKNOWN becomes SENDING with one more attempt. Only for a channel that said that repeating under the same provider id
     * is harmless.
     *
     * @return ids of those that were UNKNOWN
     */
    public Set<Long> repeatAttempt(UnitOfWork work, Collection<Long> ids, Instant at, Instant machineAt) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes outcomes, guarded as {@link Settlement} says.
     *
     * @return ids of those that were changed; another one was settled before, by a callback or a later attempt
     */
    public Set<Long> settle(UnitOfWork work, List<Settlement> settlements) {
        throw new UnsupportedOperationException();
    }

    /**
     * Records what a provider's callback says. ACCEPTED settles PLANNED, SENDING and UNKNOWN; DELIVERED and UNDELIVERED also
     * follow on ACCEPTED, and DELIVERED is never taken back.
     *
     * @param at business time
     * @return the message after the change; empty when it changed nothing (unknown id, or already there or beyond)
     */
    public Optional<MessageRow> report(
            UnitOfWork work,
            long id,
            DeliveryReports.Status status,
            String providerId,
            @Nullable String code,
            Instant at) {
        throw new UnsupportedOperationException();
    }

    /** Locks up to {@code limit} UNKNOWN messages, lowest id first; those that another transaction has are skipped. */
    public List<MessageRow> lockUnknown(UnitOfWork work, int limit) {
        throw new UnsupportedOperationException();
    }

    /**
     * Provider ids that messages to this address already have, so that reconciling does not take another message's for ours.
     *
     * @param address as it stands in the messages
     * @param since business time of the sending
     */
    public Set<String> providerIdsTo(UnitOfWork work, String address, Instant since) {
        throw new UnsupportedOperationException();
    }

    /** Outcomes of the touches of these runs, in order of id. */
    public List<StepOutcome> outcomes(UnitOfWork work, Collection<Long> enrollments) {
        throw new UnsupportedOperationException();
    }

    /** How many messages are UNKNOWN. Cheap. */
    public long countUnknown(UnitOfWork work) {
        throw new UnsupportedOperationException();
    }

    /** The message with the provider's id, if any. */
    public Optional<MessageRow> findByProviderId(UnitOfWork work, String providerId) {
        throw new UnsupportedOperationException();
    }

    public Optional<MessageRow> find(UnitOfWork work, long id) {
        throw new UnsupportedOperationException();
    }

    public List<MessageRow> findAll(UnitOfWork work, Collection<Long> ids) {
        throw new UnsupportedOperationException();
    }

    /** One page, in order of id. */
    public List<MessageRow> list(UnitOfWork work, Messages.Query query) {
        throw new UnsupportedOperationException();
    }
}
