package io.ripen.trigger.hooks.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** How a sender proves that it knows the secret of a hook. Compared in a time that tells nothing of the secret. */
final class Proof {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 16;

    private final String secret;
    private final String token;

    /** @throws IllegalArgumentException unless exactly one of the two is there and long enough */
    Proof(String hook, String secret, String token) {
        if (secret.isEmpty() == token.isEmpty()) {
            throw new IllegalArgumentException("The hook '" + hook + "' needs either a secret or a token, and has "
                    + (secret.isEmpty() ? "none" : "both") + ". It is not served.");
        }
        if (secret.length() + token.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "The " + (secret.isEmpty() ? "token" : "secret") + " of the hook '" + hook
                            + "' has less than " + SHORTEST
                            + " characters. Take a random one, such as 'openssl rand -hex 32' makes. The hook is not served.");
        }
        this.secret = secret;
        this.token = token;
    }

    boolean isSigned() {
        return !secret.isEmpty();
    }

    /** @param header as it was sent: the token, or the signature of {@code body} */
    boolean holds(@Nullable String header, byte[] body) {
        if (header == null) {
            return false;
        }
        if (!isSigned()) {
            String sent = header.regionMatches(true, 0, "Bearer ", 0, 7) ? header.substring(7) : header;
            return equal(token.getBytes(StandardCharsets.UTF_8), sent.strip().getBytes(StandardCharsets.UTF_8));
        }
        byte[] sent = bytes(header.strip());
        return sent != null && equal(hmac(body), sent);
    }

    private byte[] hmac(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java has no HMAC-SHA256, which every Java must have.", impossible);
        }
    }

    private static boolean equal(byte[] a, byte[] b) {
        return MessageDigest.isEqual(a, b);
    }

    private static byte @Nullable [] bytes(String header) {
        String text = header.toLowerCase(Locale.ROOT).startsWith("sha256=") ? header.substring(7) : header;
        try {
            return text.length() == 64
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException neither) {
            return null;
        }
    }
}
