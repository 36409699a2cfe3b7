package io.ripen.policy;

import java.time.Instant;

/** What a policy answers. With several policies a denial beats a hold, and the latest hold counts. */
public sealed interface Decision {
    Decision ALLOW = new Allow();

    record Allow() implements Decision {}

    /**
     * Not now.
     *
     * @param until business time at which to ask again
     * @param reason a sentence with the facts
     */
    record Hold(Instant until, String reason) implements Decision {}

    /**
     * Never, for this message.
     *
     * @param reason a sentence with the facts
     */
    record Deny(String reason) implements Decision {}
}
