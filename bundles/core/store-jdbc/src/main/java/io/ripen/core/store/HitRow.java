package io.ripen.core.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One use of an address in a message, kept for a day so that later ones can be judged by it.
 *
 * @param id from {@link IdAllocator}, {@link IdKind#HIT}
 * @param link id of the link; {@link #HIDDEN} for the hidden one, {@link #PIXEL} for the tracking pixel,
 *     {@link #UNSUBSCRIBE_PAGE} for a look at the page to unsubscribe
 * @param fingerprint which agent it was
 * @param agent the same in a person's words
 * @param engagement {@code human}, {@code machine} or {@code unknown}
 * @param reason why
 * @param at business time
 * @param machineAt machine time
 * @param decideAt machine time at which it is judged for good and told; null once that was done
 */
public record HitRow(
        long id,
        long message,
        long link,
        String fingerprint,
        String agent,
        String engagement,
        String reason,
        Instant at,
        Instant machineAt,
        @Nullable Instant decideAt) {
    public static final long HIDDEN = 0;
    public static final long PIXEL = -1;
    /** Kept to judge others by, and told to nobody. */
    public static final long UNSUBSCRIBE_PAGE = -2;

    public HitRow judged(String verdict, String why) {
        return new HitRow(id, message, link, fingerprint, agent, verdict, why, at, machineAt, null);
    }
}
