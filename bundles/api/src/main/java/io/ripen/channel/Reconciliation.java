package io.ripen.channel;

/** What a channel found out about an attempt whose outcome was unknown. */
public sealed interface Reconciliation {
    /** The provider has it. */
    record Found(String providerId) implements Reconciliation {}

    /** The provider certainly never took it: safe to send. */
    record NotFound(String evidence) implements Reconciliation {}

    /** The provider did not answer, or cannot be asked now; asked again later, up to a limit. */
    record Undecided(String reason) implements Reconciliation {}

    /** This channel can never ask. It is not asked again, and the step's {@code onUnknown} decides at once. */
    record Impossible(String reason) implements Reconciliation {}

    /**
     * This channel can never find out, but a repetition under the same provider id is recognised by the receiving side
     * (the same Message-ID of a mail): safe enough to send again once.
     */
    record Repeatable(String reason) implements Reconciliation {}
}
