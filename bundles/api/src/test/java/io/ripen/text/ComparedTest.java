package io.ripen.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.trigger.ValueTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Gold | gold",
                "Gold  |~ gold ~",
                "~New  York~ | new york",
                "~New\u00a0York~ | New York",
                "1,000 | 1000",
                "1,234,567.50 | 1234567.5",
                "5.0 | 5",
                "KIM@Example.com | kim@example.com",
                "007 | 007",
                "-3 | -3.00",
            })
    void is_the_same(String one, String other) {
        assertThat(Compared.same(one, other)).isTrue();
        assertThat(ValueTest.of("data.x", other.replace(",", "")).has(one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Gold | Golden", "007 | 7", "1,00 | 100", "+14155550100 | 14155550100", "1 | one"})
    void is_not_the_same(String one, String other) {
        assertThat(Compared.same(one, other)).isFalse();
    }

    @Test
    void a_trigger_reads_an_amount_as_a_spreadsheet_writes_it() {
        assertThat(ValueTest.of("data.amount", ">500").has("1,000")).isTrue();
        assertThat(ValueTest.of("data.amount", "<500").has("1,000")).isFalse();
        assertThat(ValueTest.of("data.amount", ">500").has("10,00")).isFalse();
    }
}
