package io.ripen.rest.internal.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Makes the logins of what is configured. */
public final class LoginSetup {
    private LoginSetup() {}

    /**
     * Reads passwords and tokens.
     *
     * @param password the administrator's password; blank for one that is made up at the first start
     * @param tokens tokens for programs, separated by commas or blanks
     * @param file where the hash of a made-up password is kept
     * @param terminal whether what the console is told is seen by the person at it only; else it may end in a journal, so
     *     that the made-up password goes into a file beside {@code file} and the console is told where
     * @param console told the made-up password, or where it is, once
     * @throws IllegalStateException when the file is damaged or cannot be written
     */
    public static Logins logins(String password, String tokens, Path file, boolean terminal, Consumer<String> console) {
        List<String> each = Arrays.stream(tokens.split("[,\\s]+", -1))
                .filter(token -> !token.isEmpty())
                .toList();
        Password admin =
                password.isBlank() ? PasswordFile.open(file, tell(file, terminal, console)) : Password.plain(password);
        return new Logins(admin, each);
    }

    /**
     * Makes up another password for the administrator, whether there is one or not.
     *
     * @param file where its hash is kept; who has it open takes the new one at once
     * @throws IOException when a file cannot be written; the password before still counts
     */
    static void another(Path file, boolean terminal, Consumer<String> console) throws IOException {
        PasswordFile.makeAnother(file, tell(file, terminal, console));
    }

    private static Consumer<String> tell(Path file, boolean terminal, Consumer<String> console) {
        return madeUp -> console.accept(terminal ? shown(madeUp, file) : put(madeUp, file));
    }

    private static String shown(String madeUp, Path file) {
        try {
            // One that was put there before is no longer right.
            Files.deleteIfExists(clear(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "Ripen made up a password for the user 'admin': " + madeUp + "\nIt is shown only this once. "
                + another(file);
    }

    private static String put(String madeUp, Path file) {
        Path clear = clear(file);
        try {
            PasswordFile.write(clear, madeUp);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "Ripen made up a password for the user 'admin'. It is in " + clear
                + ", which only this user of the machine can read. Note it down and delete that file. " + another(file);
    }

    private static Path clear(Path file) {
        return file.resolveSibling("admin.first-password");
    }

    private static String another(Path file) {
        return "Set RIPEN_ADMIN_PASSWORD to choose another, with several nodes the same on each; 'ripen admin-password' makes"
                + " up a new one. Its hash is in " + file + ".";
    }
}
