package io.ripen.policy.quiet.internal;

import io.ripen.health.HealthCheck;
import io.ripen.time.RipenClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Which time-zone rules are in use, and how old they are. Their date is the one at which the jar was built, or the JDK was
 * released: they are not newer than that.
 */
@Component(service = HealthCheck.class)
public final class TimeZonesHealth implements HealthCheck {
    /** System properties that the provider of the rules in lib/boot sets. */
    static final String SOURCE = "io.ripen.timezones.source";

    static final String PROBLEM = "io.ripen.timezones.problem";

    private static final Duration OLD = Duration.ofDays(183);
    private static final String CURE =
            "Put a newer joda-time jar into lib/boot in the place of the old one and start again (docs/quiet-hours.md).";

    private final RipenClock clock;

    @Activate
    public TimeZonesHealth(@Reference RipenClock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "time-zones";
    }

    @Override
    public Result check() {
        String version =
                ZoneRulesProvider.getVersions("America/New_York").lastEntry().getKey();
        return result(
                version,
                System.getProperty(SOURCE),
                System.getProperty(PROBLEM),
                System.getProperty("java.version.date"),
                clock.machine().instant());
    }

    static Result result(
            String version, @Nullable String jar, @Nullable String problem, @Nullable String jdkDate, Instant now) {
        String words = "Time-zone rules " + version;
        if (jar == null) {
            return new Result(
                    Status.WARN,
                    words + " of the JDK" + (jdkDate == null ? "" : " of " + jdkDate)
                            + " are in use, not those of lib/boot. "
                            + (problem == null
                                    ? "Java was not started with -Djava.time.zone.DefaultZoneRulesProvider; start it by"
                                            + " bin/ripen or bin/karaf."
                                    : problem + ". " + CURE));
        }
        if (problem != null) {
            return new Result(Status.WARN, words + " are in use. " + problem + ". " + CURE);
        }
        LocalDate date = date(jar);
        if (date == null) {
            return new Result(Status.WARN, words + " are in use; how old they are cannot be read from " + jar + ".");
        }
        long days = Duration.between(date.atStartOfDay(ZoneOffset.UTC).toInstant(), now)
                .toDays();
        words += " of " + date + " (" + Math.max(0, days) + " days old) are in use";
        return days > OLD.toDays()
                ? new Result(
                        Status.WARN,
                        words
                                + "; countries change theirs several times a year, so leads may be written to an hour off. "
                                + CURE)
                : new Result(Status.OK, words + ".");
    }

    private static @Nullable LocalDate date(String jar) {
        try (ZipFile zip = new ZipFile(jar)) {
            ZipEntry data = zip.getEntry("org/joda/time/tz/data/ZoneInfoMap");
            return data == null
                    ? null
                    : data.getLastModifiedTime()
                            .toInstant()
                            .atZone(ZoneOffset.UTC)
                            .toLocalDate();
        } catch (IOException e) {
            return null;
        }
    }
}
