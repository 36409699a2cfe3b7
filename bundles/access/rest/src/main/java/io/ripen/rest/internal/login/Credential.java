package io.ripen.rest.internal.login;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** What somebody proves by who they are: what the header Authorization holds (RFC 7617, RFC 6750), or the key of a session. */
sealed interface Credential {
    int LONGEST = 100;

    /** A login and a password; the login has no colon. */
    record Basic(String login, String password) implements Credential {}

    /** The key of a program. */
    record Bearer(String key) implements Credential {}

    /** The key of a session in the console. */
    record Session(String key) implements Credential {
        /** Without the key. */
        @Override
        public String toString() {
            return "session";
        }
    }

    /** None of them, or it cannot be read. */
    record Other() implements Credential {}

    static Credential of(String authorization) {
        String header = authorization.strip();
        int space = header.indexOf(' ');
        String rest = space < 0 ? "" : header.substring(space + 1).strip();
        return switch (space < 0 ? "" : header.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "basic" -> basic(rest);
            case "bearer" -> new Bearer(rest);
            default -> new Other();
        };
    }

    private static Credential basic(String credentials) {
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? new Other() : new Basic(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException noBase64) {
            return new Other();
        }
    }

    /** Which kind of account it tries: {@code admin}, {@code token} or {@code unknown}; never what somebody typed. */
    default String kind() {
        if (this instanceof Bearer) {
            return "token";
        }
        return this instanceof Basic basic && basic.login().equals(Logins.ADMIN) ? Logins.ADMIN : "unknown";
    }

    /** Which account it tries, to count by; never to be logged, since people type passwords there. */
    default String who() {
        if (this instanceof Session session) {
            return "session " + start(session.key());
        }
        return this instanceof Basic basic ? "login " + start(basic.login().toLowerCase(Locale.ROOT)) : kind();
    }

    /** No account has a longer login, and what is remembered must not grow with what strangers send. */
    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
