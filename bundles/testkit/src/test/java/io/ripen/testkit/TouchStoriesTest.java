package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ripen.channel.Outcome;
import io.ripen.delivery.MessageState;
import io.ripen.report.SequenceReport.StepCounts;
import io.ripen.sequence.SequenceDescription.TouchLabels;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a touch is for, and what is done when it cannot be sent. */
class TouchStoriesTest {
    private static final Map<String, String> TEXTS =
            Map.of("a.sms", "A", "a.email", "Subject: A\n\nA by mail", "b.sms", "B", "b.email", "Subject: B\n\nB");

    private static final String EITHER_WAY = route("""
            <to id="hello" uri="sms:a?onFail=channel:email&amp;stage=awareness"/>
            <to id="pause" uri="wait:2 days"/>
            <to id="again" uri="sms:b?onFail=channel:email"/>
            """);

    @Test
    void touches_are_counted_in_the_order_of_the_file_and_a_branch_may_say_otherwise() {
        String xml = route("""
                <to id="hello" uri="sms:a?stage=awareness&amp;goal=get a reply&amp;content=introduction"/>
                <choice id="which">
                  <when><simple>${body.hasTag('VIP')}</simple><to id="vip" uri="email:a?stage=decision"/></when>
                  <otherwise><to id="other" uri="email:b?stage=decision&amp;number=2"/></otherwise>
                </choice>
                <to id="pause" uri="wait:1 day"/>
                <to id="last" uri="sms:b"/>
                """);
        try (SequenceTester tester = SequenceTester.of(xml, TEXTS)) {
            tester.enroll(lead("Ann")).advance(days(2)).assertCompleted();

            assertThat(tester.report().steps())
                    .filteredOn(step -> step.touch() != null)
                    .extracting(step -> step.step().value(), StepCounts::touch)
                    .containsExactly(
                            tuple("hello", new TouchLabels(1, "awareness", "get a reply", "introduction")),
                            tuple("vip", new TouchLabels(2, "decision", "", "")),
                            tuple("other", new TouchLabels(2, "decision", "", "")),
                            tuple("last", new TouchLabels(3, "", "", "")));
            assertThat(tester.message("hello").text()).isEqualTo("A");
        }
    }

    @Test
    void who_has_no_phone_gets_the_same_step_by_mail_once() {
        try (SequenceTester tester = SequenceTester.of(EITHER_WAY, TEXTS)) {
            tester.enroll(lead("Ann").withoutPhone()).assertMessages("email:hello.email");
            tester.advance(days(3))
                    .assertMessages("email:hello.email", "email:again.email")
                    .assertCompleted();

            assertThat(tester.message("hello").state()).isEqualTo(MessageState.DENIED);
            assertThat(tester.message("hello.email").text()).contains("A by mail");
            assertThat(tester.messages()).hasSize(4);
            assertThat(tester.history())
                    .anySatisfy(line -> assertThat(line).contains("Not sent by sms, so email is tried instead"));
        }
    }

    @Test
    void who_can_be_texted_gets_no_mail() {
        try (SequenceTester tester = SequenceTester.of(EITHER_WAY, TEXTS)) {
            tester.enroll(lead("Ann"))
                    .advance(days(3))
                    .assertMessages("sms:hello", "sms:again")
                    .assertCompleted();
        }
    }

    @Test
    void a_number_that_the_carrier_refuses_is_a_case_for_the_other_channel() {
        try (SequenceTester tester = SequenceTester.of(EITHER_WAY, TEXTS)) {
            tester.channel("sms").answer(message -> new Outcome.Refused("21211", "No such number."));
            tester.enroll(lead("Ann"))
                    .assertMessages("email:hello.email")
                    .advance(days(3))
                    .assertCompleted();

            assertThat(tester.report().steps())
                    .filteredOn(step -> step.step().value().startsWith("hello"))
                    .satisfiesExactly(
                            first -> assertThat(first.counts())
                                    .containsEntry("refused", 1L)
                                    .containsEntry("other-channel", 1L),
                            other -> {
                                assertThat(other.kind()).isEqualTo("email");
                                assertThat(other.counts())
                                        .containsEntry("reached", 1L)
                                        .containsEntry("sent", 1L);
                                assertThat(other.touch()).isEqualTo(new TouchLabels(1, "awareness", "", ""));
                            });
        }
    }

    @Test
    void who_can_be_reached_by_neither_goes_on() {
        try (SequenceTester tester = SequenceTester.of(EITHER_WAY, TEXTS)) {
            tester.channel("email").answer(message -> new Outcome.Refused("5.1.1", "No such mailbox."));
            tester.enroll(lead("Ann").withoutPhone()).advance(days(3));
            tester.assertNothingSent().assertCompleted();
            assertThat(tester.channel("email").attempts()).hasSize(2);
        }
    }

    private static String route(String steps) {
        return """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="story">
                    <from uri="sequence:story?exitOn=reply,opt-out"/>
                    %s
                  </route>
                </routes>
                """.formatted(steps);
    }
}
