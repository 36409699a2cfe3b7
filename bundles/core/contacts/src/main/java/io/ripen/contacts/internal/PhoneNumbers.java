package io.ripen.contacts.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** Reads phone numbers in any spelling. */
final class PhoneNumbers {
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    private PhoneNumbers() {}

    /**
     * The number in E.164, or null when it cannot be read as one. What has the right length for its country counts: new
     * area codes come faster than any list of them.
     *
     * @param region two-letter country that a national number is read in
     */
    static @Nullable String e164(String phone, String region) {
        if (phone.length() > 50) {
            return null;
        }
        try {
            PhoneNumber number = LIBRARY.parse(phone, region);
            return LIBRARY.isPossibleNumber(number) ? LIBRARY.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException e) {
            return null;
        }
    }
}
