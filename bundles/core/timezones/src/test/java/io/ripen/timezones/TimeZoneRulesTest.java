package io.ripen.timezones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.joda.time.DateTimeZone;
import org.junit.jupiter.api.Test;

/** Runs in a JVM that was started with the rules of Joda-Time's jar, as bin/setenv starts it. */
class TimeZoneRulesTest {
    private static final long FROM = Instant.parse("1990-01-01T00:00:00Z").getEpochSecond();
    private static final long TO = Instant.parse("2038-01-01T00:00:00Z").getEpochSecond();

    @Test
    void britishColumbiaDoesNotGoBackInNovember2026() {
        ZoneId vancouver = ZoneId.of("America/Vancouver");

        assertThat(vancouver.getRules().getOffset(Instant.parse("2026-10-15T12:00:00Z")))
                .isEqualTo(vancouver.getRules().getOffset(Instant.parse("2026-11-15T12:00:00Z")));
        assertThat(ZonedDateTime.of(LocalDate.of(2026, 11, 23), LocalTime.of(10, 0), vancouver)
                        .toInstant())
                .isEqualTo(Instant.parse("2026-11-23T17:00:00Z"));
    }

    @Test
    void theVersionCanBeAskedFor() {
        assertThat(ZoneRulesProvider.getVersions("America/Vancouver").lastKey()).matches("20(2[6-9]|[3-9]\\d)[a-z]+");
        assertThat(System.getProperty(JodaZoneRulesProvider.SOURCE)).contains("joda-time");
        assertThat(System.getProperty(JodaZoneRulesProvider.PROBLEM)).isNull();
    }

    @Test
    void everyZoneSaysWhatJodaSays() {
        for (String id : DateTimeZone.getAvailableIDs()) {
            ZoneRules rules = ZoneId.of(id).getRules();
            DateTimeZone joda = DateTimeZone.forID(id);
            for (long second : instants(rules)) {
                assertThat(rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds() * 1000)
                        .as("%s at %s", id, Instant.ofEpochSecond(second))
                        .isEqualTo(joda.getOffset(second * 1000));
            }
            assertThat(rules.getStandardOffset(Instant.ofEpochSecond(FROM)).getTotalSeconds() * 1000)
                    .as("standard time of %s", id)
                    .isEqualTo(joda.getStandardOffset(FROM * 1000));
        }
    }

    /** Every eleventh day at another hour, and both sides of every change. */
    private static List<Long> instants(ZoneRules rules) {
        List<Long> instants = new ArrayList<>();
        for (long second = FROM; second < TO; second += 11 * 86_400 + 3_607) {
            instants.add(second);
        }
        Instant at = Instant.ofEpochSecond(FROM);
        for (ZoneOffsetTransition next = rules.nextTransition(at);
                next != null && next.toEpochSecond() < TO;
                next = rules.nextTransition(at)) {
            at = next.getInstant();
            instants.add(next.toEpochSecond() - 1);
            instants.add(next.toEpochSecond());
        }
        return instants;
    }

    @Test
    void whatDidNotChangeIsAsInTheJdk() throws IOException {
        JdkRules jdk = JdkRules.ofThisJdk();
        Set<String> changed = new TreeSet<>();
        for (String id : jdk.ids()) {
            ZoneRules before = jdk.rules(id);
            ZoneRules now = ZoneId.of(id).getRules();
            for (long second : instants(before)) {
                Instant at = Instant.ofEpochSecond(second);
                if (!before.getOffset(at).equals(now.getOffset(at))) {
                    changed.add(id);
                    break;
                }
            }
        }
        if (jdk.version().equals("2025a")
                && ZoneRulesProvider.getVersions("UTC").lastKey().equals("2026fgtz")) {
            assertThat(changed)
                    .as("what the releases 2025b to 2026f say they changed")
                    .containsExactlyInAnyOrder(
                            "Africa/Casablanca",
                            "Africa/El_Aaiun",
                            "America/Bogota",
                            "America/Edmonton",
                            "America/Havana",
                            "America/Inuvik",
                            "America/Rainy_River",
                            "America/Vancouver",
                            "America/Winnipeg",
                            "America/Yellowknife",
                            "Canada/Central",
                            "Canada/Mountain",
                            "Canada/Pacific",
                            "Cuba",
                            "Europe/Chisinau",
                            "Europe/Tiraspol");
        }
    }

    @Test
    void theJdksOwnRulesAreReadAsTheJdkReadsThem() throws Exception {
        Process plain = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Offsets.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> expected = new String(
                        plain.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(plain.waitFor()).isZero();
        JdkRules jdk = JdkRules.ofThisJdk();

        assertThat(Offsets.of(jdk.version(), jdk.ids(), jdk::rules)).isEqualTo(expected);
        assertThat(expected).hasSizeGreaterThan(500);
    }

    @Test
    void everyZoneOfTheJdkIsStillThere() throws IOException {
        for (String id : JdkRules.ofThisJdk().ids()) {
            assertThatCode(() -> ZoneId.of(id).getRules().getOffset(Instant.EPOCH))
                    .as(id)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void gapsAndOverlapsAreThere() {
        ZoneRules york = ZoneId.of("America/New_York").getRules();

        assertThat(york.getValidOffsets(LocalDateTime.of(2027, 3, 14, 2, 30))).isEmpty();
        assertThat(york.getValidOffsets(LocalDateTime.of(2027, 11, 7, 1, 30)))
                .containsExactly(ZoneOffset.ofHours(-4), ZoneOffset.ofHours(-5));
        assertThat(york.isDaylightSavings(Instant.parse("2027-07-01T00:00:00Z")))
                .isTrue();
        assertThat(york.getOffset(Instant.parse("2150-07-01T00:00:00Z"))).isEqualTo(ZoneOffset.ofHours(-4));
    }

    @Test
    void aJarThatCannotBeReadLeavesTheJdksRules() throws IOException {
        String source = System.getProperty(JodaZoneRulesProvider.SOURCE);
        try {
            for (JodaZoneRulesProvider.Jar broken : List.<JodaZoneRulesProvider.Jar>of(
                    () -> {
                        throw new IOException("truncated");
                    },
                    () -> {
                        throw new NoClassDefFoundError("org/joda/time/DateTimeZone");
                    })) {
                JodaZoneRulesProvider provider = new JodaZoneRulesProvider(broken);

                assertThat(provider.provideZoneIds())
                        .isEqualTo(JdkRules.ofThisJdk().ids());
                assertThat(provider.provideVersions("America/Vancouver"))
                        .containsOnlyKeys(JdkRules.ofThisJdk().version());
                assertThat(System.getProperty(JodaZoneRulesProvider.PROBLEM)).contains("cannot be read");
                assertThat(System.getProperty(JodaZoneRulesProvider.SOURCE)).isNull();
            }
        } finally {
            System.setProperty(JodaZoneRulesProvider.SOURCE, source);
            System.clearProperty(JodaZoneRulesProvider.PROBLEM);
        }
    }

    @Test
    void aFileThatIsNoneOfTheJdksIsRefused() {
        assertThatThrownBy(() -> JdkRules.read(new byte[] {1, 0, 2, 'A', 'B'}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a file of time-zone rules");
    }
}
