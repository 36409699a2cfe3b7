package io.ripen.core.store;

import io.ripen.access.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session of a person in the console, as it is kept.
 *
 * @param id from {@link IdAllocator}, {@link IdKind#WEB_SESSION}
 * @param account null for the administrator of the installation
 * @param proof what it is tied to; with another one it is over
 * @param endsAt when it ends whatever is done
 */
public record WebSessionRow(
        long id,
        @Nullable AccountId account,
        String proof,
        Instant createdAt,
        Instant lastSeenAt,
        Instant endsAt,
        String address,
        String browser) {

    /** The same, used at this time. */
    public WebSessionRow seen(Instant at) {
        return new WebSessionRow(id, account, proof, createdAt, at, endsAt, address, browser);
    }
}
