package io.ripen.sandbox;

/** How the sandbox can be told to fail. */
public enum Fault {
    /** Answers as the provider would. */
    NONE,
    /** Twilio: 429 with code 20429 and {@code Retry-After}; nothing accepted. */
    TOO_MANY_REQUESTS,
    /** Twilio: 500, nothing accepted (but a client cannot know). */
    SERVER_ERROR,
    /** Twilio: accepts and stores the message, then closes the connection without an answer. */
    ACCEPT_THEN_RESET,
    /** Twilio: closes the connection before anything is accepted. */
    RESET,
    /** Accepts, but answers only after the client gave up. */
    SLOW,
    /** Twilio: 400 with code 21610, the number opted out. */
    OPTED_OUT,
    /** Twilio: 400 with code 21211, not a valid number. */
    INVALID_NUMBER,
    /** Twilio: 401, wrong credentials. */
    UNAUTHORIZED,
    /** SMTP: 451 at RCPT; nothing accepted. */
    SMTP_TEMPORARY,
    /** SMTP: 550 at RCPT; nothing accepted. */
    SMTP_PERMANENT,
    /** SMTP: 421 at the greeting. */
    SMTP_UNAVAILABLE,
    /** SMTP: takes the mail and closes the connection after the final dot, without an answer. */
    SMTP_DROP_AFTER_DOT
}
