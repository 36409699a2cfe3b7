package io.ripen.access;

/** Too many passwords are being checked at once. The one that was sent was not looked at; try again in some seconds. */
public class SignInBusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SignInBusyException() {
        super("Too many passwords are being checked at once.");
    }
}
