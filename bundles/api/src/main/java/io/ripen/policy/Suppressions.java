package io.ripen.policy;

import io.ripen.access.Actor;
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
     * Whether messages to an address stop, as who asks may know: an admin of every address, others of those that a contact of
     * their teams has.
     *
     * @param optedOut whether its owner said so, as far as is recorded
     */
    record Standing(Suppression suppression, boolean optedOut) {}

    /** Empty when it is not suppressed, or no contact of who asks has the address. */
    Optional<Standing> find(Actor by, AddressKind kind, String address);

    /** What became of {@link #lift}. */
    enum Lifted {
        LIFTED,
        /** It is not suppressed, or no contact of who asks has the address. */
        NOT_SUPPRESSED,
        /** Its owner opted out and has not agreed again; nothing was changed. */
        OPTED_OUT
    }

    /**
     * Lets messages go to an address again, in a transaction of its own. What was denied meanwhile does not go out any more.
     *
     * @param by an admin, or a manager of a team that has a contact with this address
     * @param reason a sentence, kept in the timeline; the lead's words when they agreed
     * @param leadAgreed whether the lead has said since the opt-out that they want messages again; kept as consent
     * @throws io.ripen.access.RefusedException when who asks may read the contact and is no manager of its team
     */
    Lifted lift(Actor by, AddressKind kind, String address, String reason, boolean leadAgreed);

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
