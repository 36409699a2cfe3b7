package io.ripen.policy;

import io.ripen.channel.AddressKind;
import io.ripen.delivery.MessageId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Addresses and numbers that must not be written to. Kept by normalised address and not by contact, so that a duplicate or
 * re-imported contact stays opted out. An OSGi service; thread-safe.
 */
@ProviderType
public interface Suppressions {

    /**
     * One suppressed address.
     *
     * @param address E.164 or lower-case e-mail address
     * @param reason what led to it, in words, such as the text that the lead sent
     * @param notice the one message that may go all the same, if its path is {@link SendPath#NOTICE}: the confirmation
     * @param until when it ends by itself; null when only somebody takes it back
     */
    record Suppression(
            AddressKind kind,
            String address,
            String reason,
            Instant since,
            @Nullable MessageId notice,
            @Nullable Instant until) {
        public Suppression(AddressKind kind, String address, String reason, Instant since) {
            this(kind, address, reason, since, null, null);
        }

        /** Whether it still holds. */
        public boolean holds(Instant now) {
            return until == null || until.isAfter(now);
        }

        /** Whether it holds until somebody takes it back, as an opt-out does. */
        public boolean lasts() {
            return until == null;
        }
    }

    /** Which of these are suppressed now, by address; one statement. */
    Map<String, Suppression> among(UnitOfWork work, AddressKind kind, Collection<String> addresses);

    Optional<Suppression> find(AddressKind kind, String address);

    /**
     * Suppresses an address in the caller's transaction until somebody takes it back; true when it was not before, or was
     * only until a day.
     */
    boolean add(UnitOfWork work, AddressKind kind, String address, String reason);

    /**
     * Suppresses an address until a moment; then messages may go to it again. Of two ends the later one counts, and what has no
     * end keeps none. A list that knows no ends suppresses without one.
     *
     * @param until business time
     * @return whether the address is suppressed for longer than before
     */
    default boolean addUntil(UnitOfWork work, AddressKind kind, String address, String reason, Instant until) {
        return add(work, kind, address, reason);
    }

    /**
     * Lets one notice pass to a suppressed address: the confirmation of the opt-out, or an answer to HELP. One that was let
     * pass before and has not gone yet does not any more. Nothing happens when the address is not suppressed.
     */
    default void letPass(UnitOfWork work, AddressKind kind, String address, MessageId notice) {
        throw new UnsupportedOperationException("This list lets nothing pass.");
    }

    /** Takes a suppression back; true when there was one. */
    boolean remove(UnitOfWork work, AddressKind kind, String address, String reason);
}
