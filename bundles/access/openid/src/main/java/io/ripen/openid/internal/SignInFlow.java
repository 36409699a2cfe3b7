package io.ripen.openid.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What a browser keeps between the start of a sign-in and its end, in a cookie of its own. None of it is secret from that browser, and no
 * other site can plant it; so nothing of it is kept here, and the end may come to another node.
 *
 * @param state comes back from the provider, and has to be the same
 * @param nonce is in the ID token, which so answers this sign-in and no other
 * @param verifier proves to the provider that who brings the code is who asked for it
 * @param returnTo where the browser goes then
 * @param ticket joins an account; empty for a sign-in
 */
record SignInFlow(String state, String nonce, String verifier, String returnTo, String ticket) {
    static final int SECONDS = 600;
    private static final String SECURE = "__Host-ripen-openid";
    private static final String LOCAL = "ripen-openid-local";

    static String cookieName(boolean tls) {
        return tls ? SECURE : LOCAL;
    }

    /** The header that has the browser keep it. */
    String cookie(boolean tls) {
        String value = String.join(".", state, nonce, verifier, packed(returnTo), packed(ticket));
        return header(tls, value, SECONDS);
    }

    /** The header that has the browser forget it. */
    static String forget(boolean tls) {
        return header(tls, "", 0);
    }

    private static String header(boolean tls, String value, int seconds) {
        return cookieName(tls) + "=" + value + "; Path=/; Max-Age=" + seconds + (tls ? "; Secure" : "")
                + "; HttpOnly; SameSite=Lax";
    }

    static Optional<SignInFlow> read(String cookie) {
        String[] parts = cookie.split("\\.", -1);
        try {
            return parts.length == 5
                    ? Optional.of(new SignInFlow(
                            parts[0], parts[1], parts[2], LocalPath.of(unpacked(parts[3])), unpacked(parts[4])))
                    : Optional.empty();
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static String packed(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String unpacked(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
