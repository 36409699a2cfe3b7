package io.ripen.routes;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.testkit.SequenceTester;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Quiet hours, caps, consent, pace and the breaker are on the class path, as they ship. */
@DisplayName("A sequence is tested under the policies that ship")
class UnderThePoliciesTest {
    /** In New York, where the lead lives. */
    private static final Instant SUNDAY_AT_TWO = Instant.parse("2026-01-11T07:00:00Z");

    private static final Path NEW_LEAD = Path.of("sequences/new-lead-14-day");

    @Test
    void a_text_on_a_sunday_at_two_is_held_until_monday_at_ten() {
        try (SequenceTester tester =
                SequenceTester.setup().sequence(NEW_LEAD).startAt(SUNDAY_AT_TWO).open()) {
            tester.create(lead("Ann").tag("New Lead")).assertNothingSent();
            assertThat(tester.enrollment().reason()).contains("Sun 2026-01-11 02:00", "Mon-Fri 10:00-17:00");
            tester.advance(hours(32).minusMinutes(1)).assertNothingSent().advance(hours(1));
            tester.assertSent("sms", "day-1-intro");
        }
    }

    @Test
    void one_policy_can_be_left_out_by_name() {
        try (SequenceTester tester = SequenceTester.setup()
                .sequence(NEW_LEAD)
                .startAt(SUNDAY_AT_TWO)
                .without("quiet-hours")
                .open()) {
            tester.create(lead("Ann").tag("New Lead")).assertSent("sms", "day-1-intro");
        }
    }

    @Test
    void a_second_text_of_the_day_waits_for_the_next_day() {
        try (SequenceTester tester = SequenceTester.setup()
                .sequence(NEW_LEAD)
                .sequence(Path.of("sequences/fresh-lead-sms"))
                .open()) {
            tester.create(lead("Ann").tag("New Lead", "Fresh Lead"));
            assertThat(tester.channel("sms").accepted()).hasSize(1);
            tester.advance(days(1));
            assertThat(tester.channel("sms").accepted()).hasSize(2);
        }
    }

    @Test
    void who_forbade_texts_gets_none() {
        try (SequenceTester tester = SequenceTester.of(NEW_LEAD)) {
            tester.create(lead("Ann").tag("New Lead").consent(false, true)).advance(days(2));
            assertThat(tester.channel("sms").accepted()).isEmpty();
        }
    }
}
