package io.ripen.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's time in the console in one browser, from sign-in to sign-out.
 *
 * @param account whose it is; null for the administrator of the installation
 * @param createdAt when the person signed in
 * @param lastSeenAt when the browser called last, to a minute
 * @param idleEndsAt when it ends if nothing is done any more
 * @param endsAt when it ends whatever is done
 * @param address where the person signed in from; may be empty
 * @param browser what the browser calls itself, at most 200 characters; may be empty
 */
public record WebSession(
        long id,
        @Nullable AccountId account,
        Instant createdAt,
        Instant lastSeenAt,
        Instant idleEndsAt,
        Instant endsAt,
        String address,
        String browser) {}
