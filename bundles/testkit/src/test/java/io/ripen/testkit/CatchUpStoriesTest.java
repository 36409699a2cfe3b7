package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.delivery.MessageState;
import io.ripen.sequence.EnrollmentState;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages that could not go when they were due. */
class CatchUpStoriesTest {
    private static final Map<String, String> TEXTS = Map.of("a.sms", "A", "b.sms", "B", "c.sms", "C");

    private SequenceTester tester;

    @AfterEach
    void close() {
        tester.close();
    }

    private SequenceTester ann(String optionsOfB) {
        tester = SequenceTester.of("""
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="story">
                    <from uri="sequence:story"/>
                    <to id="a" uri="sms:a"/>
                    <to id="wait-b" uri="wait:2 days after enrollment"/>
                    <to id="b" uri="sms:b%s"/>
                    <to id="wait-c" uri="wait:4 days after enrollment"/>
                    <to id="c" uri="sms:c"/>
                  </route>
                </routes>
                """.formatted(optionsOfB), TEXTS);
        return tester.enroll(lead("Ann"));
    }

    @Test
    void after_an_outage_the_rest_of_the_plan_follows_as_much_later() {
        // Day 2 was eight days ago, and day 4 six days ago; without the shift both would go on one day.
        ann("").outage(days(10)).assertMessages("sms:a", "sms:b");
        tester.advance(hours(47)).assertMessages("sms:a", "sms:b");
        tester.advance(hours(2)).assertMessages("sms:a", "sms:b", "sms:c").assertCompleted();
        assertThat(tester.history()).anyMatch(line -> line.contains("8 days late"));
    }

    @Test
    void a_step_may_keep_to_the_plan() {
        ann("?stale=send").outage(days(10)).assertMessages("sms:a", "sms:b", "sms:c");
    }

    @Test
    void a_step_may_be_left_out_when_it_is_too_late_and_the_timeline_says_so() {
        ann("?stale=skip&amp;staleAfter=5 days").outage(days(10)).assertMessages("sms:a", "sms:c");
        assertThat(tester.message("b")).satisfies(message -> {
            assertThat(message.state()).isEqualTo(MessageState.DENIED);
            assertThat(message.policy()).isEqualTo("catch-up");
            assertThat(message.reason()).contains("8 days ago", "stale=skip after 5 days");
        });
        assertThat(tester.history()).anyMatch(line -> line.contains("Stopped by the policy 'catch-up'"));
    }

    @Test
    void a_step_that_is_a_little_late_is_not_stale() {
        ann("?stale=skip&amp;staleAfter=5 days").outage(days(6)).assertMessages("sms:a", "sms:b", "sms:c");
    }

    @Test
    void a_wrong_rule_is_refused_with_the_cure() {
        ann("");
        assertThat(tester.tryEdit(xml -> xml.replace("sms:b", "sms:b?stale=later&amp;staleAfter=soon")))
                .anyMatch(problem ->
                        problem.message().contains("stale=") && problem.cure().contains("send, shift, skip"))
                .anyMatch(problem -> problem.message().contains("staleAfter"));
        assertThat(tester.tryEdit(xml -> xml.replace("sequence:story", "sequence:story?priority=high")))
                .anyMatch(problem -> problem.message().contains("priority="));
    }

    @Test
    void a_block_holds_everything_and_drops_nothing() {
        ann("").block("sequence:default/story", "The offer is being rewritten.");
        tester.advance(days(3)).assertMessages("sms:a").assertState(EnrollmentState.PARKED);
        assertThat(tester.message("b")).satisfies(message -> {
            assertThat(message.state()).isEqualTo(MessageState.PLANNED);
            assertThat(message.policy()).isEqualTo("block");
            assertThat(message.reason()).contains("The offer is being rewritten.", "sequence:default/story");
        });
        assertThat(tester.history())
                .anyMatch(line -> line.contains("Held by the policy 'block' until a person decides"));

        tester.lift("sequence:default/story").advance(hours(1)).assertMessages("sms:a", "sms:b");
        tester.advance(days(5)).assertMessages("sms:a", "sms:b", "sms:c").assertCompleted();
    }

    @Test
    void a_lead_who_answers_while_everything_is_blocked_gets_nothing_afterwards() {
        ann("").block("all", "Stop.");
        tester.advance(days(3)).reply("Not for me, thanks.").lift("all").advance(days(5));
        tester.assertMessages("sms:a").assertStopped("sms.received");
    }
}
