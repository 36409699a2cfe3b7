package io.ripen.accounts.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys of sessions: 256 bits of chance, of which a hash is kept. */
final class SessionKey {
    private static final String PREFIX = "rps_";
    private static final String ALGORITHM = "HmacSHA256";

    private SessionKey() {}

    static String make() {
        return TokenKey.random(PREFIX);
    }

    /** Whether it looks like one. */
    static boolean mayBe(String text) {
        return text.startsWith(PREFIX);
    }

    /** What is kept of it. */
    static String hash(String key) {
        return TokenKey.hash(key);
    }

    /**
     * What ties a session to a secret. Under its key, which is not kept, so that nobody who reads the table can try secrets.
     */
    static String tied(String key, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks " + ALGORITHM + ", which every JDK must have.", e);
        }
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
