package io.ripen.rest.internal.login;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may call: the user {@code admin} with the password, and whoever has one of the tokens. Thread-safe. */
public final class Logins {
    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    private static final String ADMIN = "admin";
    private static final String UNKNOWN = "unknown";
    private static final int SHORTEST_TOKEN = 16;

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

    /** Which account a header tries: {@code admin}, {@code token} or {@code unknown}; never what somebody typed. */
    static String account(String authorization) {
        int space = authorization.indexOf(' ');
        String scheme = space < 0 ? "" : authorization.substring(0, space).toLowerCase(Locale.ROOT);
        if (scheme.equals("bearer")) {
            return "token";
        }
        if (!scheme.equals("basic")) {
            return UNKNOWN;
        }
        try {
            byte[] pair = Base64.getDecoder()
                    .decode(authorization.substring(space + 1).strip());
            return new String(pair, StandardCharsets.UTF_8).startsWith(ADMIN + ":") ? ADMIN : UNKNOWN;
        } catch (IllegalArgumentException noBase64) {
            return UNKNOWN;
        }
    }

    /**
     * Checks the header Authorization.
     *
     * @return the name of who calls, or empty when it is nobody whom we know
     */
    Optional<String> check(String authorization) {
        int space = authorization.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        String credentials = authorization.substring(space + 1).strip();
        return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "basic" -> basic(credentials);
            case "bearer" -> bearer(credentials);
            default -> Optional.empty();
        };
    }

    private Optional<String> basic(String credentials) {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = pair.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        // Both are compared always, so that the time tells nothing about the name.
        boolean right =
                fingerprint.matches(admin, pair.substring(0, colon)) & password.matches(pair.substring(colon + 1));
        return right ? Optional.of(ADMIN) : Optional.empty();
    }

    private Optional<String> bearer(String token) {
        boolean right = false;
        for (byte[] each : tokens) {
            right |= fingerprint.matches(each, token);
        }
        return right ? Optional.of("a program with a token") : Optional.empty();
    }
}
