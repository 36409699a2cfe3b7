package io.ripen.openid.internal;

/** The provider cannot be asked, or does not answer as OpenID Connect says. The message is for the administrator. */
final class ProviderException extends Exception {
    private static final long serialVersionUID = 1;

    ProviderException(String message) {
        super(message);
    }

    ProviderException(String message, Throwable cause) {
        super(message, cause);
    }
}
