package io.ripen.delivery.internal.links;

import io.ripen.core.store.Stores;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs the addresses that stand in messages: one or two numbers, each as short as it can be, then 8 bytes of HMAC-SHA256
 * over purpose and numbers, in URL-safe base 64 without padding. Under 20 characters for the first millions of messages,
 * since it goes into SMS; and a token of one purpose is worth nothing for another. Thread-safe.
 */
public final class LinkTokens {
    private static final int MAC = 8;
    private static final int MOST_BYTES = 2 * 10 + MAC;
    private static final int MOST_CHARACTERS = (MOST_BYTES * 4 + 2) / 3;
    private static final String ALGORITHM = "HmacSHA256";

    /** What a token is good for; the text is signed with it and must never change. */
    public enum Purpose {
        /** Message and link. */
        CLICK("ripen/click/1"),
        /** Message. */
        OPEN("ripen/open/1"),
        /** Message. */
        UNSUBSCRIBE("ripen/unsubscribe/1"),
        /** Message and the day it was made, counted from 1970. */
        VISITOR("ripen/visitor/1");

        private final byte[] domain;

        Purpose(String domain) {
            this.domain = domain.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /**
     * What a token stands for.
     *
     * @param number the second number; 0 for purposes that have one only
     */
    public record Signed(long message, long number) {}

    private final ThreadLocal<Mac> macs;

    public LinkTokens(byte[] secret) {
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

    public static LinkTokens of(Stores stores) {
        return new LinkTokens(Secret.of(stores));
    }

    /**
     * @param message not negative; so is {@code number}
     */
    public String sign(Purpose purpose, long message, long number) {
        byte[] token = new byte[MOST_BYTES];
        int end = put(token, put(token, 0, message), number);
        byte[] mac = mac(purpose, token, end);
        System.arraycopy(mac, 0, token, end, MAC);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(token, end + MAC));
    }

    /** Reads a token; null when it is not one of ours for this purpose. */
    public @Nullable Signed read(Purpose purpose, String token) {
        if (token.length() > MOST_CHARACTERS) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        int end = bytes.length - MAC;
        if (end < 2) {
            return null;
        }
        byte[] expected = Arrays.copyOf(mac(purpose, bytes, end), MAC);
        if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, end, bytes.length))) {
            return null;
        }
        int second = 0;
        while (second < end && bytes[second] < 0) {
            second++;
        }
        Signed read = new Signed(number(bytes, 0, second), number(bytes, second + 1, end - 1));
        // One spelling for each: the decoder overlooks stray bits in the last character.
        return token.equals(sign(purpose, read.message(), read.number())) ? read : null;
    }

    private byte[] mac(Purpose purpose, byte[] data, int length) {
        Mac mac = macs.get();
        mac.update(purpose.domain);
        mac.update((byte) 0);
        mac.update(data, 0, length);
        return mac.doFinal();
    }

    /** Seven bits a byte, the lowest first; the last byte has its top bit clear. */
    private static int put(byte[] bytes, int from, long value) {
        int at = from;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[at++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return at;
    }

    private static long number(byte[] bytes, int from, int to) {
        long value = 0;
        for (int at = to; at >= from; at--) {
            value = value << 7 | bytes[at] & 0x7F;
        }
        return value;
    }
}
