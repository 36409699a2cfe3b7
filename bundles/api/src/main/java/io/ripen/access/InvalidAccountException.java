package io.ripen.access;

/** An account or token cannot be kept as it was sent. Nothing was written. */
public class InvalidAccountException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String cure;

    /**
     * @param field the field that is wrong, as the REST contract names it
     * @param message a sentence that says what is wrong
     * @param cure a sentence that says what to do
     */
    public InvalidAccountException(String field, String message, String cure) {
        super(message);
        this.field = field;
        this.cure = cure;
    }

    public String field() {
        return field;
    }

    public String cure() {
        return cure;
    }
}
