package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.minutes;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.sequence.EnrollmentState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is away for months gets no mail until the morning of the day of return, and then they may be written to again. */
class LongAbsenceStoryTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final SequenceTester tester = SequenceTester.setup()
            .sequence(sequence("offer"), Map.of("offer.email", "Subject: Hi\n\nHi"))
            .sequence(sequence("early"), Map.of("early.email", "Subject: Hi\n\nHi"))
            .sequence(sequence("late"), Map.of("late.email", "Subject: Hi\n\nHi"))
            .open();
    private final TestLead ann = lead("Ann").timeZone("America/New_York");

    private static String sequence(String name) {
        return """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="%1$s">
                    <from uri="sequence:%1$s"/>
                    <to id="%1$s" uri="email:%1$s?onFail=exit"/>
                    <to id="pause" uri="wait:300 days"/>
                    <to id="%1$s-2" uri="email:%1$s"/>
                  </route>
                </routes>
                """.formatted(name);
    }

    @AfterEach
    void close() {
        tester.close();
    }

    private LocalDate inMonths(int months) {
        return tester.clock().instant().atZone(NEW_YORK).toLocalDate().plusMonths(months);
    }

    private void answers(String text, LocalDate date) {
        tester.enroll(ann, "offer").assertMessages("email:offer");
        tester.event("email.auto-reply", Map.of("text", text, "returnDate", date.toString()))
                .assertState(EnrollmentState.STOPPED);
    }

    /** A minute before nine nothing goes, at nine it does. */
    private void isWrittenToFrom(LocalDate day) {
        Instant morning = day.atTime(9, 0).atZone(NEW_YORK).toInstant();
        tester.advance(Duration.between(tester.clock().instant(), morning).minusMinutes(1));
        tester.enroll(ann, "early").assertMessages("email:offer");
        tester.advance(minutes(1)).enroll(ann, "late").assertMessages("email:offer", "email:late");
    }

    @Test
    void who_is_out_for_seven_months_is_written_to_from_the_day_of_return() {
        LocalDate back = inMonths(7);
        answers("I am on parental leave.", back);
        tester.assertStopped("away for months, until " + back + ".");
        assertThat(tester.tasks()).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo("lead-away");
            assertThat(task.title()).startsWith("Is away for months, find who stands in");
            assertThat(task.script()).contains("no mail goes to the address until " + back + ".");
        });
        assertThat(tester.history()).anyMatch(line -> line.contains("Nothing more is sent to ann@example.com until"));
        isWrittenToFrom(back);
    }

    @Test
    void who_has_left_and_comes_back_is_written_to_from_then_on() {
        LocalDate back = inMonths(2);
        answers("I have left the company for a secondment and will be back.", back);
        isWrittenToFrom(back);
    }

    @Test
    void the_last_day_of_somebody_who_has_left_is_no_day_of_return() {
        answers("I am no longer with Acme.", inMonths(2));
        tester.advance(days(400)).enroll(ann, "late").assertMessages("email:offer");
    }

    @Test
    void an_opt_out_during_an_absence_has_no_end() {
        LocalDate back = inMonths(7);
        answers("I am on parental leave.", back);
        tester.event("opt-out");
        tester.advance(days(400)).enroll(ann, "late").assertMessages("email:offer");
    }

    @Test
    void an_absence_of_three_months_is_only_a_pause() {
        tester.enroll(ann, "offer");
        tester.event(
                "email.auto-reply",
                Map.of("text", "I am away.", "returnDate", inMonths(3).toString()));
        tester.assertState(EnrollmentState.ACTIVE);
        assertThat(tester.tasks()).isEmpty();
    }
}
