package io.ripen.core.store;

import io.ripen.delivery.MessageState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an attempt. It is written only when the message is in a state from which it may get there:
 *
 * <ul>
 *   <li>ACCEPTED, REFUSED: from SENDING or UNKNOWN
 *   <li>PLANNED: from SENDING or UNKNOWN (nothing went out, to be tried again), and from PLANNED (held until another time)
 *   <li>UNKNOWN: from SENDING or UNKNOWN (another reason)
 *   <li>DENIED, CANCELLED: from PLANNED
 * </ul>
 *
 * @param attempt the attempt that this is the outcome of: an older one than the newest changes nothing; 0 for any
 * @param providerId null leaves what is there
 * @param heldUntil business time, for PLANNED only
 * @param at business time
 */
public record Settlement(
        long id,
        int attempt,
        MessageState state,
        @Nullable String providerId,
        @Nullable String code,
        @Nullable String reason,
        @Nullable String policy,
        @Nullable Instant heldUntil,
        Instant at) {}
