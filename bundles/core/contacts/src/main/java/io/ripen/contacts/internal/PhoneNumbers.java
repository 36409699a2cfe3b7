package io.ripen.contacts.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.ripen.channel.AddressKind;
import io.ripen.crm.PhoneExtension;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads phone numbers in any spelling. Thread-safe. */
final class PhoneNumbers {
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final int NORTH_AMERICA = 1;

    /** Area code and exchange begin with 2 to 9, and neither is 211 to 911. */
    private static final Pattern NORTH_AMERICAN = Pattern.compile("[2-9](?!11)\\d\\d[2-9](?!11)\\d{6}");

    private static final Pattern ONE_DIGIT = Pattern.compile("(\\d)\\1*");
    private static final Pattern COUNTED = Pattern.compile("0?1234567(89?0?)?|9876543(21?0?)?");

    /**
     * What was read lately: a lead that comes in is read when it is checked, when it is looked for and when it is kept, and
     * reading is the dearest part of each. Of two that fall on one place the later stays.
     */
    private static final AtomicReferenceArray<Known> LATELY = new AtomicReferenceArray<>(1024);

    private record Known(
            String phone, String region, @Nullable String e164) {}

    private PhoneNumbers() {}

    /**
     * The number in E.164, without its extension; null when it cannot be read as one that can be dialled from everywhere.
     * What has the right length for its country counts, since new area codes come faster than any list of them; but not a
     * number without its area code, and none that nobody can have: all digits alike, 1234567, or, in North America, an area
     * code or exchange that begins with 0 or 1.
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
            PhoneNumber number = LIBRARY.parse(PhoneExtension.without(phone), region);
            String e164 = LIBRARY.format(number, PhoneNumberFormat.E164);
            if (isNumber(number, e164)) {
                return e164;
            }
            // With a digit that its country has given up, such as the 1 of Mexico's mobile phones.
            String key = AddressKind.PHONE.key(e164);
            return !key.equals(e164) && isNumber(LIBRARY.parse(key, region), key) ? key : null;
        } catch (NumberParseException e) {
            return null;
        }
    }

    private static boolean isNumber(PhoneNumber number, String e164) {
        return LIBRARY.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                && isDialled(number)
                && AddressKeys.isE164(e164);
    }

    private static boolean isDialled(PhoneNumber number) {
        String national = LIBRARY.getNationalSignificantNumber(number);
        if (ONE_DIGIT.matcher(national).matches() || COUNTED.matcher(national).matches()) {
            return false;
        }
        return number.getCountryCode() != NORTH_AMERICA
                || NORTH_AMERICAN.matcher(national).matches();
    }
}
