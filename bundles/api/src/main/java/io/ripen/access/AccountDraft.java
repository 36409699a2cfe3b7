package io.ripen.access;

import io.ripen.team.TeamId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A new account.
 *
 * @param login 1 to 100 characters without blanks and colons; not {@code admin}, which is the administrator's
 * @param name 1 to 200 characters; null for the login
 * @param email null when there is none
 * @param roles by team; each team must exist
 * @param password at least 12 characters; null for an account that cannot sign in with a password yet
 */
public record AccountDraft(
        String login,
        @Nullable String name,
        @Nullable String email,
        boolean admin,
        Map<TeamId, Role> roles,
        @Nullable String password) {}
