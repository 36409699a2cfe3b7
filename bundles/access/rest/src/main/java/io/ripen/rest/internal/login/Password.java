package io.ripen.rest.internal.login;

import io.ripen.access.Fingerprint;

/** The administrator's password. Thread-safe; takes as long for a wrong one as for the right one. */
@FunctionalInterface
interface Password {
    boolean matches(String attempt);

    /** One that is known in plain, from the configuration. */
    static Password plain(String password) {
        Fingerprint fingerprint = new Fingerprint();
        byte[] right = fingerprint.of(password);
        return attempt -> fingerprint.matches(right, attempt);
    }
}
