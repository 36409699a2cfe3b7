package io.ripen.testkit;

import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields as people, forms and spreadsheets fill them in. */
@DisplayName("A condition compares as a trigger does")
class ComparingTest {
    private static boolean holds(String value, String condition) {
        String xml = """
            <routes><route id="s"><from uri="sequence:s"/>
            <filter id="f"><simple>%s</simple><to id="yes" uri="contact:tag?add=Yes"/></filter>
            <to id="w" uri="wait:1 day"/></route></routes>\
            """.formatted(
                        condition.replace("&", "&amp;").replace("<", "&lt;").replace("FIELD", "${body.field('f')}"));
        try (SequenceTester tester = SequenceTester.of(xml, Map.of())) {
            return tester.enroll(lead("Ann").field("f", value)).contact().hasTag("Yes");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "gold | FIELD == 'Gold'",
                "~ GOLD  ~ | FIELD == 'Gold'",
                "~New  York~ | FIELD == 'new york'",
                "1,000 | FIELD > 500",
                "1,000 | FIELD == 1000",
                "~ 1200 ~ | FIELD >= 1,200",
                "12,500.50 | FIELD < 20000",
                "Silver | FIELD in 'gold, silver'",
                "Premium Plus | FIELD contains 'plus'",
                "ACME Ltd | FIELD startsWith 'acme'",
                "Retail | FIELD != 'wholesale'",
                "yes | FIELD == 'Yes' && FIELD !contains 'no'",
                "2026-02-01 | FIELD > '2026-01-31'",
            })
    void it_holds(String value, String condition) {
        assertThat(holds(value, condition)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "gold | FIELD != ' GOLD '",
                "1,000 | FIELD < 500",
                "007 | FIELD == 7",
                "Golden | FIELD == 'Gold'",
                "bronze | FIELD in 'gold,silver'",
                "GOLD | FIELD regex 'gold'",
            })
    void it_does_not_hold(String value, String condition) {
        assertThat(holds(value, condition)).isFalse();
    }
}
