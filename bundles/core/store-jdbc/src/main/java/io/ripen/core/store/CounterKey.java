package io.ripen.core.store;

/**
 * What is counted.
 *
 * @param step the empty string for a count of the sequence as a whole
 * @param name {@code enrolled}, {@code sent}, {@code refused}, …
 */
public record CounterKey(String sequence, String step, String name) implements Comparable<CounterKey> {
    @Override
    public int compareTo(CounterKey other) {
        int order = sequence.compareTo(other.sequence);
        if (order == 0) {
            order = step.compareTo(other.step);
        }
        return order == 0 ? name.compareTo(other.name) : order;
    }
}
