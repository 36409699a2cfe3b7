package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.sequence.EnrollmentState;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody writes on to somebody who has left. */
class LeftStoryTest {
    private final SequenceTester tester =
            SequenceTester.of("""
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="offer">
                <from uri="sequence:offer"/>
                <to id="first" uri="sms:first"/>
                <to id="pause" uri="wait:3 days"/>
                <to id="second" uri="sms:second"/>
              </route>
            </routes>
            """, Map.of("first.sms", "Still looking?", "second.sms", "Last call"));

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void the_run_ends_and_a_person_has_a_task() {
        tester.enroll(lead("Ann")).assertMessages("sms:first");
        tester.event(
                "email.auto-reply",
                Map.of("text", "Ann is no longer with Acme. Please write to Bea.", "returnDate", "2099-01-01"));
        tester.assertState(EnrollmentState.STOPPED).assertStopped("An automatic answer says that the lead has left");
        assertThat(tester.tasks()).singleElement().satisfies(task -> {
            assertThat(task.title()).startsWith("Has left, find who follows");
            assertThat(task.script()).contains("Please write to Bea");
        });
        tester.advance(days(30)).assertMessages("sms:first");
    }

    @Test
    void who_is_away_is_written_to_later() {
        tester.enroll(lead("Bea"))
                .event("email.auto-reply", Map.of("text", "I am on vacation. My mailbox is not monitored."))
                .advance(days(10))
                .assertMessages("sms:first", "sms:second");
        assertThat(tester.tasks()).isEmpty();
    }
}
