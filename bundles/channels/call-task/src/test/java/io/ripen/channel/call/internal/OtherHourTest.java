package io.ripen.channel.call.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherHourTest {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource({
        // first call, now, when to call; all New York, in a week that begins on Monday the 2nd
        "2026-03-02T10:20, 2026-03-04T09:00, 2026-03-04T14:00",
        "2026-03-02T10:20, 2026-03-04T15:00, 2026-03-04T15:00",
        "2026-03-02T10:20, 2026-03-04T17:00, 2026-03-05T14:00",
        "2026-03-02T14:30, 2026-03-04T09:00, 2026-03-04T09:30",
        "2026-03-02T14:30, 2026-03-04T10:00, 2026-03-04T10:00",
        "2026-03-02T14:30, 2026-03-04T13:00, 2026-03-05T09:30",
        "2026-03-02T14:30, 2026-03-06T13:00, 2026-03-09T09:30",
        "2026-03-02T10:20, 2026-03-07T15:00, 2026-03-09T14:00",
        "2026-03-02T11:59, 2026-03-04T09:00, 2026-03-04T14:00",
        "2026-03-02T12:00, 2026-03-04T09:00, 2026-03-04T09:30",
    })
    void the_second_call_is_in_the_other_half_of_a_weekday(String first, String now, String expected) {
        Instant asked = at(now);
        OtherHour other = OtherHour.than(at(first), "", asked, ZONE);
        assertThat(other.at()).isEqualTo(at(expected));
        assertThat(other.in(asked)).isEqualTo(Duration.between(asked, at(expected)));
        assertThat(other.hint()).contains(first.substring(11));
    }

    private static Instant at(String local) {
        return java.time.LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }
}
