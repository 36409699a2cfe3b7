package io.ripen.conversation;

/** A message by hand that cannot be taken. Nothing was written. The message names the field and the cure. */
public class InvalidHandwrittenException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String field;

    public InvalidHandwrittenException(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
