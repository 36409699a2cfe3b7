package io.ripen.core.store;

import io.ripen.policy.SendPath;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a message was written by a person, and what is still to be done about it.
 *
 * @param writtenBy the login, or null
 * @param requestKey the sender's own key of the request, or null; unique in the team
 * @param fingerprint of what was asked for
 * @param dueAt business time at which it is to be looked at; null once the message is settled
 * @param leasedUntil machine time until which one node works on it, or null
 * @param asked how often the provider was asked in vain what became of it
 * @param path on which way it came
 */
public record ByHandRow(
        long message,
        String team,
        long contact,
        @Nullable String writtenBy,
        @Nullable String requestKey,
        String fingerprint,
        @Nullable Instant dueAt,
        @Nullable Instant leasedUntil,
        int asked,
        SendPath path) {

    /** One that a person wrote. */
    public ByHandRow(
            long message,
            String team,
            long contact,
            @Nullable String writtenBy,
            @Nullable String requestKey,
            String fingerprint,
            @Nullable Instant dueAt,
            @Nullable Instant leasedUntil,
            int asked) {
        this(message, team, contact, writtenBy, requestKey, fingerprint, dueAt, leasedUntil, asked, SendPath.HAND);
    }
}
