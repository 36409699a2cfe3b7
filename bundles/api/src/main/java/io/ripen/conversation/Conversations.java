package io.ripen.conversation;

import io.ripen.access.Actor;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.sequence.EnrollmentId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Conversations with leads. An OSGi service; thread-safe; each call is a transaction. */
@ProviderType
public interface Conversations {
    /** How many characters the key of a request may have; visible ASCII only. */
    int LONGEST_KEY = 200;

    /**
     * One page.
     *
     * @param next for the next call's {@code after}; null when this is the last page
     */
    record Page(List<ConversationEntry> entries, @Nullable String next) {}

    /**
     * Every message with a contact, in and out, in order of time; empty when there is no such contact for who asks.
     *
     * @param after where the page before ended, or null for the beginning
     * @param limit 1 to 1,000
     * @throws IllegalArgumentException when {@code after} is no place in a conversation
     */
    Optional<Page> of(Actor by, ContactId contact, @Nullable String after, int limit);

    /** What became of a message by hand. */
    sealed interface Result {
        /**
         * It is kept; its state says whether it goes out now, is held by a policy until later, or was denied.
         *
         * @param repeated true when the same request came before, so that nothing was done now
         * @param stopped the runs that were stopped, since a person has taken over
         */
        record Taken(MessageId message, boolean repeated, List<EnrollmentId> stopped) implements Result {}

        /** The key was used before, for another message. Nothing was done. */
        record KeyUsed(MessageId message) implements Result {}

        /** There is no such contact for who asks. */
        record NoContact() implements Result {}
    }

    /**
     * Sends what a person wrote, through the same gate as everything else, and stops the lead's sequences, unless a policy
     * denies it. The message is on its way, held or denied when this returns; its delivery goes on by itself, also after a
     * crash.
     *
     * @param by who wrote it; an agent of the contact's team
     * @param key the sender's own key of this request: the same one twice sends once; null for none
     * @throws io.ripen.access.RefusedException when who asks may only read the team
     * @throws InvalidHandwrittenException when it cannot be sent as it is
     */
    Result send(Actor by, ContactId contact, Handwritten draft, @Nullable String key);
}
