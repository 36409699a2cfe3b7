package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.SequenceTester.minutes;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.sequence.EnrollmentState;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Days are days of the lead's calendar everywhere: New York puts its clocks forward on 8 March 2026, and back on 1 November. */
class CalendarRelativesTest {
    private static final Instant SATURDAY_NOON_IN_SPRING = Instant.parse("2026-03-07T17:00:00Z");
    private static final Instant SATURDAY_NOON_IN_AUTUMN = Instant.parse("2026-10-31T16:00:00Z");

    private static SequenceTester story(Instant start, String from, String steps, Map<String, String> templates) {
        return SequenceTester.setup()
                .startAt(start)
                .sequence("""
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="story">
                            <from uri="sequence:story%s"/>
                            %s
                          </route>
                        </routes>
                        """.formatted(from, steps), templates)
                .open();
    }

    @Test
    void a_task_that_is_due_in_two_days_is_due_at_the_same_time_of_day() {
        String steps = "<to id=\"t\" uri=\"task:create?title=Call&amp;due=2 days\"/>";
        try (SequenceTester spring = story(SATURDAY_NOON_IN_SPRING, "", steps, Map.of());
                SequenceTester autumn = story(SATURDAY_NOON_IN_AUTUMN, "", steps, Map.of())) {
            spring.enroll(lead("Ann"));
            assertThat(spring.tasks().get(0).dueAt()).isEqualTo("2026-03-09T16:00:00Z");
            autumn.enroll(lead("Ann"));
            assertThat(autumn.tasks().get(0).dueAt()).isEqualTo("2026-11-02T17:00:00Z");
        }
    }

    @Test
    void a_task_that_is_due_in_hours_goes_by_the_clock() {
        String steps = "<to id=\"t\" uri=\"task:create?title=Call&amp;due=30 hours\"/>";
        try (SequenceTester spring = story(SATURDAY_NOON_IN_SPRING, "", steps, Map.of())) {
            spring.enroll(lead("Ann"));
            assertThat(spring.tasks().get(0).dueAt()).isEqualTo("2026-03-08T23:00:00Z");
        }
    }

    @Test
    void a_pause_before_reentry_ends_at_the_same_time_of_day() {
        String steps = "<to id=\"t\" uri=\"contact:tag?add=Done\"/>";
        try (SequenceTester spring = story(SATURDAY_NOON_IN_SPRING, "?reentry=after 1 day", steps, Map.of())) {
            TestLead ann = lead("Ann");
            spring.enroll(ann).assertCompleted();
            spring.advance(hours(22)).advance(minutes(59));
            assertThatThrownBy(() -> spring.enroll(ann)).hasMessageContaining("2026-03-08T16:00:00Z");
            spring.advance(minutes(1)).enroll(ann).assertCompleted();
        }
        try (SequenceTester autumn = story(SATURDAY_NOON_IN_AUTUMN, "?reentry=after 1 day", steps, Map.of())) {
            TestLead ann = lead("Ann");
            autumn.enroll(ann).assertCompleted();
            autumn.advance(hours(24));
            assertThatThrownBy(() -> autumn.enroll(ann)).hasMessageContaining("2026-11-01T17:00:00Z");
            autumn.advance(hours(1)).enroll(ann).assertCompleted();
        }
    }

    @Test
    void a_condition_looks_back_by_days_of_the_calendar() {
        String steps = """
                <to id="pause" uri="wait:1 day"/>
                <choice id="c">
                  <when id="w"><simple>${body.visits('/pricing', '1 day')} == 1</simple>
                    <to id="seen" uri="contact:tag?add=Seen"/>
                  </when>
                </choice>
                """;
        // Asked at 12:00 on Sunday. Seen at 11:50 on Saturday, 23 hours and 10 minutes ago, it was the day before the
        // last.
        try (SequenceTester spring = story(SATURDAY_NOON_IN_SPRING.minusSeconds(600), "", steps, Map.of())) {
            TestLead ann = lead("Ann");
            spring.create(ann).visit("/pricing").advance(minutes(10)).enroll(ann);
            spring.advance(days(2)).assertState(EnrollmentState.COMPLETED).assertNotTagged("Seen");
        }
        // Seen at 12:15 on Saturday, 24 hours and 45 minutes ago, it was within the day.
        try (SequenceTester autumn = story(SATURDAY_NOON_IN_AUTUMN, "", steps, Map.of())) {
            autumn.enroll(lead("Ann")).advance(minutes(15)).visit("/pricing");
            autumn.advance(days(2)).assertState(EnrollmentState.COMPLETED).assertTagged("Seen");
        }
    }

    @Test
    void a_trigger_counts_back_by_days_of_the_calendar() {
        String from = "?on=page.viewed&amp;page=/pricing&amp;count=2&amp;within=1 day";
        String steps = "<to id=\"t\" uri=\"contact:tag?add=Done\"/>";
        try (SequenceTester autumn = story(SATURDAY_NOON_IN_AUTUMN, from, steps, Map.of())) {
            // 24 hours and 30 minutes later it is 11:30 on Sunday.
            autumn.create(lead("Ann"))
                    .visit("/pricing")
                    .advance(hours(24))
                    .advance(minutes(30))
                    .visit("/pricing");
            autumn.assertCompleted().assertTagged("Done");
        }
        try (SequenceTester spring = story(SATURDAY_NOON_IN_SPRING, from, steps, Map.of())) {
            // 23 hours and 30 minutes later it is 12:30 on Sunday.
            spring.create(lead("Ann"))
                    .visit("/pricing")
                    .advance(hours(23))
                    .advance(minutes(30))
                    .visit("/pricing");
            spring.assertNotTagged("Done");
        }
    }
}
