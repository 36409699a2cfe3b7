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
    /** Twilio: the list of messages answers 503; for trying out reconciliation. */
    LIST_UNAVAILABLE,
    /** SMTP: 451 at RCPT; nothing accepted. */
    SMTP_TEMPORARY,
    /** SMTP: 550 at RCPT; nothing accepted. */
    SMTP_PERMANENT,
    /** SMTP: 421 at the greeting. */
    SMTP_UNAVAILABLE,
    /** SMTP: 535, wrong user or password; nothing accepted. */
    SMTP_UNAUTHORIZED,
    /** SMTP: closes the connection in the middle of the content, before the final dot; nothing accepted. */
    SMTP_DROP_BEFORE_DOT,
    /** SMTP: takes the mail and closes the connection after the final dot, without an answer. */
    SMTP_DROP_AFTER_DOT,
    /** SMTP: 452 after the final dot; nothing accepted. */
    SMTP_BUSY_AFTER_DOT,
    /** SMTP: 554 after the final dot; nothing accepted, ever. */
    SMTP_REFUSED_CONTENT
}
