package io.ripen.policy.quiet.internal.place;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which zones lie in which country, state and area code; read once from this bundle. Immutable. */
final class Geography {
    private static final List<Instant> SEASONS =
            List.of(Instant.parse("2035-01-15T00:00:00Z"), Instant.parse("2035-07-15T00:00:00Z"));

    private final Map<String, List<ZoneId>> countries = new HashMap<>();
    private final Map<String, List<ZoneId>> states = new HashMap<>();
    private final Map<String, AreaCode> areaCodes = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    /**
     * An area code of North America.
     *
     * @param place a country, or a country and state such as {@code US-FL}
     */
    record AreaCode(String place, List<ZoneId> zones) {}

    Geography() {
        Set<String> known = ZoneId.getAvailableZoneIds();
        for (String[] words : lines("countries.txt")) {
            countries.put(words[0], zones(words, 1, known));
        }
        for (String[] words : lines("regions.txt")) {
            states.put(words[0], zones(words, 1, known));
        }
        for (String[] words : lines("area-codes.txt")) {
            areaCodes.put(words[0], new AreaCode(words[1], zones(words, 2, known)));
        }
        for (String[] words : lines("region-names.txt")) {
            String name = String.join(" ", List.of(words).subList(1, words.length));
            names.put(words[0].substring(0, 3) + name.toUpperCase(Locale.ROOT), words[0]);
        }
    }

    /** A zone that the rules in use do not know yet is left out; the others remain. */
    private static List<ZoneId> zones(String[] words, int from, Set<String> known) {
        List<ZoneId> zones = new ArrayList<>();
        for (int i = from; i < words.length; i++) {
            if (known.contains(words[i])) {
                zones.add(ZoneId.of(words[i]));
            }
        }
        return List.copyOf(zones);
    }

    private static List<String[]> lines(String file) {
        try (InputStream in = Geography.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the bundle: build it anew.");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.strip().split(" "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The zones of a country; empty when it is not known. */
    List<ZoneId> ofCountry(String country) {
        return countries.getOrDefault(country, List.of());
    }

    /** The zones of a state such as {@code US-FL}; empty when it is not known, and for a country with one zone for all. */
    List<ZoneId> ofState(String state) {
        return states.getOrDefault(state, List.of());
    }

    /** The countries that name this zone among theirs, in the order of their codes. */
    List<String> countriesOf(ZoneId zone) {
        return countries.entrySet().stream()
                .filter(each -> each.getValue().contains(zone))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /**
     * Whether a clock in this zone may be one of a place: it is a zone of the place, or goes like one of them, as {@code US/Eastern}
     * does. Of a place whose zones are not known anything may be.
     *
     * @param place a country or a state such as {@code US-FL}
     */
    boolean mayLieIn(ZoneId zone, String place) {
        List<ZoneId> there = place.indexOf('-') < 0 ? ofCountry(place) : ofState(place);
        return there.isEmpty() || there.contains(zone) || there.stream().anyMatch(each -> goAlike(each, zone));
    }

    /** Whether both show the same time, in winter as in summer, by the rules that will stay. */
    private static boolean goAlike(ZoneId one, ZoneId other) {
        return SEASONS.stream()
                .allMatch(at ->
                        one.getRules().getOffset(at).equals(other.getRules().getOffset(at)));
    }

    /** {@code US-FL} for {@code US} and {@code fl}, {@code US-FL} or {@code Florida}. */
    Optional<String> state(String country, @Nullable String region) {
        if (region == null || region.isBlank()) {
            return Optional.empty();
        }
        String written = region.strip().toUpperCase(Locale.ROOT);
        String code = written.startsWith(country + "-") ? written : country + "-" + written;
        if (states.containsKey(code)) {
            return Optional.of(code);
        }
        return Optional.ofNullable(names.get(country + "-" + written));
    }

    /** The area code of a number in E.164 such as {@code +12125550100}. */
    Optional<AreaCode> areaCode(String e164) {
        return e164.length() == 12 && e164.startsWith("+1")
                ? Optional.ofNullable(areaCodes.get(e164.substring(2, 5)))
                : Optional.empty();
    }
}
