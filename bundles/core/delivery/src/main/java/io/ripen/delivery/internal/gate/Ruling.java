package io.ripen.delivery.internal.gate;

import io.ripen.policy.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What the policies together say of a send.
 *
 * @param policy type of the one whose word counts; null when it may go
 */
record Ruling(Decision decision, @Nullable String policy) {
    static final Ruling ALLOWED = new Ruling(Decision.ALLOW, null);

    boolean allows() {
        return decision instanceof Decision.Allow;
    }

    /** The stricter one of the two; of two that are equally strict the one that lasts longer. */
    Ruling and(Decision other, String policy) {
        if (other instanceof Decision.Allow open && decision instanceof Decision.Allow before) {
            boolean endsFirst = open.until() != null
                    && (before.until() == null || open.until().isBefore(before.until()));
            return endsFirst ? new Ruling(open, null) : this;
        }
        if (strictness(other) != strictness(decision)) {
            return strictness(other) > strictness(decision) ? new Ruling(other, policy) : this;
        }
        return other instanceof Decision.Hold later
                        && decision instanceof Decision.Hold before
                        && later.until().isAfter(before.until())
                ? new Ruling(other, policy)
                : this;
    }

    private static int strictness(Decision decision) {
        if (decision instanceof Decision.Deny) {
            return 3;
        }
        if (decision instanceof Decision.Await) {
            return 2;
        }
        return decision instanceof Decision.Hold ? 1 : 0;
    }
}
