package io.ripen.accounts.internal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Salted hashes of passwords, as text: {@code pbkdf2-sha512$210000$SALT$HASH}. The algorithm and its rounds are what OWASP's Password
 * Storage Cheat Sheet advises for what a JDK has by itself; a text says how it was made, so that the advice can change. Immutable, so
 * safe for threads; a hash takes some tenths of a second.
 */
final class PasswordHash {
    private static final String NAME = "pbkdf2-sha512";
    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int ROUNDS = 210_000;
    private static final int MOST_ROUNDS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int rounds;

    PasswordHash() {
        this(ROUNDS);
    }

    /** @param rounds fewer in tests, which guess nothing */
    PasswordHash(int rounds) {
        this.rounds = rounds;
    }

    String of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return String.join("$", NAME, Integer.toString(rounds), text(salt), text(hash(password, salt, rounds)));
    }

    /** @throws IllegalStateException when the text is no hash that we know */
    static boolean matches(String hash, String password) {
        String[] parts = hash.split("\\$", -1);
        try {
            int rounds = parts.length == 4 && parts[0].equals(NAME) ? Integer.parseInt(parts[1]) : 0;
            if (rounds > 0 && rounds <= MOST_ROUNDS) {
                byte[] right = Base64.getDecoder().decode(parts[3]);
                return right.length == BYTES
                        && MessageDigest.isEqual(
                                right, hash(password, Base64.getDecoder().decode(parts[2]), rounds));
            }
        } catch (IllegalArgumentException damaged) {
            // Said below.
        }
        throw new IllegalStateException(
                "The hash of a password in the table account is damaged. Its owner cannot sign in"
                        + " until an admin sets another password.");
    }

    /** The same letters typed on another keyboard are the same password (RFC 8265). */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String password, byte[] salt, int rounds) {
        PBEKeySpec spec = new PBEKeySpec(normal(password).toCharArray(), salt, rounds, BYTES * 8);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks " + ALGORITHM + ", which every JDK has.", e);
        } finally {
            spec.clearPassword();
        }
    }
}
