package io.ripen.rest.internal.login;

import io.ripen.access.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Consumer;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
                return new Followed(file);
            }
            makeAnother(file, shown);
            return new Followed(file);
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalStateException(
                    "The file of the administrator's password, " + file + ", cannot be read or written: " + e
                            + ". Nobody can log in. Make its folder writable, or set RIPEN_ADMIN_PASSWORD.",
                    e);
        }
    }

    /**
     * Makes up a password and writes its hash, whether there is one or not. Who has the file open takes the new one at once.
     *
     * @param shown told the password
     */
    static void makeAnother(Path file, Consumer<String> shown) throws IOException {
        String password = makeUp();
        byte[] salt = random(16);
        // First told, then kept: a password that nobody was told would lock everybody out.
        shown.accept(password);
        write(file, ITERATIONS + ":" + base64(salt) + ":" + base64(hash(password, salt, ITERATIONS)));
    }

    private static Password read(Path file) throws IOException {
        return parse(file, Files.readString(file, StandardCharsets.US_ASCII).strip());
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

    /**
     * Goes by what the file says now, so that "ripen admin-password" needs no restart and the old password is over at once. While the file
     * is away or damaged, the last one counts.
     */
    private static final class Followed implements Password {
        /** Here, since the program that makes up another password has no logging with it. */
        private static final Logger LOG = LoggerFactory.getLogger(PasswordFile.class);

        private final Path file;
        private volatile Seen seen;

        /** @param stamp changes with the file */
        private record Seen(String stamp, Password password) {}

        Followed(Path file) throws IOException {
            this.file = file;
            this.seen = new Seen(stamp(), read(file));
        }

        @Override
        public boolean matches(String attempt) {
            return now().matches(attempt);
        }

        @Override
        public String proof() {
            return now().proof();
        }

        private Password now() {
            Seen last = seen;
            try {
                String stamp = stamp();
                if (!stamp.equals(last.stamp())) {
                    last = new Seen(stamp, fresh(last.password()));
                    seen = last;
                }
            } catch (IOException away) {
                // It is being deleted, so that the next start makes up another; until then the last one counts.
                return last.password();
            }
            return last.password();
        }

        private Password fresh(Password last) throws IOException {
            try {
                return read(file);
            } catch (IllegalStateException damaged) {
                LOG.warn("{} Until then the password before counts.", damaged.getMessage());
                return last;
            }
        }

        private String stamp() throws IOException {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
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
