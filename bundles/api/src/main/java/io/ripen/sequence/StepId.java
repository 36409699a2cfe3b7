package io.ripen.sequence;

/**
 * A step's id as its author gave it, unique in its sequence; a lead's position is this id and never an index.
 *
 * @param value 1 to 100 of letters, digits, {@code -}, {@code _} and {@code .}, beginning with a letter or digit
 */
public record StepId(String value) {
    public StepId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "Step id '" + value
                            + "' is not valid: use 1 to 100 letters, digits, '-', '_' and '.', beginning with a letter or digit.");
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
            if (!((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_'
                    || c == '.')) {
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
