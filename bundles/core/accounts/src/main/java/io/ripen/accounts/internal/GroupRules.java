package io.ripen.accounts.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ripen.access.Role;
import io.ripen.team.TeamId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which roles the groups of other systems give. A group is compared as a whole and exactly, in capitals as they are: a name may have
 * blanks, commas and slashes. Immutable.
 */
final class GroupRules {
    private static final String ADMIN = "admin";
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, Given> rules;

    /** What somebody may do. */
    record Given(boolean admin, Map<TeamId, Role> roles) {
        static final Given NOTHING = new Given(false, Map.of());

        Given {
            roles = Map.copyOf(roles);
        }

        boolean isNothing() {
            return !admin && roles.isEmpty();
        }

        private Given and(Given other) {
            Map<TeamId, Role> both = new HashMap<>(roles);
            other.roles.forEach((team, role) -> both.merge(team, role, (a, b) -> a.includes(b) ? a : b));
            return new Given(admin || other.admin, both);
        }

        /** Of it what belongs to teams that are there. */
        Given in(Collection<TeamId> teams) {
            Map<TeamId, Role> there = new HashMap<>(roles);
            there.keySet().retainAll(teams);
            return new Given(admin, there);
        }
    }

    private GroupRules(Map<String, Given> rules) {
        this.rules = rules;
    }

    /**
     * Reads them.
     *
     * @param json such as {@code {"North managers": "manager@north", "Ripen admins": "admin"}}; several roles as a list; blank for none
     * @throws IllegalArgumentException when they cannot be read, with the cure
     */
    static GroupRules of(String json) {
        Map<String, Given> rules = new HashMap<>();
        if (!json.isBlank()) {
            read(json).properties().forEach(rule -> {
                Given given = Given.NOTHING;
                for (String each : words(rule.getKey(), rule.getValue())) {
                    given = given.and(given(rule.getKey(), each.strip()));
                }
                rules.put(rule.getKey(), given);
            });
        }
        return new GroupRules(rules);
    }

    /** What these groups give together; nothing when none has a rule. */
    Given of(Collection<String> groups) {
        Given given = Given.NOTHING;
        for (String each : groups) {
            given = given.and(Optional.ofNullable(rules.get(each)).orElse(Given.NOTHING));
        }
        return given;
    }

    private static JsonNode read(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException unreadable) {
            throw wrong("it is no JSON: " + unreadable.getOriginalMessage());
        }
        throw wrong("it is no JSON object");
    }

    private static List<String> words(String group, JsonNode value) {
        List<String> words = new ArrayList<>();
        if (value.isTextual()) {
            words.add(value.asText());
        } else if (value.isArray() && !value.isEmpty()) {
            value.forEach(each -> words.add(each.isTextual() ? each.asText() : ""));
        } else {
            throw wrong("the group '" + group + "' has neither a role nor a list of them");
        }
        return words;
    }

    private static Given given(String group, String word) {
        if (word.equals(ADMIN)) {
            return new Given(true, Map.of());
        }
        int at = word.indexOf('@');
        Optional<Role> role = at < 0 ? Optional.empty() : Role.of(word.substring(0, at));
        try {
            return new Given(false, Map.of(new TeamId(word.substring(at + 1)), role.orElseThrow()));
        } catch (IllegalArgumentException | java.util.NoSuchElementException none) {
            throw wrong("the group '" + group + "' has '" + word + "', which is no role of a team");
        }
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("groups in etc/" + AccountsConfig.PID + ".cfg cannot be used: " + what
                + ". Write {\"GROUP\": \"ROLE@TEAM\"}, such as {\"North managers\": \"manager@north\", \"Ripen admins\":"
                + " \"admin\"}; the roles are viewer, agent and manager.");
    }
}
