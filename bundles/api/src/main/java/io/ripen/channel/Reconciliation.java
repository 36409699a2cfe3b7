package io.ripen.channel;

/** What a channel found out about an attempt whose outcome was unknown. */
public sealed interface Reconciliation {
    /** The provider has it. */
    record Found(String providerId) implements Reconciliation {}

    /** The provider certainly never took it: safe to send. */
    record NotFound(String evidence) implements Reconciliation {}

    /** The provider cannot be asked, or did not answer; asked again later, up to a limit. */
    record Undecided(String reason) implements Reconciliation {}

    /**
     * This channel can never find out, but a repetition under the same provider id is recognised by the receiving side
     * (the same Message-ID of a mail): safe enough to send again once.
     */
    record Repeatable(String reason) implements Reconciliation {}
}
