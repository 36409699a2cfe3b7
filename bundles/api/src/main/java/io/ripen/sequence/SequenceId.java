package io.ripen.sequence;

/**
 * A sequence's id: the name in {@code sequence:NAME}.
 *
 * @param value 1 to 100 of {@code a-z 0-9 - _ .}, beginning with a letter or digit
 */
public record SequenceId(String value) {
    public SequenceId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Sequence id '" + value
                    + "' is not valid: use 1 to 100 of a-z, 0-9, '-', '_' and '.', beginning with a letter or digit.");
        }
    }

    /** By hand and not by a pattern: ids are made for each lead of each batch. */
    private static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > 100) {
            return false;
        }
        if (value.charAt(0) == '.' || value.charAt(0) == '_' || value.charAt(0) == '-') {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.')) {
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
