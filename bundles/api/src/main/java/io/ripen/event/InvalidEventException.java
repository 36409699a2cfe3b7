package io.ripen.event;

/** An event that cannot be kept. Nothing was written. The message names the field and the cure. */
public class InvalidEventException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String field;

    public InvalidEventException(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
