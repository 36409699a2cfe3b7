package io.ripen.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {
    private static final List<String> KNOWN = List.of(
            "opener",
            "tag",
            "link.clicked",
            "first_name",
            "goal",
            "wait-click",
            "pricing",
            "on",
            "appointment.booked",
            "no-answer",
            "a");

    @ParameterizedTest
    @CsvSource({
        "opner, opener",
        "openr, opener",
        "link.cliked, link.clicked",
        "Link.Clicked, link.clicked",
        "firstName, first_name",
        "FIRST-NAME, first_name",
        "frist name, first_name",
        "gaol, goal",
        "wait-clik, wait-click",
        "prcing, pricing",
        "tags, tag",
        "no_answer, no-answer",
        "noanswer, no-answer",
        "apointment.boked, appointment.booked",
    })
    void finds_what_was_meant(String written, String meant) {
        assertThat(NearestName.of(written, KNOWN)).contains(meant);
        assertThat(NearestName.didYouMean(written, KNOWN)).isEqualTo("Did you mean '" + meant + "'? ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"purchase", "x", "webinar", "deal.won", "", "zz", "colour"})
    void names_nothing_for_a_name_of_its_own(String written) {
        assertThat(NearestName.of(written, KNOWN)).isEmpty();
        assertThat(NearestName.didYouMean(written, KNOWN)).isEmpty();
    }

    @Test
    void the_nearest_of_several_is_named_and_of_equals_the_first() {
        assertThat(NearestName.of("sms-2", Set.of("sms-12", "sms-3", "sms-1"))).contains("sms-1");
        assertThat(NearestName.of("day-3-mial", Set.of("day-3-mail", "day-2-mail")))
                .contains("day-3-mail");
    }

    @Test
    void nobody_waits_for_the_comparison_of_a_book() {
        assertThat(NearestName.of("a".repeat(1_000_000), KNOWN)).isEmpty();
        assertThat(NearestName.isSlip("a".repeat(1_000_000), "pricing")).isFalse();
    }

    @Test
    void a_slip_is_one_edit_and_no_more() {
        assertThat(NearestName.isSlip("link.cliked", "link.clicked")).isTrue();
        assertThat(NearestName.isSlip("link.clciked", "link.clicked")).isTrue();
        assertThat(NearestName.isSlip("Link.Clicked", "link.clicked")).isTrue();
        assertThat(NearestName.isSlip("link.clicked", "link.clicked")).isFalse();
        assertThat(NearestName.isSlip("mail-1", "mail-2")).isFalse();
        assertThat(NearestName.isSlip("mail10", "mail1")).isFalse();
        assertThat(NearestName.isSlip("pricing2", "pricing")).isFalse();
        assertThat(NearestName.isSlip("topic-a", "topic-b")).isFalse();
        assertThat(NearestName.isSlip("day-1-mial", "day-1-mail")).isTrue();
        assertThat(NearestName.isSlip("case_study", "case-study")).isTrue();
        assertThat(NearestName.isSlip("deal.one", "deal.won")).isFalse();
        assertThat(NearestName.isSlip("trial.started.twice", "trial.started")).isFalse();
    }
}
