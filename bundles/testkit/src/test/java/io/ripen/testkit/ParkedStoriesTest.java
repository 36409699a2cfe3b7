package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.sequence.EnrollmentState;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lead who is parked, because what it needs was taken away, still hears what happens. */
class ParkedStoriesTest {
    private static final Map<String, String> TEXTS = Map.of("a.sms", "A", "b.sms", "B", "c.sms", "C");

    private SequenceTester tester;

    @BeforeEach
    void ann_parks_when_the_time_of_her_wait_is_over() {
        tester = SequenceTester.of("""
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="story">
                <from uri="sequence:story?exitOn=reply,opt-out&amp;goal=purchase"/>
                <to id="a" uri="sms:a"/>
                <to id="wait" uri="wait:for?on=link.clicked&amp;link=pricing&amp;timeout=2 days"/>
                <choice id="which">
                  <when><simple>${body.came('wait')} == 'link.clicked'</simple><to id="b" uri="sms:b"/></when>
                  <when><simple>${body.came('wait')} == 'timeout'</simple><to id="c" uri="sms:c"/></when>
                </choice>
              </route>
            </routes>
            """, TEXTS);
        tester.enroll(lead("Ann"));
        tester.takeAway().advance(days(3)).assertState(EnrollmentState.PARKED);
    }

    @AfterEach
    void close() {
        tester.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reply", "opt-out"})
    void what_ends_a_run_ends_it_while_it_is_parked(String event) {
        if (event.equals("reply")) {
            tester.reply("No thanks");
        } else {
            tester.event(event);
        }
        tester.assertState(EnrollmentState.STOPPED).putBack().advance(days(5)).assertMessages("sms:a");
    }

    @Test
    void its_goal_is_a_success_while_it_is_parked() {
        tester.event("purchase").assertCompleted().putBack().advance(days(5)).assertMessages("sms:a");
        assertThat(tester.report().totals()).containsEntry("goal", 1L);
    }

    @Test
    void what_it_waits_for_counts_when_it_goes_on() {
        tester.clickElsewhere("pricing")
                .advance(hours(1))
                .assertState(EnrollmentState.PARKED)
                .assertMessages("sms:a");

        tester.putBack().advance(hours(1)).assertMessages("sms:a", "sms:b").assertCompleted();
        assertThat(tester.report().totals()).containsEntry("parked", 0L).containsEntry("completed", 1L);
    }

    @Test
    void the_time_was_over_when_nothing_came() {
        tester.putBack().advance(hours(1)).assertMessages("sms:a", "sms:c").assertCompleted();
        assertThat(tester.report().totals()).containsEntry("parked", 0L);
    }
}
