package io.ripen.team;

/**
 * A team's id: 1 to 64 characters of {@code a-z 0-9 - _}. The team {@link #DEFAULT} exists from the start.
 *
 * @param value the id as it appears in REST and in the database
 */
public record TeamId(String value) {
    public static final TeamId DEFAULT = new TeamId("default");

    public TeamId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "Team id '" + value + "' is not valid: use 1 to 64 of a-z, 0-9, '-' and '_'.");
        }
    }

    /** By hand and not by a pattern: ids are made for each lead of each batch. */
    private static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > 64) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
