package io.ripen.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates and moments as CRMs, spreadsheets, calendars and programs write them. */
class WrittenDateTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1990-05-17",
                "1990-05-17T00:00:00Z",
                "1990-05-17T00:00:00.000Z",
                "1990-05-17T00:00:00.000+0000",
                "1990-05-17 00:00:00 UTC",
                "1990-05-17 00:00:00+00",
                "1990-05-17T00:00Z",
                "1990-05-17T00:00:00",
                "1990-05-17 00:00:00",
                "1990-05-17T00:00:00+02:00",
                "1990-05-17T00:00:00-08:00",
                "19900517",
                "19900517T000000Z",
                "642902400000",
                "642902400",
                " 1990-05-17 ",
                "1990-05-17T00:00:00Z[UTC]"
            })
    void aFieldThatHoldsMidnightIsTheDateAsItIsWritten(String written) {
        for (String zone : new String[] {"America/Los_Angeles", "America/New_York", "Europe/Berlin", "Asia/Tokyo"}) {
            WrittenDate read = WrittenDate.ofField(written);
            assertThat(read).isNotNull();
            assertThat(read.day(ZoneId.of(zone))).isEqualTo(LocalDate.of(1990, 5, 17));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2027-11-02T15:00:00Z, 2027-11-02T15:00:00Z",
        "2027-11-02T15:00:00.123Z, 2027-11-02T15:00:00.123Z",
        "2027-11-02T16:00:00+01:00, 2027-11-02T15:00:00Z",
        "2027-11-02T16:00:00+0100, 2027-11-02T15:00:00Z",
        "2027-11-02T16:00+01, 2027-11-02T15:00:00Z",
        "2027-11-02 15:00:00 UTC, 2027-11-02T15:00:00Z",
        "2027-11-02 15:00:00 GMT, 2027-11-02T15:00:00Z",
        "2027-11-02t15:00:00z, 2027-11-02T15:00:00Z",
        "20271102T150000Z, 2027-11-02T15:00:00Z",
        "2027-11-02T16:00:00+01:00[Europe/Berlin], 2027-11-02T15:00:00Z",
        "2027-11-02T16:00:00[Europe/Berlin], 2027-11-02T15:00:00Z",
        "1825167600, 2027-11-02T15:00:00Z",
        "1825167600000, 2027-11-02T15:00:00Z",
        "2027-11-03T00:00:00Z, 2027-11-03T00:00:00Z",
    })
    void aMomentIsReadAsItIsMeant(String written, String moment) {
        assertThat(WrittenDate.ofMoment(written)).isEqualTo(new WrittenDate.Moment(java.time.Instant.parse(moment)));
    }

    @Test
    void numbersOfJsonAreReadAsWell() {
        WrittenDate seconds = WrittenDate.ofMoment(1_825_167_600L);
        assertThat(seconds).isNotNull();
        assertThat(WrittenDate.ofMoment(1_825_167_600_000L)).isEqualTo(seconds);
        assertThat(WrittenDate.ofMoment(1.8251676e9)).isEqualTo(seconds);
        assertThat(WrittenDate.ofMoment(1.8251676e12)).isEqualTo(seconds);
    }

    @Test
    void aTimeWithoutAZoneIsTheLeadsOwn() {
        assertThat(WrittenDate.ofMoment("2027-11-02 10:30")).isInstanceOf(WrittenDate.Local.class);
        assertThat(WrittenDate.ofField("2027-11-02T10:30:00")).isInstanceOf(WrittenDate.Local.class);
    }

    @Test
    void aMomentInAFieldIsTheDayThatItIsWhereTheLeadIs() {
        WrittenDate evening = WrittenDate.ofField("2027-11-03T02:30:00Z");
        assertThat(evening).isNotNull();
        assertThat(evening.day(NEW_YORK)).isEqualTo("2027-11-02");
        assertThat(evening.day(ZoneId.of("Europe/Berlin"))).isEqualTo("2027-11-03");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "2027-13-01",
                "2027-02-30",
                "2027-11-02T25:00:00Z",
                "2027-11-02T10:00:00+99:00",
                "2027-11-02T10:00[Mars/Olympus]",
                "12",
                "12345",
                "02/11/2027",
                "20271345",
                "2027-11-02T10:00:00Z and more"
            })
    void whatIsNoDateIsNull(String written) {
        assertThat(WrittenDate.ofMoment(written)).isNull();
        assertThat(WrittenDate.ofField(written)).isNull();
    }

    @Test
    void otherThingsAreNull() {
        assertThat(WrittenDate.ofField(null)).isNull();
        assertThat(WrittenDate.ofField(true)).isNull();
        assertThat(WrittenDate.ofField(java.util.List.of("2027-11-02"))).isNull();
        assertThat(WrittenDate.ofField("9".repeat(100_000))).isNull();
        assertThat(WrittenDate.ofField(Double.NaN)).isNull();
    }

    @Test
    void aBirthdayMayHaveNoYear() {
        assertThat(WrittenDate.ofField("--12-01")).isInstanceOf(WrittenDate.Yearly.class);
        assertThat(WrittenDate.ofField("12-01")).isInstanceOf(WrittenDate.Yearly.class);
    }
}
