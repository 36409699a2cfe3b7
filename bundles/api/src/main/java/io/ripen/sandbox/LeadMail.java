package io.ripen.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * A mail that comes back from a lead's mailbox, about the newest mail that the sandbox accepted for it.
 *
 * @param kind who wrote it, and what it is
 * @param from the lead's address
 * @param subject of the mail; null for the one that such a mail usually has
 * @param text what the person, the machine or the mail system writes; null for usual words, of a reply not allowed
 */
public record LeadMail(
        Kind kind,
        String from,
        @Nullable String subject,
        @Nullable String text) {

    /** What comes back. */
    public enum Kind {
        /** A person answers, with the mail quoted below. */
        REPLY,
        /** Out of office (RFC 3834). */
        AUTO_REPLY,
        /** The mail was refused for good, as an address that does not exist (RFC 3464, status 5.1.1). */
        BOUNCE,
        /** The mail was refused for a reason that may pass, a mailbox that is full (status 4.2.2). */
        SOFT_BOUNCE,
        /** The lead reported the mail as unwanted (RFC 5965). */
        COMPLAINT
    }
}
