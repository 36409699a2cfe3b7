package io.ripen.delivery.internal.gate;

import io.ripen.core.store.Stores;
import io.ripen.delivery.internal.links.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs the attempt that a callback belongs to: message id and attempt, then 16 bytes of HMAC-SHA256, in URL-safe base 64
 * (38 characters). Who does not know the secret can make none, so a callback address cannot be guessed. Thread-safe.
 */
public final class AttemptTokens {
    private static final int DATA = Long.BYTES + Integer.BYTES;
    private static final int MAC = 16;
    private static final String ALGORITHM = "HmacSHA256";

    /** What a token stands for. */
    public record Attempt(long message, int attempt) {}

    private final ThreadLocal<Mac> macs;

    public AttemptTokens(byte[] secret) {
        SecretKeySpec key = new SecretKeySpec(secret, ALGORITHM);
        macs = ThreadLocal.withInitial(() -> {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(key);
                return mac;
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("This Java runtime has no " + ALGORITHM + ".", impossible);
            }
        });
    }

    /** With the secret that the database keeps; it is made up when there is none yet, the same for all nodes. */
    public static AttemptTokens of(Stores stores) {
        return new AttemptTokens(Secret.of(stores));
    }

    public String sign(long message, int attempt) {
        ByteBuffer token = ByteBuffer.allocate(DATA + MAC).putLong(message).putInt(attempt);
        token.put(mac(token.array()), 0, MAC);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** Reads a token; null when it is not one of ours. */
    public @Nullable Attempt read(String token) {
        if (token.length() != 38) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        byte[] expected = Arrays.copyOf(mac(bytes), MAC);
        byte[] given = Arrays.copyOfRange(bytes, DATA, DATA + MAC);
        if (!MessageDigest.isEqual(expected, given)) {
            return null;
        }
        ByteBuffer data = ByteBuffer.wrap(bytes);
        return new Attempt(data.getLong(), data.getInt());
    }

    private byte[] mac(byte[] token) {
        Mac mac = macs.get();
        mac.update(token, 0, DATA);
        return mac.doFinal();
    }
}
