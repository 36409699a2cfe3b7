package io.ripen.timezones;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.joda.time.DateTimeZone;
import org.joda.time.tz.ZoneInfoProvider;
import org.jspecify.annotations.Nullable;

/**
 * The rules in Joda-Time's jar, which is released with each change of the time-zone database. Every transition up to the year
 * {@value #LAST_YEAR} is taken over one by one; what repeats each year after that is taken from the JDK's rules if they agree
 * with these, and else the last offset stays. Thread-safe.
 */
final class JodaRules {
    private static final int LAST_YEAR = 2100;
    /** Before every transition that is known. */
    private static final long FIRST_MILLI = LocalDateTime.of(-1000, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC) * 1000;

    private static final long LAST_MILLI =
            LocalDateTime.of(LAST_YEAR + 1, 1, 2, 0, 0).toEpochSecond(ZoneOffset.UTC) * 1000;
    private static final String DATA = "org/joda/time/tz/data";

    private final ZoneInfoProvider data;
    private final String version;
    private final String source;

    private JodaRules(ZoneInfoProvider data, String version, String source) {
        this.data = data;
        this.version = version;
        this.source = source;
    }

    /** Reads the jar on this class's path. */
    static JodaRules ofTheJar() throws IOException {
        ClassLoader loader = JodaRules.class.getClassLoader();
        URL map = loader.getResource(DATA + "/ZoneInfoMap");
        if (map == null) {
            throw new IOException("Joda-Time's jar has no time-zone data in " + DATA + ".");
        }
        URLConnection connection = map.openConnection();
        if (!(connection instanceof JarURLConnection inJar)) {
            throw new IOException("Joda-Time's data do not come from a jar but from " + map + ".");
        }
        inJar.setUseCaches(false);
        try (JarFile jar = inJar.getJarFile();
                InputStream in = jar.getInputStream(jar.getJarEntry("META-INF/MANIFEST.MF"))) {
            String version = new java.util.jar.Manifest(in).getMainAttributes().getValue("Time-Zone-Database-Version");
            if (version == null || !version.matches("\\d{4}[a-z]+")) {
                throw new IOException("The manifest of " + jar.getName()
                        + " names no Time-Zone-Database-Version such as 2026f, but " + version + ".");
            }
            return new JodaRules(new ZoneInfoProvider(DATA, loader), version, jar.getName());
        }
    }

    /** As the jar's manifest says it, such as {@code 2026fgtz}. */
    String version() {
        return version;
    }

    /** The jar's path. */
    String source() {
        return source;
    }

    Set<String> ids() {
        return data.getAvailableIDs();
    }

    /**
     * The rules of a zone.
     *
     * @param jdk what the JDK says of it, or null when it does not know it
     */
    ZoneRules rules(String id, @Nullable ZoneRules jdk) {
        DateTimeZone zone = data.getZone(id);
        if (zone == null) {
            throw new ZoneRulesException("Joda-Time knows no time zone '" + id + "'.");
        }
        ZoneOffset firstStandard = offset(zone.getStandardOffset(FIRST_MILLI));
        ZoneOffset first = offset(zone.getOffset(FIRST_MILLI));
        List<ZoneOffsetTransition> standards = new ArrayList<>();
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        ZoneOffset standard = firstStandard;
        ZoneOffset wall = first;
        long at = FIRST_MILLI;
        for (long next = zone.nextTransition(at); next > at && next < LAST_MILLI; next = zone.nextTransition(at)) {
            at = next;
            // Joda-Time writes 24:00 as 23:59:59.999.
            long second = Math.floorDiv(at + 500, 1000L);
            ZoneOffset newStandard = offset(zone.getStandardOffset(at));
            ZoneOffset newWall = offset(zone.getOffset(at));
            if (!newStandard.equals(standard)) {
                standards.add(transition(second, standard, newStandard));
                standard = newStandard;
            }
            if (!newWall.equals(wall)) {
                transitions.add(transition(second, wall, newWall));
                wall = newWall;
            }
        }
        return ZoneRules.of(firstStandard, first, standards, transitions, repeating(transitions, jdk));
    }

    private static ZoneOffset offset(int millis) {
        return ZoneOffset.ofTotalSeconds(Math.floorDiv(millis, 1000));
    }

    private static ZoneOffsetTransition transition(long second, ZoneOffset before, ZoneOffset after) {
        return ZoneOffsetTransition.of(LocalDateTime.ofEpochSecond(second, 0, before), before, after);
    }

    /** The JDK's yearly rules if they say for the last fifty years what these transitions say. */
    private static List<ZoneOffsetTransitionRule> repeating(
            List<ZoneOffsetTransition> transitions, @Nullable ZoneRules jdk) {
        if (jdk == null || jdk.getTransitionRules().isEmpty()) {
            return List.of();
        }
        int from = LAST_YEAR - 50;
        List<ZoneOffsetTransition> repeated = new ArrayList<>();
        for (int year = from; year <= LAST_YEAR; year++) {
            for (ZoneOffsetTransitionRule rule : jdk.getTransitionRules()) {
                repeated.add(rule.createTransition(year));
            }
        }
        List<ZoneOffsetTransition> explicit = transitions.stream()
                .filter(each -> Year.from(each.getDateTimeBefore()).getValue() >= from)
                .toList();
        return explicit.equals(repeated) ? jdk.getTransitionRules() : List.of();
    }
}
