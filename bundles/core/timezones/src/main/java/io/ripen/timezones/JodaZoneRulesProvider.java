package io.ripen.timezones;

import java.io.IOException;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The time-zone rules of the whole JVM ({@code java.time}), from Joda-Time's jar. Start Java with both jars on its class path
 * and {@code -Djava.time.zone.DefaultZoneRulesProvider=io.ripen.timezones.JodaZoneRulesProvider}. To bring the rules up to
 * date put a newer joda-time jar in the place of the old one and start again.
 *
 * <p>Whatever is wrong, the JVM starts: without a readable jar, or with one that is older than the JDK's own rules, the
 * JDK's are used. What is in use stands in system properties, and {@link ZoneRulesProvider#getVersions} tells the version of
 * each zone. Thread-safe.
 */
public final class JodaZoneRulesProvider extends ZoneRulesProvider {
    /** System property: the path of the jar that the rules come from; not set when they are the JDK's. */
    public static final String SOURCE = "io.ripen.timezones.source";

    /** System property: why the JDK's rules are used; not set when they are not. */
    public static final String PROBLEM = "io.ripen.timezones.problem";

    private final @Nullable JdkRules jdk;
    private final @Nullable JodaRules joda;
    private final Set<String> ids;
    private final Map<String, NavigableMap<String, ZoneRules>> built = new ConcurrentHashMap<>();

    /** Called by the JDK when time zones are first needed. */
    public JodaZoneRulesProvider() {
        this(JodaRules::ofTheJar);
    }

    /** Opens a jar. */
    @FunctionalInterface
    interface Jar {
        JodaRules open() throws IOException;
    }

    JodaZoneRulesProvider(Jar jar) {
        jdk = jdk();
        joda = joda(jar, jdk);
        Set<String> all = new HashSet<>();
        if (jdk != null) {
            all.addAll(jdk.ids());
        }
        if (joda != null) {
            all.addAll(joda.ids());
        }
        if (all.isEmpty()) {
            throw new ZoneRulesException("There are no time-zone rules, neither in Joda-Time's jar nor in the JDK ("
                    + System.getProperty("java.home") + "/lib/tzdb.dat).");
        }
        ids = Set.copyOf(all);
    }

    private static @Nullable JdkRules jdk() {
        try {
            return JdkRules.ofThisJdk();
        } catch (IOException | RuntimeException e) {
            warn("The JDK's own time-zone rules cannot be read: " + e + ". Those of Joda-Time are used alone.");
            return null;
        }
    }

    // Errors too: a jar that is missing shows as NoClassDefFoundError, and must not keep the JVM from starting.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static @Nullable JodaRules joda(Jar jar, @Nullable JdkRules jdk) {
        try {
            JodaRules joda = jar.open();
            if (joda.ids().isEmpty()) {
                throw new IOException(joda.source() + " has no time zones.");
            }
            if (jdk != null && joda.version().substring(0, 5).compareTo(jdk.version()) < 0) {
                instead("The JDK's time-zone rules " + jdk.version() + " are newer than " + joda.version() + " in "
                        + joda.source());
                return null;
            }
            System.setProperty(SOURCE, joda.source());
            System.clearProperty(PROBLEM);
            return joda;
        } catch (IOException | RuntimeException | LinkageError e) {
            instead("Joda-Time's jar with the time-zone rules cannot be read: " + e);
            return null;
        }
    }

    private static void instead(String problem) {
        System.clearProperty(SOURCE);
        System.setProperty(PROBLEM, problem);
        warn(problem + ". The JDK's rules are used.");
    }

    /** No logging here: it would ask for the time zone that is just being made. */
    private static void warn(String text) {
        System.err.println("Ripen: " + text);
    }

    @Override
    protected Set<String> provideZoneIds() {
        return ids;
    }

    @Override
    protected ZoneRules provideRules(String id, boolean forCaching) {
        return rules(id).lastEntry().getValue();
    }

    @Override
    protected NavigableMap<String, ZoneRules> provideVersions(String id) {
        return new TreeMap<>(rules(id));
    }

    private NavigableMap<String, ZoneRules> rules(String id) {
        if (!ids.contains(id)) {
            throw new ZoneRulesException("Unknown time zone '" + id + "'.");
        }
        return built.computeIfAbsent(id, this::build);
    }

    private NavigableMap<String, ZoneRules> build(String id) {
        NavigableMap<String, ZoneRules> versions = new TreeMap<>();
        ZoneRules own = jdk != null && jdk.ids().contains(id) ? jdk.rules(id) : null;
        if (joda != null && joda.ids().contains(id)) {
            try {
                versions.put(joda.version(), joda.rules(id, own));
                return versions;
            } catch (RuntimeException | LinkageError e) {
                if (own == null) {
                    throw new ZoneRulesException(
                            "The rules of the time zone '" + id + "' in " + joda.source()
                                    + " cannot be read, and the JDK has none.",
                            e);
                }
                String problem = "The rules of " + id + " in " + joda.source() + " cannot be read: " + e;
                System.setProperty(PROBLEM, problem);
                warn(problem + ". The JDK's are used for this zone.");
            }
        }
        if (own == null || jdk == null) {
            throw new ZoneRulesException("Unknown time zone '" + id + "'.");
        }
        versions.put(jdk.version(), own);
        return versions;
    }
}
