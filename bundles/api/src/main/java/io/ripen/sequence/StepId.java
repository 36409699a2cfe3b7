package io.ripen.sequence;

import java.util.regex.Pattern;

/**
 * A step's id as its author gave it, unique in its sequence; a lead's position is this id and never an index.
 *
 * @param value 1 to 100 of letters, digits, {@code -}, {@code _} and {@code .}, beginning with a letter or digit
 */
public record StepId(String value) {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public StepId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Step id '" + value
                            + "' is not valid: use 1 to 100 letters, digits, '-', '_' and '.', beginning with a letter or digit.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
