package io.ripen.contacts.internal;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Syntax of an e-mail address, and the form that two spellings of one address have in common. */
final class EmailAddresses {
    private EmailAddresses() {}

    /** What is wrong with it, as the end of a sentence that begins with it; null when nothing is. */
    static @Nullable String flaw(String email) {
        String flaw = Texts.flaw(email, 254, false);
        if (flaw != null) {
            return flaw;
        }
        if (email.codePoints().anyMatch(each -> Character.getType(each) == Character.FORMAT)) {
            return "has a character that is not seen, such as one that turns the direction of writing; type it anew.";
        }
        int at = email.lastIndexOf('@');
        if (at < 1 || at == email.length() - 1) {
            return "is not an e-mail address; write it as name@example.com.";
        }
        if (at > 64) {
            return "has " + at + " characters before the @; at most 64 are possible.";
        }
        if (email.indexOf('<') >= 0 || email.indexOf(',') >= 0 || email.indexOf('(') >= 0) {
            return "is more than an e-mail address; write one address, without a name, as name@example.com.";
        }
        try {
            // Without a surrounding "Name <…>", comments or lists: only what stands between the angle brackets.
            new InternetAddress(email, true).validate();
        } catch (AddressException e) {
            return "is not an e-mail address (" + e.getMessage() + "); write it as name@example.com.";
        }
        String domain = email.substring(at + 1);
        if (domain.startsWith("[")
                || domain.indexOf('.') < 0
                || domain.contains("..")
                || domain.startsWith(".")
                || domain.endsWith(".")) {
            return "has no full domain after the @; write it as name@example.com.";
        }
        for (String label : domain.split("\\.")) {
            if (label.length() > 63 || label.startsWith("-") || label.endsWith("-")) {
                return "has the impossible part '" + label + "' in its domain; write it as name@example.com.";
            }
        }
        return null;
    }

    static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
