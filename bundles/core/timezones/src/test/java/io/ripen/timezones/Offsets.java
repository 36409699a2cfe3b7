package io.ripen.timezones;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Prints what a plain JVM says of its zones, for comparison. */
final class Offsets {
    private Offsets() {}

    public static void main(String[] arguments) {
        String version = ZoneRulesProvider.getVersions("Europe/London").lastKey();
        of(version, ZoneRulesProvider.getAvailableZoneIds(), id -> ZoneId.of(id).getRules())
                .forEach(System.out::println);
    }

    static List<String> of(String version, Collection<String> ids, Function<String, ZoneRules> rules) {
        List<String> lines = new ArrayList<>();
        lines.add(version);
        for (String id : new TreeSet<>(ids)) {
            int hash = 0;
            ZoneRules zone = rules.apply(id);
            for (long second = -3_000_000_000L; second < 5_000_000_000L; second += 7_000_003) {
                hash = hash * 31
                        + rules.apply(id)
                                .getOffset(Instant.ofEpochSecond(second))
                                .getTotalSeconds();
            }
            lines.add(id + " " + hash);
        }
        return lines;
    }
}
