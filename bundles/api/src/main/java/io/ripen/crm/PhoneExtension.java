package io.ripen.crm;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The extension behind a phone number as people write it: {@code 415 555 2671 ext. 12}, {@code … x12}, {@code …;ext=12},
 * {@code … #12}. A number with one is a desk's behind a switchboard: it is called, and never texted.
 */
public final class PhoneExtension {
    private static final Pattern WRITTEN = Pattern.compile(
            "(?<=[0-9) .,;-])[ ,;.-]*(?:;ext=|\\b?e?xt(?:ensi[oó]n|n)?\\b[.:]?|x|#|int(?:erno)?\\.?:?|anexo|ramal"
                    + "|poste|durchwahl|toestel|доб\\.?)[ .:]*\\(?([0-9]{1,7})\\)?\\s*#?$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private PhoneExtension() {}

    /** Its digits; empty when the number has none. */
    public static Optional<String> in(String phone) {
        Matcher written = find(phone);
        return written == null ? Optional.empty() : Optional.of(written.group(1));
    }

    /** The number without its extension. */
    public static String without(String phone) {
        Matcher written = find(phone);
        return written == null ? phone : phone.substring(0, written.start()).strip();
    }

    /** An extension stands behind a number: without digits before it, it would be the number itself. */
    private static @org.jspecify.annotations.Nullable Matcher find(String phone) {
        if (phone.length() > 100) {
            return null;
        }
        Matcher written = WRITTEN.matcher(phone.strip());
        return written.find()
                        && phone.substring(0, written.start())
                                        .chars()
                                        .filter(Character::isDigit)
                                        .count()
                                >= 6
                ? written
                : null;
    }
}
