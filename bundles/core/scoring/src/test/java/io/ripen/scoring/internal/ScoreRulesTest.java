package io.ripen.scoring.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.score.DecayingScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreRulesTest {
    @ParameterizedTest
    @CsvSource({
        "page.viewed,    page, /blog,           1",
        "page.viewed,    page, /pricing,        10",
        "page.viewed,    page, /Pricing/teams,  20",
        "link.clicked,   link, Pricing,         7",
        "link.clicked,   link, pricing-old,     5",
        "reply,          text, hi,              15",
        "sms.received,   text, hi,              15",
        "email.received, text, hi,              25",
        "opt-out,        channel, sms,          -50",
        "unheard.of,     x, y,                  0",
    })
    void theLongestWordThatFitsCounts(String type, String name, String value, int points) {
        ScoreRules rules = ScoreRules.of(
                "page.viewed: 1, page.viewed /pricing: 10",
                "page.viewed /pricing/teams: 20, link.clicked: 5,, link.clicked pricing = 7, reply: +15",
                "email.received: 25, opt-out: -50, ");

        ScoreRules.Rule rule =
                rules.of(new Event("e", type, null, null, null, Instant.EPOCH, EventSource.API, Map.of(name, value)));

        assertThat(rule == null ? 0 : rule.points()).isEqualTo(points);
    }

    @Test
    void refusesWhatCannotBeReadWithTheCure() {
        assertThatThrownBy(() -> ScoreRules.of("reply 15"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'reply 15'")
                .hasMessageContaining("NAME: NUMBER");
        assertThatThrownBy(() -> Thresholds.of("hot", "mql: 50"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'hot'");
        assertThatThrownBy(() -> Thresholds.of("", "mql: 0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("greater than 0");
    }

    @ParameterizedTest
    @CsvSource({
        "50, 0,  50",
        "50, 30, 25",
        "50, 60, 13",
        "50, 90, 6",
        "100, 15, 71",
        "1, 30, 1",
        "1, 31, 0",
        "-10, 30, -5",
        "0, 30, 0",
        "50, -5, 50",
        "1000000, 36500, 0",
    })
    void halfIsGoneInEachHalfLife(int score, long days, int left) {
        assertThat(DecayingScore.at(
                        score, Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(days)), Duration.ofDays(30)))
                .isEqualTo(left);
    }

    /** The file that ships shows what counts without it. */
    @Test
    void theShippedFileIsTheDefault() throws IOException {
        Properties file = new Properties();
        try (var reader = Files.newBufferedReader(
                Path.of("../../../karaf-assembly/distribution/src/main/resources/etc/io.ripen.scoring.cfg"))) {
            file.load(reader);
        }

        assertThat(NamedNumbers.of("points", file.getProperty("points")))
                .containsExactlyEntriesOf(NamedNumbers.of("points", ScoringConfig.POINTS));
        assertThat(Thresholds.of(file.getProperty("sales.threshold"), file.getProperty("thresholds")))
                .isEqualTo(Thresholds.of("sql", "mql: 50, sql: 100"));
        assertThat(file.getProperty("half.life")).isEqualTo("30 days");
    }
}
