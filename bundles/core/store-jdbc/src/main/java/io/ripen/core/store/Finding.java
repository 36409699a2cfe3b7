package io.ripen.core.store;

import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;

/** What is known of a message that was admitted. */
public sealed interface Finding {

    /** The channel was called and answered. */
    record Answered(Outcome outcome) implements Finding {}

    /** The channel was asked about an earlier attempt. */
    record Asked(Reconciliation reconciliation) implements Finding {}

    /** The channel was not called at all, so this attempt does not count. */
    record NeverSent(String reason) implements Finding {}
}
