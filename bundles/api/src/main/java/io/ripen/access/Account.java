package io.ripen.access;

import io.ripen.team.TeamId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in.
 *
 * @param login what they sign in with; capitals do not matter
 * @param name as others read it
 * @param admin whether all teams are open to them
 * @param roles what they may do, by team
 * @param disabled whether they cannot sign in now
 * @param version grows by one with each change
 */
public record Account(
        AccountId id,
        String login,
        String name,
        @Nullable String email,
        boolean admin,
        Map<TeamId, Role> roles,
        boolean disabled,
        int version) {

    public Account {
        roles = Map.copyOf(roles);
    }
}
