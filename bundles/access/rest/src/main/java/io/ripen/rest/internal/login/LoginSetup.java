package io.ripen.rest.internal.login;

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
     * @param console shown a made-up password, once
     * @throws IllegalStateException when the file is damaged or cannot be written
     */
    public static Logins logins(String password, String tokens, Path file, Consumer<String> console) {
        List<String> each = Arrays.stream(tokens.split("[,\\s]+", -1))
                .filter(token -> !token.isEmpty())
                .toList();
        Password admin = password.isBlank()
                ? PasswordFile.open(
                        file,
                        madeUp -> console.accept("Ripen made up a password for the user 'admin': " + madeUp
                                + "\nIt is shown only this once. Set RIPEN_ADMIN_PASSWORD to choose another; delete "
                                + file
                                + " to get a new one."))
                : Password.plain(password);
        return new Logins(admin, each);
    }
}
