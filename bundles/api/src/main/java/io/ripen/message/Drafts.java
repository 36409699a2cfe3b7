package io.ripen.message;

import io.ripen.access.Actor;
import io.ripen.crm.ContactId;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What a touch would say to a lead. An OSGi service; thread-safe. Nothing is stored and nothing counts. */
@ProviderType
public interface Drafts {

    /**
     * A message as the lead would have it, with the team's own wording, its opt-out line and footer; links are not tracked.
     *
     * @param channel such as {@code sms}
     * @param template file name of the template
     * @param subject null for what has none
     * @param html null when there is no HTML part
     * @param headers further headers of a mail
     * @param sms what it costs as SMS; null for another channel
     * @param hints what could be better about the template
     */
    record Preview(
            String channel,
            String template,
            @Nullable String subject,
            String text,
            @Nullable String html,
            Map<String, String> headers,
            @Nullable SmsText sms,
            List<Hint> hints) {}

    /** What became of a test message. */
    enum TrialState {
        /** The provider took it. */
        SENT,
        /** A policy says that it must wait; tests are not kept for later. */
        HELD,
        /** A policy says no. */
        DENIED,
        /** The provider said no. */
        REFUSED,
        /** The provider could not be reached; nothing was sent. */
        UNAVAILABLE,
        /** The request went out and nobody knows what became of it. */
        UNKNOWN
    }

    /**
     * @param policy type of the policy that held or denied it
     * @param reason why it was not sent, in a sentence; null when it was
     * @param until business time until which it would be held
     * @param providerId the provider's id of the message
     */
    record Trial(
            TrialState state,
            @Nullable String policy,
            @Nullable String reason,
            @Nullable Instant until,
            @Nullable String providerId,
            Preview message) {}

    /** What is asked for cannot be had. Its sentence says why, and the cure. */
    final class NoDraftException extends Exception {
        private static final long serialVersionUID = 1;

        /** What is wrong. */
        public enum Kind {
            /** There is no such sequence, step or contact. */
            NOT_FOUND,
            /** The step sends nothing, or not to such an address. */
            INVALID,
            /** The template cannot be filled in for this lead; the message would be stopped. */
            STOPPED
        }

        private final Kind kind;

        public NoDraftException(Kind kind, String message) {
            super(message);
            this.kind = kind;
        }

        public Kind kind() {
            return kind;
        }
    }

    /** What the step would say to the lead now. Variables that a run sets on its way are empty. */
    Preview preview(Actor by, SequenceId sequence, StepId step, ContactId contact) throws NoDraftException;

    /**
     * Sends what the step would say to the lead to another address. The same policies are asked as for any message; what they
     * took for it they have back. It is no message of the lead: it is in no list, thread or count.
     *
     * @param by a manager of the contact's team
     * @param to the tester's phone number with country code, or e-mail address
     * @throws io.ripen.access.RefusedException when who asks may only read the team
     */
    Trial test(Actor by, SequenceId sequence, StepId step, ContactId contact, String to) throws NoDraftException;
}
