package io.ripen.sequence;

import java.util.regex.Pattern;

/**
 * A sequence's id: the name in {@code sequence:NAME}.
 *
 * @param value 1 to 100 of {@code a-z 0-9 - _ .}, beginning with a letter or digit
 */
public record SequenceId(String value) {
    private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

    public SequenceId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("Sequence id '" + value
                    + "' is not valid: use 1 to 100 of a-z, 0-9, '-', '_' and '.', beginning with a letter or digit.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
