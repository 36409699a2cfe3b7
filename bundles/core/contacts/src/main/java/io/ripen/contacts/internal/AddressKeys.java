package io.ripen.contacts.internal;

import io.ripen.channel.AddressKind;
import java.net.IDN;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one form under which an address is compared, so that an opt-out holds however the address is written. Only for
 * comparing: messages go to the address as it was given.
 *
 * <p>Numbers: E.164. Mail: lower case, the domain in ASCII; at providers that are known to ignore them, what follows a plus
 * is left out, and so are the dots of Gmail, whose second name is googlemail.com.
 */
final class AddressKeys {
    private static final String GMAIL = "gmail.com";
    private static final String GMAIL_TOO = "googlemail.com";
    /** Their own documentation says that name+anything reaches name. */
    private static final Set<String> PLUS_ADDRESSING = Set.of(
            GMAIL,
            "outlook.com",
            "hotmail.com",
            "live.com",
            "msn.com",
            "icloud.com",
            "me.com",
            "mac.com",
            "fastmail.com",
            "fastmail.fm",
            "proton.me",
            "protonmail.com",
            "pm.me");

    private AddressKeys() {}

    /** @param region two-letter country that a national number is read in; {@code ZZ} for none */
    static String of(AddressKind kind, String address, String region) {
        String trimmed = address.strip();
        if (kind == AddressKind.EMAIL) {
            return mail(trimmed);
        }
        if (kind == AddressKind.PHONE && !isE164(trimmed)) {
            @Nullable String number = PhoneNumbers.e164(trimmed, region);
            return number == null ? trimmed : number;
        }
        return trimmed;
    }

    private static String mail(String address) {
        String lower = EmailAddresses.key(address);
        int at = lower.lastIndexOf('@');
        if (at < 1) {
            return lower;
        }
        String name = lower.substring(0, at);
        String domain = ascii(lower.substring(at + 1));
        if (domain.equals(GMAIL_TOO)) {
            domain = GMAIL;
        }
        int plus = name.indexOf('+');
        if (plus > 0 && PLUS_ADDRESSING.contains(domain)) {
            name = name.substring(0, plus);
        }
        if (domain.equals(GMAIL)) {
            name = name.replace(".", "");
        }
        return name + "@" + domain;
    }

    private static String ascii(String domain) {
        String bare = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        if (bare.chars().allMatch(c -> c < 128)) {
            return bare;
        }
        try {
            return IDN.toASCII(bare).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException impossible) {
            return bare;
        }
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
