package io.ripen.contacts.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Reads phone numbers in any spelling. Thread-safe. */
final class PhoneNumbers {
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    /**
     * What was read lately: a lead that comes in is read when it is checked, when it is looked for and when it is kept, and
     * reading is the dearest part of each. Of two that fall on one place the later stays.
     */
    private static final AtomicReferenceArray<Known> LATELY = new AtomicReferenceArray<>(1024);

    private record Known(
            String phone, String region, @Nullable String e164) {}

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
        int place = (phone.hashCode() * 31 + region.hashCode() & Integer.MAX_VALUE) % LATELY.length();
        Known known = LATELY.get(place);
        if (known == null || !known.phone().equals(phone) || !known.region().equals(region)) {
            known = new Known(phone, region, read(phone, region));
            LATELY.set(place, known);
        }
        return known.e164();
    }

    private static @Nullable String read(String phone, String region) {
        try {
            PhoneNumber number = LIBRARY.parse(phone, region);
            return LIBRARY.isPossibleNumber(number) ? LIBRARY.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException e) {
            return null;
        }
    }
}
