package io.ripen.rest.internal.login;

import io.ripen.access.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Consumer;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The password for when none is configured: made up at the first start, shown once, and kept in a file as a salted
 * PBKDF2 hash, so that it stays the same over restarts and nobody can read it from the disk.
 */
final class PasswordFile {
    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    /**
     * Few, since what is made up has 116 bits of chance and no dictionary: nobody finds it by trying, however quick each try is.
     * Many would let strangers burn a processor with wrong passwords. Files of earlier versions have 210,000.
     */
    private static final int ITERATIONS = 1_000;

    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int KEY_BITS = 256;
    private static final int LENGTH = 20;
    /** Without characters that look like others. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private PasswordFile() {}

    /**
     * Reads the file, or makes up a password and writes it.
     *
     * @param shown told the password when it was made up just now
     * @throws IllegalStateException when the file cannot be read, written or understood
     */
    static Password open(Path file, Consumer<String> shown) {
        try {
            if (Files.exists(file)) {
                return parse(
                        file, Files.readString(file, StandardCharsets.US_ASCII).strip());
            }
            String password = makeUp();
            byte[] salt = random(16);
            String line = ITERATIONS + ":" + base64(salt) + ":" + base64(hash(password, salt, ITERATIONS));
            // First told, then kept: a password that nobody was told would lock everybody out.
            shown.accept(password);
            write(file, line);
            return parse(file, line);
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalStateException(
                    "The file of the administrator's password, " + file + ", cannot be read or written: " + e
                            + ". Nobody can log in. Make its folder writable, or set RIPEN_ADMIN_PASSWORD.",
                    e);
        }
    }

    private static Password parse(Path file, String line) {
        String[] parts = line.split(":", -1);
        try {
            int iterations = Integer.parseInt(parts[0]);
            byte[] salt = Base64.getDecoder().decode(parts[1]);
            byte[] hash = Base64.getDecoder().decode(parts[2]);
            if (parts.length == 3 && iterations > 0 && iterations <= MOST_ITERATIONS && hash.length == KEY_BITS / 8) {
                return new Hashed(iterations, salt, hash);
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            // Said below.
        }
        throw new IllegalStateException("The file of the administrator's password, " + file
                + ", is damaged. Nobody can log in. Delete it, and the next start makes up another password; or set"
                + " RIPEN_ADMIN_PASSWORD.");
    }

    /** Writes a file that only this user of the machine can read; whole or not at all. */
    static void write(Path file, String line) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path fresh = Files.createTempFile(folder, "admin", ".tmp");
        if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(fresh, line + "\n", StandardCharsets.US_ASCII);
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String makeUp() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return random;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] hash(String password, byte[] salt, int iterations) {
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS);
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks " + ALGORITHM + ", which every JDK must have.", e);
        }
    }

    /** Hashes until somebody got in; from then on there is a fingerprint, which is quicker and as safe in memory. */
    private static final class Hashed implements Password {
        private static final int LONGEST = 1_000;
        private final int iterations;
        private final byte[] salt;
        private final byte[] right;
        private final Fingerprint fingerprint = new Fingerprint();
        private volatile byte @Nullable [] known;

        @Override
        public String proof() {
            return base64(salt) + ":" + base64(right);
        }

        Hashed(int iterations, byte[] salt, byte[] right) {
            this.iterations = iterations;
            this.salt = salt;
            this.right = right;
        }

        @Override
        public boolean matches(String attempt) {
            byte[] quick = known;
            if (quick != null) {
                return fingerprint.matches(quick, attempt);
            }
            if (attempt.isEmpty() || attempt.length() > LONGEST) {
                return false;
            }
            boolean matches = MessageDigest.isEqual(right, hash(attempt, salt, iterations));
            if (matches) {
                known = fingerprint.of(attempt);
            }
            return matches;
        }
    }
}
