package io.ripen.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Compares secrets in constant time, whatever their length: by an HMAC under a key that lives as long as this object and
 * is written nowhere. Fast, so that a program may log in with each of hundreds of calls a second. Thread-safe.
 *
 * <pre>{@code
 * Fingerprint fingerprint = new Fingerprint();
 * byte[] right = fingerprint.of(password);
 * fingerprint.matches(right, attempt);
 * }</pre>
 */
public final class Fingerprint {
    private static final String ALGORITHM = "HmacSHA256";
    private final SecretKeySpec key;

    public Fingerprint() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, ALGORITHM);
    }

    /** What stands for the secret in memory. */
    public byte[] of(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks " + ALGORITHM + ", which every JDK must have.", e);
        }
    }

    /** Whether the attempt is the secret that this fingerprint stands for. */
    public boolean matches(byte[] right, String attempt) {
        return MessageDigest.isEqual(right, of(attempt));
    }
}
