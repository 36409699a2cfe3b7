package io.ripen.access;

import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keys of programs, by name, with an end. Each belongs to an account, and everybody sees and ends only their own; an admin sees and
 * ends all. Kept as a hash: the key itself is shown once. Thread-safe.
 */
@ProviderType
public interface ApiTokens {

    /**
     * A new token.
     *
     * @param name 1 to 100 characters: what it is for
     * @param team null for all teams that the account has
     * @param role null for all that the account may do
     * @param expiresAt null for never
     */
    record Draft(
            String name,
            @Nullable TeamId team,
            @Nullable Role role,
            @Nullable Instant expiresAt) {}

    /**
     * What was made.
     *
     * @param key what the program sends as {@code Authorization: Bearer KEY}; shown only here
     */
    record Made(ApiToken token, String key) {}

    /**
     * Makes a token for who asks.
     *
     * @throws RefusedException when it would be worth more than who asks, or a token asks
     * @throws InvalidAccountException when it cannot be kept so
     */
    Made create(Actor by, Draft draft);

    /**
     * In order of id.
     *
     * @param after only ids greater than this one; 0 for the first page
     * @param limit 1 to 1,000
     */
    List<ApiToken> list(Actor by, long after, int limit);

    /** Ends a token at once; false when there is none, or it is another's. */
    boolean end(Actor by, long id);
}
