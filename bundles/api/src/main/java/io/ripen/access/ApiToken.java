package io.ripen.access;

import io.ripen.team.TeamId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The key of a program. It may never do more than the account that it belongs to may do now.
 *
 * @param account whose it is; null for the administrator of the installation
 * @param name what it is for
 * @param team the only team that it reaches; null for all that its account has
 * @param role what it may do at most; null for all that its account may do, also as an admin
 * @param expiresAt from when on it is not taken any more; null for never
 * @param lastUsedAt when it was used last, to a minute; null for never
 */
public record ApiToken(
        long id,
        @Nullable AccountId account,
        String name,
        @Nullable TeamId team,
        @Nullable Role role,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
