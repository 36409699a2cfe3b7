package io.ripen.sequence;

/** An enrollment's id, positive. REST shows it as a string of digits. */
public record EnrollmentId(long value) implements Comparable<EnrollmentId> {
    @Override
    public int compareTo(EnrollmentId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
