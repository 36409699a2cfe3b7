package io.ripen.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CalendarSpanTest {

    @Test
    void aPartOfASpanIsCalendarAsFarAsItIsWhole() {
        assertThat(CalendarSpan.ofDays(14).scaled(0.5)).isEqualTo(CalendarSpan.ofDays(7));
        assertThat(CalendarSpan.ofDays(3).scaled(0.5)).isEqualTo(new CalendarSpan(0, 1, Duration.ofHours(12)));
        assertThat(CalendarSpan.ofMonths(1).scaled(0.5)).isEqualTo(CalendarSpan.ofDays(15));
        assertThat(CalendarSpan.ofMonths(12).scaled(2)).isEqualTo(CalendarSpan.ofMonths(24));
        assertThat(CalendarSpan.ofClock(Duration.ofHours(3)).scaled(0.01))
                .isEqualTo(CalendarSpan.ofClock(Duration.ofSeconds(108)));
        assertThat(CalendarSpan.ofDays(1).scaled(1)).isEqualTo(CalendarSpan.ofDays(1));
    }

    @Test
    void hoursNeverBecomeDays() {
        assertThat(CalendarSpan.ofClock(Duration.ofHours(48)).hasDays()).isFalse();
        assertThat(CalendarSpan.ofDays(2).hasDays()).isTrue();
    }
}
