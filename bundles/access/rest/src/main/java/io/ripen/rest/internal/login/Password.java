package io.ripen.rest.internal.login;

import io.ripen.access.Fingerprint;

/** The administrator's password. Thread-safe; takes as long for a wrong one as for the right one. */
interface Password {
    boolean matches(String attempt);

    /** What changes with the password; a secret. */
    String proof();

    /** One that is known in plain, from the configuration. */
    static Password plain(String password) {
        Fingerprint fingerprint = new Fingerprint();
        byte[] right = fingerprint.of(password);
        return new Password() {
            @Override
            public boolean matches(String attempt) {
                return fingerprint.matches(right, attempt);
            }

            @Override
            public String proof() {
                return password;
            }
        };
    }
}
