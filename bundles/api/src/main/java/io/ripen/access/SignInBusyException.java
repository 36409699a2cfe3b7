package io.ripen.access;

/** The password was not looked at: too many are being checked, or the directory cannot be asked. Try again in some seconds. */
public class SignInBusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SignInBusyException() {
        super("Too many passwords are being checked at once.");
    }

    /** @param message a sentence that says why it was not looked at */
    public SignInBusyException(String message) {
        super(message);
    }

    /**
     * @param message a sentence that says why it was not looked at
     * @param cause what the directory said
     */
    public SignInBusyException(String message, Throwable cause) {
        super(message, cause);
    }
}
