package io.ripen.access;

/**
 * An account's id.
 *
 * @param value greater than 0
 */
public record AccountId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
