package io.ripen.contacts.internal;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Countries by code or by name: as the JDK names them in twenty languages and in their own, and as people call them. Case,
 * accents and punctuation do not count.
 */
final class Countries {
    private static final Set<String> CODES = Set.of(Locale.getISOCountries());
    private static final List<String> LANGUAGES = List.of(
            "en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "hu", "ro", "tr", "el", "ru",
            "uk", "ja", "zh", "ko", "ar", "he");

    /** What is on no list: other names, parts that people take for the whole, and old names. */
    private static final Map<String, String> CALLED = Map.ofEntries(
            Map.entry(
                    "US",
                    "US of A;U.S.;America;The United States;United States of America (USA);Estados Unidos de America;EEUU;EUA;Etats Unis d'Amerique;Vereinigte Staaten von Amerika"),
            Map.entry(
                    "GB",
                    "UK;U.K.;Great Britain;Britain;England;Scotland;Wales;Northern Ireland;United Kingdom of Great Britain and Northern Ireland;Grossbritannien;Grande Bretagne;Gran Bretagna;Gran Bretana;Inglaterra;Angleterre"),
            Map.entry("NL", "Holland;The Netherlands;Hollande;Holanda;Olanda"),
            Map.entry("KR", "Korea;South Korea;Republic of Korea;Korea, Republic of;Korea (South)"),
            Map.entry("KP", "North Korea;Korea, Democratic People's Republic of"),
            Map.entry("RU", "Russian Federation"),
            Map.entry("CZ", "Czech Republic;Tschechische Republik;Ceska republika"),
            Map.entry("AE", "UAE;U.A.E.;Emirates;Dubai;Abu Dhabi"),
            Map.entry("CN", "PR China;P.R. China;PRC;People's Republic of China;Mainland China"),
            Map.entry("HK", "Hong Kong;Hong Kong SAR"),
            Map.entry("MO", "Macau;Macao"),
            Map.entry("TW", "Taiwan, Province of China;Republic of China"),
            Map.entry("VN", "Viet Nam"),
            Map.entry("IR", "Iran, Islamic Republic of"),
            Map.entry("SY", "Syrian Arab Republic"),
            Map.entry("LA", "Lao People's Democratic Republic"),
            Map.entry("MD", "Moldova, Republic of;Republic of Moldova"),
            Map.entry("MK", "Macedonia;FYROM;Republic of North Macedonia"),
            Map.entry("TZ", "Tanzania, United Republic of"),
            Map.entry("VE", "Venezuela, Bolivarian Republic of"),
            Map.entry("BO", "Bolivia, Plurinational State of"),
            Map.entry("CI", "Ivory Coast;Cote d'Ivoire"),
            Map.entry("CD", "DR Congo;DRC;Democratic Republic of the Congo;Congo, The Democratic Republic of the"),
            Map.entry("CG", "Congo;Republic of the Congo"),
            Map.entry("CV", "Cape Verde"),
            Map.entry("SZ", "Swaziland"),
            Map.entry("MM", "Burma"),
            Map.entry("TR", "Turkey;Turkiye"),
            Map.entry("IE", "Eire;Republic of Ireland"),
            Map.entry("DE", "BRD;Federal Republic of Germany;Bundesrepublik Deutschland"),
            Map.entry("CH", "Swiss;Confoederatio Helvetica"),
            Map.entry("PS", "Palestine;Palestine, State of"),
            Map.entry("VA", "Vatican;Holy See"),
            Map.entry("BN", "Brunei Darussalam"),
            Map.entry("TL", "East Timor"),
            Map.entry("FM", "Micronesia, Federated States of"));

    private static final Map<String, String> BY_NAME = names();

    private Countries() {}

    /** The two-letter code of a code (two or three letters) or name; null when it is none. */
    static @Nullable String code(@Nullable String written) {
        if (written == null || written.length() > 100) {
            return null;
        }
        String upper = written.strip().toUpperCase(Locale.ROOT);
        return CODES.contains(upper) ? upper : BY_NAME.get(plain(written));
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        CALLED.forEach((code, called) -> {
            for (String each : called.split(";")) {
                names.put(plain(each), code);
            }
        });
        for (String code : CODES) {
            Locale country = new Locale("", code);
            names.putIfAbsent(plain(country.getISO3Country()), code);
            for (String language : LANGUAGES) {
                names.putIfAbsent(plain(country.getDisplayCountry(Locale.forLanguageTag(language))), code);
            }
        }
        for (Locale each : Locale.getAvailableLocales()) {
            if (CODES.contains(each.getCountry())) {
                names.putIfAbsent(plain(each.getDisplayCountry(each)), each.getCountry());
            }
        }
        names.remove("");
        return Map.copyOf(names);
    }

    private static String plain(String name) {
        String letters =
                Normalizer.normalize(name.strip(), Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return letters.toLowerCase(Locale.ROOT)
                .replace("&", "and")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .replaceFirst("^the ", "")
                .strip()
                .replace(" ", "");
    }
}
