package io.ripen.rest.internal.login;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What {@code ripen admin-password} calls: makes up another password for the administrator. A program of its own, since it has to work
 * also when Ripen does not run. Needs nothing but this jar and that of the API.
 */
public final class NewAdminPassword {
    private NewAdminPassword() {}

    /** @param arguments the file of the hash, and {@code terminal} when a person sees what is printed */
    public static void main(String[] arguments) throws IOException {
        LoginSetup.another(
                Path.of(arguments[0]), arguments.length > 1 && arguments[1].equals("terminal"), System.out::println);
    }
}
