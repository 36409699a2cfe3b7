package io.ripen.accounts.internal;

import io.ripen.access.InvalidAccountException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an account may be like. */
final class AccountRules {
    /** The administrator of the installation signs in with it. */
    private static final String RESERVED = "admin";

    private static final int LONGEST_LOGIN = 100;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_EMAIL = 254;
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 200;

    private AccountRules() {}

    /** @return the login as it is kept */
    static String login(String login) {
        String text = login.strip();
        if (text.isEmpty() || text.length() > LONGEST_LOGIN || !text.chars().allMatch(AccountRules::inLogin)) {
            throw new InvalidAccountException(
                    "login",
                    "The login has to have 1 to " + LONGEST_LOGIN + " characters, and no blank and no colon.",
                    "Use the e-mail address, or a name such as 'ann'.");
        }
        if (text.toLowerCase(Locale.ROOT).equals(RESERVED)) {
            throw new InvalidAccountException(
                    "login",
                    "The login 'admin' belongs to the administrator of the installation.",
                    "Use another login, such as the e-mail address.");
        }
        return text;
    }

    private static boolean inLogin(int c) {
        return c > ' ' && c != ':' && c != 0x7f && !Character.isWhitespace(c) && !Character.isISOControl(c);
    }

    static String name(String name) {
        return text("name", name, LONGEST_NAME, "Send the name as others are to read it.");
    }

    static @Nullable String email(@Nullable String email) {
        if (email == null || email.isBlank()) {
            return null;
        }
        String text = text("email", email, LONGEST_EMAIL, "Send one address, such as ann@example.com.");
        int at = text.indexOf('@');
        if (at < 1 || at != text.lastIndexOf('@') || at == text.length() - 1 || text.indexOf(' ') >= 0) {
            throw new InvalidAccountException(
                    "email", "'email' is not an e-mail address.", "Send one address, such as ann@example.com.");
        }
        return text;
    }

    static String text(String field, String value, int longest, String cure) {
        String text = value.strip();
        if (text.isEmpty() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidAccountException(
                    field, "'" + field + "' has to have 1 to " + longest + " characters in one line.", cure);
        }
        return text;
    }

    /** Long, and not one that is tried first. Composition rules only make people choose worse ones (NIST SP 800-63B). */
    static void password(String password, String login) {
        String text = PasswordHash.normal(password);
        int length = text.codePointCount(0, text.length());
        if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
            throw new InvalidAccountException(
                    "password",
                    "The password has " + length + " characters, and it has to have " + SHORTEST_PASSWORD + " to "
                            + LONGEST_PASSWORD + ".",
                    "Take a longer one, such as four words that nobody would put together.");
        }
        String low = text.toLowerCase(Locale.ROOT);
        boolean repeats = text.codePoints().distinct().count() < 4;
        if (repeats || low.contains(login.toLowerCase(Locale.ROOT)) || low.startsWith("password") || isRow(low)) {
            throw new InvalidAccountException(
                    "password",
                    "The password is one that strangers try first: it repeats itself, counts up, or has the login or"
                            + " 'password' in it.",
                    "Take another one, such as four words that nobody would put together.");
        }
    }

    /** Such as 123456789012 or abcdefghijkl. */
    private static boolean isRow(String text) {
        int steps = 0;
        for (int i = 1; i < text.length(); i++) {
            int step = text.charAt(i) - text.charAt(i - 1);
            steps += step == 1 || step == -9 ? 1 : 0;
        }
        return steps == text.length() - 1;
    }
}
