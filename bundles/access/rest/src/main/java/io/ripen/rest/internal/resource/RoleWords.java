package io.ripen.rest.internal.resource;

import io.ripen.access.Role;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import io.ripen.team.TeamId;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Roles between the words of the contract and the code. */
final class RoleWords {
    private RoleWords() {}

    static Role role(String field, @Nullable String word) {
        return Role.of(word == null ? "" : word)
                .orElseThrow(() -> ProblemException.invalid(
                        field,
                        (word == null ? "Nothing" : Quoted.of(word)) + " is not a role.",
                        "Send viewer, agent or manager. An account that may do everything has \"admin\":true instead; a token of an"
                                + " admin may do everything when role and team are left out."));
    }

    static Map<TeamId, Role> read(Map<String, @Nullable String> roles) {
        Map<TeamId, Role> read = new HashMap<>();
        roles.forEach((team, word) -> read.put(Ids.team("roles", team), role("roles", word)));
        return read;
    }

    static Map<String, String> write(Map<TeamId, Role> roles) {
        Map<String, String> written = new TreeMap<>();
        roles.forEach((team, role) -> written.put(team.value(), role.word()));
        return written;
    }
}
