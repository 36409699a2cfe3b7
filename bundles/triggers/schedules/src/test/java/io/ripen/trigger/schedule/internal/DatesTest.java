package io.ripen.trigger.schedule.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date        | 0 days   | 2026-12-01              | 2026-12-01 | true",
                "date        | 0 days   | 2026-12-01              | 2027-12-01 | false",
                "date        | -7 days  | 2026-12-01              | 2026-11-24 | true",
                "date        | -7 days  | 2026-12-01              | 2026-12-01 | false",
                "date        | 2 weeks  | 2026-12-25              | 2027-01-08 | true",
                "date        | -1 month | 2026-03-31              | 2026-02-28 | true",
                // At 22:00 in London it is the next day in Tokyo, where the lead is.
                "date        | 0 days   | 2026-12-01T22:00:00Z    | 2026-12-02 | true",
                "date        | 0 days   | 2026-12-01T22:00+00:00  | 2026-12-02 | true",
                "date        | 0 days   | 2026-12-01T22:00        | 2026-12-01 | true",
                "date        | 0 days   | 2026-12-01 22:00:00     | 2026-12-01 | true",
                "date        | 0 days   | 12-01                   | 2026-12-01 | false",
                "date        | 0 days   | soon                    | 2026-12-01 | false",
                "date        | 0 days   | 2026-02-30              | 2026-03-02 | false",
                "date        | 0 days   | 2026-13-01              | 2026-01-01 | false",
                "date        | 0 days   | 2026-12-01Tomorrow      | 2026-12-01 | false",
                "anniversary | 0 days   | 1990-05-17              | 2026-05-17 | true",
                "anniversary | 0 days   | 1990-05-17              | 2026-05-18 | false",
                "anniversary | 0 days   | --05-17                 | 2026-05-17 | true",
                "anniversary | 0 days   | 05-17                   | 2026-05-17 | true",
                // Nobody has an anniversary of the day itself.
                "anniversary | 0 days   | 2026-05-17              | 2026-05-17 | false",
                "anniversary | 0 days   | 2026-05-17              | 2027-05-17 | true",
                "anniversary | 0 days   | 2000-02-29              | 2026-02-28 | true",
                "anniversary | 0 days   | 2000-02-29              | 2026-03-01 | false",
                "anniversary | 0 days   | 2000-02-29              | 2028-02-29 | true",
                "anniversary | 0 days   | 2000-02-29              | 2028-02-28 | false",
                "anniversary | 0 days   | --02-29                 | 2027-02-28 | true",
                "anniversary | -7 days  | 1990-01-03              | 2026-12-27 | true",
                "anniversary | 10 days  | 1990-12-27              | 2027-01-06 | true",
            })
    void isDue(String on, String offset, String written, LocalDate today, boolean expected) {
        Rule rule = Rule.of(on, Map.of("field", "day", "offset", offset));

        assertThat(rule.isDue(Leads.with(Map.of("day", written)), TOKYO, today.atTime(9, 0)))
                .isEqualTo(expected);
    }

    /** Midnight is how many systems keep a date; it is that day in America and in Tokyo. */
    @ParameterizedTest
    @CsvSource({
        "1990-05-17T00:00:00Z",
        "1990-05-17T00:00:00.000Z",
        "1990-05-17T00:00:00.000+0000",
        "1990-05-17 00:00:00 UTC",
        "1990-05-17T00:00:00+09:00",
        "642902400000",
        "19900517"
    })
    void midnightIsTheDateThatIsWritten(String written) {
        Rule rule = Rule.of("anniversary", Map.of("field", "day"));
        for (String zone : new String[] {"America/Los_Angeles", "America/Sao_Paulo", "Asia/Tokyo"}) {
            assertThat(rule.isDue(
                            Leads.with(Map.of("day", written)),
                            ZoneId.of(zone),
                            LocalDate.of(2026, 5, 17).atTime(9, 0)))
                    .isTrue();
        }
    }

    @Test
    void theDayOnWhichTheContactCameIsADateAsWell() {
        Rule rule = Rule.of("anniversary", Map.of("field", "createdAt"));

        assertThat(rule.isDue(Leads.with(Map.of()), TOKYO, LocalDateTime.parse("2027-01-01T09:00")))
                .isTrue();
    }

    @Test
    void aFieldThatHoldsSomethingElseIsNoDate() {
        Rule rule = Rule.of("date", Map.of("field", "day"));

        assertThat(rule.isDue(Leads.with(Map.of("day", 1201)), TOKYO, LocalDateTime.parse("2026-12-01T09:00")))
                .isFalse();
        assertThat(rule.isDue(Leads.with(Map.of("day", true)), TOKYO, LocalDateTime.parse("2026-12-01T09:00")))
                .isFalse();
        assertThat(rule.isDue(Leads.with(Map.of()), TOKYO, LocalDateTime.parse("2026-12-01T09:00")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schedule    | ''                              | needs the option 'cron'",
                "schedule    | cron=0 9 * * MON;field=x        | 'field' does not go with on=schedule",
                "date        | ''                              | needs the option 'field'",
                "date        | field=                          | 'field' is empty",
                "date        | field=x;cron=0 9 * * MON        | 'cron' does not go with on=date",
                "date        | field=x;offset=soon             | days, weeks or months before or after",
                "date        | field=x;offset=-2 years         | days, weeks or months before or after",
                "date        | field=x;offset=-400 days        | at most a year",
                "date        | field=x;at=9                    | write it as at=09:00",
                "date        | field=x;at=25:00                | write it as at=09:00",
                "anniversary | field=x;zone=mine               | zone=lead for each lead's own clock",
                "anniversary | field=x;tag=                    | 'tag' has an empty value",
            })
    void refusesWithTheOptionAndTheCure(String on, String options, String message) {
        Map<String, String> written = new LinkedHashMap<>();
        for (String option : options.isEmpty() ? new String[0] : options.split(";")) {
            String[] parts = option.split("=", 2);
            written.put(parts[0], parts[1]);
        }

        assertThatThrownBy(() -> new ScheduleTrigger().condition(on, written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void everyOptionOfAFormIsKnown() {
        ScheduleTrigger trigger = new ScheduleTrigger();
        assertThat(trigger.describe())
                .hasSize(3)
                .allSatisfy(form -> assertThat(form.options())
                        .allSatisfy(option -> assertThat(trigger.options()).contains(option.name())));
    }
}
