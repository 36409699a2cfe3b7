package io.ripen.task;

/** Id of a task. */
public record TaskId(long value) {
    public TaskId {
        if (value <= 0) {
            throw new IllegalArgumentException("A task id is greater than 0, but was " + value + ".");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
