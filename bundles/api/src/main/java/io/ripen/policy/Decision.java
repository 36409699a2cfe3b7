package io.ripen.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a policy answers. With several policies a denial beats everything, waiting for a person beats a hold, the latest hold
 * counts, and of two permissions the one that ends first.
 */
public sealed interface Decision {
    Decision ALLOW = new Allow(null);

    /**
     * It may go now.
     *
     * @param until business time after which it must not reach the lead any more, such as the end of the sending window;
     *     null for no end
     */
    record Allow(@Nullable Instant until) implements Decision {}

    /**
     * Not now.
     *
     * @param until business time at which to ask again
     * @param reason a sentence with the facts
     */
    record Hold(Instant until, String reason) implements Decision {}

    /**
     * Not until a person lifts a block. The lead waits at its step and costs nothing until then.
     *
     * @param block name of the block in {@link Blocks}
     * @param reason a sentence with the facts
     */
    record Await(String block, String reason) implements Decision {}

    /**
     * Never, for this message.
     *
     * @param reason a sentence with the facts
     */
    record Deny(String reason) implements Decision {}
}
