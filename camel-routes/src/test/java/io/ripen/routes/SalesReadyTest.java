package io.ripen.routes;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.TestLead.lead;

import io.ripen.testkit.SequenceTester;
import io.ripen.testkit.TestLead;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sales-ready-7-day}, as it ships, over its whole time. */
class SalesReadyTest {
    private final SequenceTester tester = SequenceTester.setup()
            .sequence(Path.of("sequences/sales-ready-7-day"))
            .sequence(Path.of("sequences/core-nurture-31-day"))
            .open();
    private final TestLead ann = lead("Ann").owner("Kim");

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void who_never_answers_gets_four_touches_by_the_owner_in_a_week() {
        ready(ann)
                .assertMessages("email:day-0-email")
                .advance(days(1))
                .callOutcome("no-answer")
                .advance(days(9))
                .assertMessages("email:day-0-email", "call:day-1-call", "sms:day-3-sms", "email:day-7-email")
                .assertCompleted()
                .assertTagged("Unresponsive");
    }

    @Test
    void when_nobody_called_the_text_does_not_say_so() {
        ready(ann).advance(days(3)).assertSent("sms", "day-3-which-day-plain").assertNotSent("sms", "day-3-which-day");
    }

    @Test
    void it_takes_the_lead_out_of_the_nurture() {
        ready(ann.tag("Nurture"))
                .advance(days(40))
                .assertMessages(
                        "email:day-0",
                        "email:day-0-email",
                        "call:day-1-call",
                        "sms:day-3-sms-plain",
                        "email:day-7-email");
    }

    @Test
    void the_threshold_for_marketing_is_not_enough() {
        tester.create(ann)
                .event("score.reached", Map.of("threshold", "mql", "score", 40))
                .assertNotEnrolled();
    }

    @Test
    void who_is_reached_gets_nothing_more() {
        ready(ann)
                .advance(days(1))
                .callOutcome("reached")
                .assertTagged("Reached")
                .advance(days(30))
                .assertMessages("email:day-0-email", "call:day-1-call");
    }

    @Test
    void a_wrong_number_gets_no_text() {
        ready(ann)
                .advance(days(1))
                .callOutcome("wrong-number")
                .advance(days(30))
                .assertMessages("email:day-0-email", "call:day-1-call", "email:day-7-email");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "2, 2", "5, 3", "8, 4"})
    void a_reply_stops_it(int day, int messages) {
        ready(ann).advance(days(day)).replyByMail("Tuesday").assertStopped("email.received");
        tester.advance(days(60));
        org.assertj.core.api.Assertions.assertThat(tester.messages()).hasSize(messages);
    }

    @ParameterizedTest
    @ValueSource(strings = {"appointment.booked", "opt-out", "purchase"})
    void other_good_reasons_stop_it(String type) {
        Endings.assertEnded(type, ready(ann).advance(days(2)).event(type))
                .advance(days(60))
                .assertNothingSent();
    }

    private SequenceTester ready(TestLead who) {
        return tester.create(who).event("score.reached", Map.of("threshold", "sql", "score", 80));
    }
}
