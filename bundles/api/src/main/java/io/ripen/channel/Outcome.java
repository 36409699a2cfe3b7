package io.ripen.channel;

import java.time.Duration;

/** What a channel says of an attempt; the type says what happens next. */
public sealed interface Outcome {

    /**
     * The provider took it. The lead moves on.
     *
     * @param providerId the provider's own id of the message ({@code SM…}, Message-ID)
     */
    record Accepted(String providerId) implements Outcome {}

    /**
     * The provider said no for good. Never retried; the step's rule for that applies.
     *
     * @param code the provider's code ({@code 21610}, {@code 5.1.1}) or the empty string
     * @param reason a sentence for a person
     */
    record Refused(String code, String reason) implements Outcome {}

    /**
     * Certain that nothing was accepted (429, connection refused, SMTP 4xx): safe to try again.
     *
     * @param retryAfter how long to pause at least, machine time
     * @param code the provider's code, or the empty string
     */
    record Unavailable(Duration retryAfter, String reason, String code) implements Outcome {
        public Unavailable(Duration retryAfter, String reason) {
            this(retryAfter, reason, "");
        }
    }

    /**
     * Nobody knows: the request went out and no answer came. Never sent again blindly; reconciled first.
     */
    record Unknown(String reason) implements Outcome {}
}
