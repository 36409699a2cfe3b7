package io.ripen.trigger.schedule.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // 1 March 2026 is a Sunday.
                "0 9 * * MON          | 2026-03-02T09:00",
                "0 9 * * 1            | 2026-03-02T09:00",
                "0 9 * * 0            | 2026-03-08T09:00",
                "0 9 * * 7            | 2026-03-08T09:00",
                "30 8 * * 1-5         | 2026-03-02T08:30",
                "0 9 * * sat,sun      | 2026-03-07T09:00",
                "0 9 * * 6,0          | 2026-03-07T09:00",
                "0 9 1 * *            | 2026-04-01T09:00",
                "0 9 15 1 *           | 2027-01-15T09:00",
                "0 9 29 2 *           | 2028-02-29T09:00",
                "0 9 * * 5L           | 2026-03-27T09:00",
                "0 9 * * 1#2          | 2026-03-09T09:00",
                "0 9 L * *            | 2026-03-31T09:00",
                "*/15 * * * *         | 2026-03-01T12:15",
                "0 0 9 ? * MON        | 2026-03-02T09:00",
                "0 0 9 ? * 2          | 2026-03-02T09:00",
                "0 0 9 1 1 ? 2027     | 2027-01-01T09:00",
            })
    void readsCron(String cron, LocalDateTime next) {
        assertThat(CronTimes.of(cron).after(LocalDateTime.parse("2026-03-01T12:00")))
                .isEqualTo(next);
    }

    @Test
    void aCronThatIsOverIsOver() {
        assertThat(CronTimes.of("0 0 9 1 1 ? 2020").after(Instant.parse("2026-03-01T00:00:00Z"), BERLIN))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 9 * *           | cannot be read",
                "0 25 * * *        | cannot be read",
                "every monday      | cannot be read",
                "0 9 1 * MON       | write * for one of them",
                "* * * * * ?       | several times a minute",
                "0/10 * * * * ?    | several times a minute",
                "''                | cannot be read",
            })
    void refusesCronThatCannotBeMeant(String cron, String message) {
        assertThatThrownBy(() -> CronTimes.of(cron))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'cron'")
                .hasMessageContaining(message);
    }

    @Test
    void nineInTheMorningIsNineAlsoAfterTheClockChanged() {
        LocalTimes nine = CronTimes.of("0 9 * * *");

        assertThat(from(nine, "2026-03-28T00:00:00Z", 3))
                .containsExactly("2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z", "2026-03-30T07:00:00Z");
        assertThat(from(nine, "2026-10-24T00:00:00Z", 3))
                .containsExactly("2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z", "2026-10-26T08:00:00Z");
    }

    @Test
    void aTimeThatTheSpringLeavesOutComesAsMuchLater() {
        // On 29 March the clock goes from 2:00 to 3:00.
        for (LocalTimes times : List.of(CronTimes.of("30 2 * * *"), LocalTimes.daily(LocalTime.of(2, 30)))) {
            assertThat(from(times, "2026-03-28T02:00:00Z", 2))
                    .containsExactly("2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
            assertThat(times.after(Instant.parse("2026-03-29T01:10:00Z"), BERLIN))
                    .isEqualTo("2026-03-29T01:30:00Z");
        }
    }

    @Test
    void aTimeThatComesTwiceInAutumnCountsOnce() {
        // On 25 October the clock goes from 3:00 back to 2:00.
        for (LocalTimes times : List.of(CronTimes.of("30 2 * * *"), LocalTimes.daily(LocalTime.of(2, 30)))) {
            assertThat(from(times, "2026-10-24T01:00:00Z", 2))
                    .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
            assertThat(times.after(Instant.parse("2026-10-25T01:10:00Z"), BERLIN))
                    .isEqualTo("2026-10-26T01:30:00Z");
        }
    }

    private static List<String> from(LocalTimes times, String start, int count) {
        List<String> all = new ArrayList<>();
        Instant at = Instant.parse(start);
        for (int i = 0; i < count; i++) {
            at = times.after(at, BERLIN);
            all.add(String.valueOf(at));
        }
        return all;
    }
}
