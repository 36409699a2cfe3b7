package io.ripen.rest.internal.login;

import io.ripen.access.Actor;
import io.ripen.access.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may call by the settings of the installation, whatever the database says: the user {@code admin} with the password, and
 * whoever has one of the tokens. Thread-safe.
 */
public final class Logins {
    static final String ADMIN = "admin";
    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    private static final int SHORTEST_TOKEN = 16;
    private static final Actor ADMINISTRATOR = new Actor(Actor.Kind.PERSON, null, ADMIN, true, Map.of());
    private static final Actor PROGRAM = new Actor(Actor.Kind.TOKEN, null, "a program with a token", true, Map.of());

    private final Fingerprint fingerprint = new Fingerprint();
    private final byte[] admin = fingerprint.of(ADMIN);
    private final Password password;
    private final List<byte[]> tokens = new ArrayList<>();

    Logins(Password password, List<String> tokens) {
        this.password = password;
        for (String token : tokens) {
            if (token.length() < SHORTEST_TOKEN) {
                LOG.warn(
                        "A token in etc/io.ripen.rest.cfg is shorter than {} characters and is not taken. Use a longer one.",
                        SHORTEST_TOKEN);
            } else {
                this.tokens.add(fingerprint.of(token));
            }
        }
    }

    /** What the sessions of the administrator are tied to: it changes with the password, and is a secret. */
    String proof() {
        return password.proof();
    }

    /** Who calls, or empty when it is nobody of the settings. */
    Optional<Actor> check(Credential credential) {
        if (credential instanceof Credential.Basic basic) {
            // Both are compared always, so that the time tells nothing about the name.
            boolean right = fingerprint.matches(admin, basic.login()) & password.matches(basic.password());
            return right ? Optional.of(ADMINISTRATOR) : Optional.empty();
        }
        if (credential instanceof Credential.Bearer bearer) {
            boolean right = false;
            for (byte[] each : tokens) {
                right |= fingerprint.matches(each, bearer.key());
            }
            return right ? Optional.of(PROGRAM) : Optional.empty();
        }
        return Optional.empty();
    }
}
