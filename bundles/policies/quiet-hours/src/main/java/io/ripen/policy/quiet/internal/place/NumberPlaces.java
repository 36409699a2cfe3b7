package io.ripen.policy.quiet.internal.place;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a phone number may be: every zone and, for North America, the state. In North America the whole area code counts and
 * not the office, since a mobile phone keeps its number; toll-free and other numbers that lie nowhere say nothing.
 * Thread-safe.
 */
final class NumberPlaces {
    private static final int KEPT = 20_000;

    private final Geography geography;
    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final PhoneNumberToTimeZonesMapper zones = PhoneNumberToTimeZonesMapper.getInstance();
    private final Map<String, Optional<NumberPlace>> kept = new ConcurrentHashMap<>();

    NumberPlaces(Geography geography) {
        this.geography = geography;
    }

    /**
     * What a number says.
     *
     * @param zones all that it may lie in, at least one
     * @param place country, or country and state
     */
    record NumberPlace(List<ZoneId> zones, String place) {}

    /** The number in E.164, or null when it cannot be read. */
    @Nullable String e164(String phone, String country) {
        if (phone.length() > 50) {
            return null;
        }
        try {
            return library.format(library.parse(phone, country), PhoneNumberFormat.E164);
        } catch (NumberParseException e) {
            return null;
        }
    }

    /** What a number in E.164 says; empty when it lies nowhere. */
    Optional<NumberPlace> of(String e164) {
        Optional<Geography.AreaCode> area = geography.areaCode(e164);
        if (area.isPresent()) {
            Geography.AreaCode code = area.get();
            return code.zones().isEmpty() ? Optional.empty() : Optional.of(new NumberPlace(code.zones(), code.place()));
        }
        if (e164.length() < 8 || e164.startsWith("+1")) {
            return Optional.empty();
        }
        // The last four digits never say where a number is.
        String office = e164.substring(0, e164.length() - 4);
        Optional<NumberPlace> known = kept.get(office);
        if (known == null) {
            if (kept.size() >= KEPT) {
                kept.clear();
            }
            known = find(e164);
            kept.put(office, known);
        }
        return known;
    }

    private Optional<NumberPlace> find(String e164) {
        PhoneNumber number;
        try {
            number = library.parse(e164, null);
        } catch (NumberParseException e) {
            return Optional.empty();
        }
        String country = library.getRegionCodeForNumber(number);
        if (country == null || country.equals("ZZ")) {
            country = library.getRegionCodeForCountryCode(number.getCountryCode());
        }
        if (country.equals("ZZ") || country.equals("001") || liesNowhere(library.getNumberType(number))) {
            return Optional.empty();
        }
        List<ZoneId> found = known(
                library.isNumberGeographical(number)
                        ? zones.getTimeZonesForGeographicalNumber(number)
                        : zones.getTimeZonesForNumber(number));
        if (found.isEmpty()) {
            found = geography.ofCountry(country);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(new NumberPlace(found, country));
    }

    private static boolean liesNowhere(PhoneNumberType type) {
        return switch (type) {
            case TOLL_FREE, PREMIUM_RATE, SHARED_COST, VOIP, UAN, PERSONAL_NUMBER -> true;
            default -> false;
        };
    }

    private static List<ZoneId> known(List<String> names) {
        Set<String> available = java.time.zone.ZoneRulesProvider.getAvailableZoneIds();
        List<ZoneId> found = new ArrayList<>();
        for (String name : names) {
            if (available.contains(name)) {
                found.add(ZoneId.of(name));
            }
        }
        return List.copyOf(found);
    }
}
