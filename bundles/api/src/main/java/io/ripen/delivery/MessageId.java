package io.ripen.delivery;

/** A message's id, positive. REST shows it as a string of digits. */
public record MessageId(long value) implements Comparable<MessageId> {
    @Override
    public int compareTo(MessageId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
