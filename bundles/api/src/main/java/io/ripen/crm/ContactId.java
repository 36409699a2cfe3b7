package io.ripen.crm;

/**
 * A contact's id. REST shows it as a string of digits.
 *
 * @param value positive
 */
public record ContactId(long value) implements Comparable<ContactId> {
    @Override
    public int compareTo(ContactId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
