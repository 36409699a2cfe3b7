package io.ripen.core.store;

import io.ripen.channel.AddressKind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for an address once its owner was erased: an HMAC over {@link AddressKind#key}, so every spelling of the address gives the
 * same. Its key is in the database and in no list of addresses: who has only a copy of the table of suppressions cannot try numbers.
 * Thread-safe.
 */
public final class AddressHash {
    static final String SETTING = "suppression.key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final String MARK = "#";

    private final SecretKeySpec key;

    /** @param secret in Base64 */
    AddressHash(String secret) {
        key = new SecretKeySpec(Base64.getDecoder().decode(secret), ALGORITHM);
    }

    /** Begins with {@code #}, which no address does. */
    public String of(AddressKind kind, String address) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal((kind.name() + ":" + kind.key(address)).getBytes(StandardCharsets.UTF_8));
            return MARK + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks " + ALGORITHM + ", which every JDK must have.", e);
        }
    }

    /** Whether it stands for an address instead of being one. */
    public static boolean isHash(String kept) {
        return kept.startsWith(MARK);
    }
}
