package io.ripen.policy.quiet.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidayRuleTest {

    @ParameterizedTest
    @CsvSource({
        "DEC 25, 2026, 2026-12-25",
        "4th THU of NOV, 2026, 2026-11-26",
        "4th THU of NOV, 2029, 2029-11-22",
        "last MON of MAY, 2027, 2027-05-31",
        "1st MON of SEP, 2026, 2026-09-07",
        "1st MON of NOV +1, 2026, 2026-11-03",
        "1st MON of NOV +1, 2027, 2027-11-02",
        "4th THU of NOV +1, 2028, 2028-11-24",
        "easter, 2024, 2024-03-31",
        "easter, 2025, 2025-04-20",
        "easter, 2026, 2026-04-05",
        "easter, 2038, 2038-04-25",
        "easter +1, 2027, 2027-03-29",
        "easter -47, 2026, 2026-02-17",
        "2026-11-03, 2026, 2026-11-03"
    })
    void knowsTheDate(String rule, int year, LocalDate date) {
        assertThat(HolidayRule.of(rule).in(year)).contains(date);
    }

    @Test
    void oneDateIsInNoOtherYear() {
        assertThat(HolidayRule.of("2026-11-03").in(2027)).isEmpty();
        assertThat(HolidayRule.of("FEB 29").in(2027)).isEmpty();
    }

    @Test
    void saysHowToWriteIt() {
        assertThatThrownBy(() -> HolidayRule.of("25.12.")).hasMessageContaining("'DEC 25'");
        assertThatThrownBy(() -> HolidayRule.of("XYZ 1")).hasMessageContaining("XYZ");
    }

    @Test
    void aHolidayOnAWeekendIsObservedBesideIt() {
        Holidays july =
                new Holidays(List.of(HolidayRule.of("JUL 4"), HolidayRule.of("JAN 1")), Holidays.Observed.NEAREST);
        assertThat(july.test(LocalDate.of(2026, 7, 3)))
                .as("Friday before Saturday")
                .isTrue();
        assertThat(july.test(LocalDate.of(2027, 7, 5)))
                .as("Monday after Sunday")
                .isTrue();
        assertThat(july.test(LocalDate.of(2027, 12, 31))).as("of the next year").isTrue();
        assertThat(july.test(LocalDate.of(2026, 7, 6))).isFalse();
    }

    @Test
    void whereStateAndCountryDifferBothDaysAreFree() {
        Holidays july = new Holidays(List.of(HolidayRule.of("JUL 4")), Holidays.Observed.BOTH);
        assertThat(july.test(LocalDate.of(2026, 7, 3))).as("the Friday before").isTrue();
        assertThat(july.test(LocalDate.of(2026, 7, 4))).isTrue();
        assertThat(july.test(LocalDate.of(2026, 7, 6))).as("the Monday after").isTrue();
        assertThat(july.test(LocalDate.of(2027, 7, 5))).as("after a Sunday").isTrue();
        assertThat(july.test(LocalDate.of(2027, 7, 2))).isFalse();
        assertThat(july.test(LocalDate.of(2027, 7, 6))).isFalse();
    }
}
