package io.ripen.contacts.internal;

import io.ripen.channel.AddressKind;
import org.jspecify.annotations.Nullable;

/**
 * The key of an address ({@link AddressKind#key}), also of a number that is not in E.164 yet: it is read as one of a country.
 */
final class AddressKeys {
    private AddressKeys() {}

    /** @param region two-letter country that a national number is read in; {@code ZZ} for none */
    static String of(AddressKind kind, String address, String region) {
        String trimmed = address.strip();
        if (kind == AddressKind.PHONE && !isE164(trimmed)) {
            @Nullable String number = PhoneNumbers.e164(trimmed, region);
            return kind.key(number == null ? trimmed : number);
        }
        return kind.key(trimmed);
    }

    /** Without the library: parsing each address of a batch again took half of the JVM's time. */
    static boolean isE164(String address) {
        if (address.length() < 8 || address.length() > 16 || address.charAt(0) != '+') {
            return false;
        }
        for (int i = 1; i < address.length(); i++) {
            char digit = address.charAt(i);
            if (digit < '0' || digit > '9') {
                return false;
            }
        }
        return true;
    }
}
