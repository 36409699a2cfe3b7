package io.ripen.team;

import java.util.regex.Pattern;

/**
 * A team's id: 1 to 64 characters of {@code a-z 0-9 - _}. The team {@link #DEFAULT} exists from the start.
 *
 * @param value the id as it appears in REST and in the database
 */
public record TeamId(String value) {
    private static final Pattern VALID = Pattern.compile("[a-z0-9_-]{1,64}");
    public static final TeamId DEFAULT = new TeamId("default");

    public TeamId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Team id '" + value + "' is not valid: use 1 to 64 of a-z, 0-9, '-' and '_'.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
