package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.SequenceTester.minutes;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.channel.TemplateFormat;
import io.ripen.delivery.MessageState;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.sequence.EnrollmentState;
import io.ripen.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the language and the engine promise an author, told as stories. */
class EngineStoriesTest {
    private static final Map<String, String> TEXTS = Map.of("a.sms", "A", "b.sms", "B", "c.sms", "C", "d.sms", "D");

    @Test
    void a_choice_within_a_choice_goes_on_after_both() {
        String xml = route("""
                <to id="a" uri="sms:a"/>
                <choice id="outer">
                  <when>
                    <simple>${body.hasTag('VIP')}</simple>
                    <choice id="inner">
                      <when>
                        <simple>${body.source} == 'referral'</simple>
                        <to id="p1" uri="wait:1 day"/>
                        <to id="b" uri="sms:b"/>
                      </when>
                    </choice>
                    <to id="p2" uri="wait:1 day"/>
                  </when>
                </choice>
                <to id="p3" uri="wait:1 day"/>
                <to id="c" uri="sms:c"/>
                """);
        try (SequenceTester tester = SequenceTester.of(xml, TEXTS)) {
            TestLead friend = lead("Friend").tag("VIP").source("referral");
            TestLead vip = lead("Vip").tag("VIP");
            TestLead other = lead("Other");
            tester.enroll(friend).enroll(vip).enroll(other).advance(days(1));
            tester.about(friend).assertMessages("sms:a", "sms:b");
            tester.about(vip).assertMessages("sms:a");
            tester.about(other).assertMessages("sms:a", "sms:c").assertCompleted();
            tester.advance(days(1));
            tester.about(vip).assertMessages("sms:a", "sms:c").assertCompleted();
            tester.about(friend)
                    .assertMessages("sms:a", "sms:b")
                    .advance(days(1))
                    .assertCompleted();
        }
    }

    @Test
    void a_filter_lets_the_others_pass_it_by() {
        String xml = route("""
                <filter id="only-vip">
                  <simple>${body.hasTag('VIP')}</simple>
                  <to id="a" uri="sms:a"/>
                  <to id="p" uri="wait:2 days"/>
                  <to id="b" uri="sms:b"/>
                </filter>
                <to id="c" uri="sms:c"/>
                """);
        try (SequenceTester tester = SequenceTester.of(xml, TEXTS)) {
            tester.enroll(lead("Ann")).assertMessages("sms:c").assertCompleted();
            tester.enroll(lead("Vip").tag("VIP"))
                    .assertMessages("sms:a")
                    .advance(days(2))
                    .assertMessages("sms:a", "sms:b", "sms:c");
        }
    }

    @Test
    void a_variable_survives_the_wait() {
        String xml = route("""
                <setVariable id="plan" name="plan"><simple>${body.field('plan')}</simple></setVariable>
                <to id="p" uri="wait:30 days"/>
                <choice id="by-plan">
                  <when><simple>${variable.plan} == 'Gold'</simple><to id="a" uri="sms:a"/></when>
                  <otherwise><to id="b" uri="sms:b"/></otherwise>
                </choice>
                """);
        try (SequenceTester tester = SequenceTester.of(xml, TEXTS)) {
            tester.enroll(lead("Ann").field("plan", "Gold")).advance(days(30)).assertMessages("sms:a");
            tester.enroll(lead("Ben").field("plan", "Basic")).advance(days(30)).assertMessages("sms:b");
        }
    }

    @Test
    void a_condition_asks_for_the_outcome_of_a_touch() {
        String xml = route("""
                <to id="a" uri="sms:a"/>
                <choice id="reached">
                  <when><simple>${body.outcome('a')} == 'refused'</simple><to id="b" uri="email:b"/></when>
                  <otherwise><to id="c" uri="sms:c"/></otherwise>
                </choice>
                """);
        Map<String, String> texts = Map.of("a.sms", "A", "c.sms", "C", "b.email", "Subject: B\n\nB");
        try (SequenceTester tester = SequenceTester.of(xml, texts)) {
            tester.enroll(lead("Ann")).assertMessages("sms:a", "sms:c");
            tester.channel("sms").answer(message -> new Outcome.Refused("21211", "No such number."));
            tester.enroll(lead("Ben")).assertMessages("email:b").assertCompleted();
        }
    }

    @Test
    void who_waits_goes_on_in_the_edited_route() {
        String xml = route("<to id='a' uri='sms:a'/><to id='p' uri='wait:3 days'/><to id='b' uri='sms:b'/>");
        try (SequenceTester tester = SequenceTester.of(xml, TEXTS)) {
            tester.enroll(lead("Ann"))
                    .edit(before -> before.replace("sms:b'/>", "sms:c'/>"))
                    .advance(days(3))
                    .assertCompleted();
            assertThat(tester.message("b").text()).isEqualTo("C");
        }
    }

    @Test
    void whose_step_was_taken_away_goes_on_in_the_route_as_it_was() {
        String xml = route("<to id='a' uri='sms:a'/><to id='p' uri='wait:3 days'/><to id='b' uri='sms:b'/>");
        try (SequenceTester tester = SequenceTester.of(xml, TEXTS)) {
            tester.enroll(lead("Ann"))
                    .edit(before -> before.replace("id='p'", "id='q'").replace("sms:b", "sms:c"))
                    .advance(days(3))
                    .assertCompleted();
            assertThat(tester.message("b").text()).isEqualTo("B");
        }
    }

    @Test
    void a_broken_edit_changes_nothing() {
        String xml = route("<to id='a' uri='sms:a'/><to id='p' uri='wait:3 days'/><to id='b' uri='sms:b'/>");
        try (SequenceTester tester = SequenceTester.of(xml, TEXTS)) {
            tester.enroll(lead("Ann"));
            assertThat(tester.tryEdit(before -> before.replace("wait:3 days", "wait:soon")))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message()).contains("soon"));
            tester.advance(days(3)).assertMessages("sms:a", "sms:b").assertCompleted();
        }
    }

    @Test
    void a_lost_answer_is_asked_for_and_not_sent_again() {
        try (SequenceTester tester = SequenceTester.of(route("<to id='a' uri='sms:a'/>"), TEXTS)) {
            tester.channel("sms")
                    .answerNext(new Outcome.Unknown("The connection was reset."))
                    .findNext(
                            new Reconciliation.Undecided("The provider does not answer."),
                            new Reconciliation.Found("SM1"));
            tester.enroll(lead("Ann")).advance(hours(1)).assertMessages("sms:a").assertCompleted();
            assertThat(tester.channel("sms").attempts()).hasSize(1);
            assertThat(tester.message("a").providerId()).isEqualTo("SM1");
        }
    }

    @Test
    void what_certainly_never_arrived_is_sent_again() {
        try (SequenceTester tester = SequenceTester.of(route("<to id='a' uri='sms:a'/>"), TEXTS)) {
            tester.channel("sms")
                    .answerNext(new Outcome.Unknown("The connection was reset."))
                    .findNext(new Reconciliation.NotFound("It is not in the provider's list."));
            tester.enroll(lead("Ann")).advance(hours(1)).assertMessages("sms:a").assertCompleted();
            assertThat(tester.channel("sms").attempts()).hasSize(2);
        }
    }

    @Test
    void what_nobody_can_ever_know_stays_unknown_and_the_lead_goes_on() {
        try (SequenceTester tester =
                SequenceTester.of(route("<to id='a' uri='sms:a'/><to id='b' uri='sms:b'/>"), TEXTS)) {
            tester.channel("sms").answerNext(new Outcome.Unknown("The connection was reset."));
            tester.enroll(lead("Ann")).advance(days(1)).assertMessages("sms:b").assertCompleted();
            assertThat(tester.message("a").state()).isEqualTo(MessageState.UNKNOWN);
            assertThat(tester.message("a").reason()).isNotBlank();
        }
    }

    @Test
    void a_policy_holds_and_the_lead_waits_at_the_step() {
        Instant morning = SettableClock.START.plus(hours(18));
        Policy night = (sends, work) -> sends.stream()
                .map(send -> send.at().isBefore(morning)
                        ? (Decision) new Decision.Hold(morning, "It is night.")
                        : Decision.ALLOW)
                .toList();
        try (SequenceTester tester = SequenceTester.setup()
                .sequence(route("<to id='a' uri='sms:a'/><to id='p' uri='wait:1 day'/><to id='b' uri='sms:b'/>"), TEXTS)
                .policy("night", night)
                .open()) {
            tester.enroll(lead("Ann")).assertNothingSent().assertAt("a");
            assertThat(tester.message("a").reason()).contains("It is night.");
            tester.advance(hours(17)).assertNothingSent().advance(hours(1)).assertMessages("sms:a");
            assertThat(tester.message("a").sendingAt()).isEqualTo(morning);
            tester.advance(hours(23)).assertNothingSent().advance(hours(1)).assertMessages("sms:a", "sms:b");
        }
    }

    @Test
    void a_reply_during_a_hold_stops_the_held_message() {
        Policy always = (sends, work) -> sends.stream()
                .map(send -> (Decision) new Decision.Hold(send.at().plus(hours(1)), "Not now."))
                .toList();
        try (SequenceTester tester = SequenceTester.setup()
                .sequence(route("<to id='a' uri='sms:a'/>"), TEXTS)
                .policy("always", always)
                .open()) {
            tester.enroll(lead("Ann")).advance(minutes(30)).reply("Hello?").assertStopped("sms.received");
            tester.advance(days(3)).assertMessages();
            assertThat(tester.channel("sms").attempts()).isEmpty();
        }
    }

    @Test
    void a_step_that_fails_is_tried_again_and_then_waits_for_a_person() {
        AtomicInteger runs = new AtomicInteger();
        Step broken = (path, options) -> (lead, effects) -> {
            runs.incrementAndGet();
            throw new IllegalStateException("The tax office is closed.");
        };
        try (SequenceTester tester = SequenceTester.setup()
                .sequence(route("<to id='tax' uri='tax:pay'/><to id='a' uri='sms:a'/>"), TEXTS)
                .step("tax", broken)
                .open()) {
            tester.enroll(lead("Ann"))
                    .advance(days(1))
                    .assertState(EnrollmentState.ERRORED)
                    .assertMessages();
            assertThat(tester.enrollment().reason()).contains("The tax office is closed.");
            assertThat(runs.get()).isBetween(3, 10);
        }
    }

    @Test
    void one_lead_that_fails_does_not_hold_up_the_others() {
        Step picky = (path, options) -> (lead, effects) -> {
            if ("Ann".equals(lead.getFirstName())) {
                throw new IllegalStateException("Not her.");
            }
            effects.note("Fine.");
        };
        try (SequenceTester tester = SequenceTester.setup()
                .sequence(
                        route("<to id='p' uri='wait:1 day'/><to id='s' uri='pick:one'/><to id='a' uri='sms:a'/>"),
                        TEXTS)
                .step("pick", picky)
                .open()) {
            TestLead ann = lead("Ann");
            TestLead ben = lead("Ben");
            tester.enroll(ann).enroll(ben).advance(days(1));
            tester.about(ben).assertMessages("sms:a").assertCompleted();
            tester.about(ann).assertMessages();
            assertThat(tester.about(ben).history()).anyMatch(line -> line.contains("Fine."));
        }
    }

    @Test
    void a_channel_of_ones_own_is_a_step_like_any_other() {
        RecordingChannel pigeon = RecordingChannel.of("pigeon", AddressKind.NONE, TemplateFormat.TEXT);
        try (SequenceTester tester = SequenceTester.setup()
                .sequence(
                        route("<to id='fly' uri='pigeon:letter'/>"),
                        Map.of("letter.pigeon", "Coo, {{contact.first_name}}"))
                .channel(pigeon)
                .open()) {
            tester.enroll(lead("Ann")).assertSent("pigeon", "letter").assertCompleted();
            assertThat(pigeon.accepted())
                    .singleElement()
                    .satisfies(sent -> assertThat(sent.text()).isEqualTo("Coo, Ann"));
        }
    }

    @Test
    void a_trigger_of_ones_own_enrolls() {
        String xml = route("<to id='a' uri='sms:a'/>").replace("sequence:story?", "sequence:story?on=full.moon&amp;");
        try (SequenceTester tester = SequenceTester.setup()
                .sequence(xml, TEXTS)
                .trigger(new FullMoon(), "full.moon")
                .open()) {
            tester.create(lead("Ann")).assertNotEnrolled().event("full.moon").assertMessages("sms:a");
        }
    }

    @Test
    void a_text_with_a_hole_never_goes_out() {
        try (SequenceTester tester = SequenceTester.of(
                route("<to id='a' uri='sms:a'/><to id='b' uri='sms:b'/>"),
                Map.of("a.sms", "Dear {{contact.fields.nickname}}", "b.sms", "B"))) {
            tester.enroll(lead("Ann")).assertMessages("sms:b").assertCompleted();
            assertThat(tester.message("a").state()).isEqualTo(MessageState.DENIED);
            assertThat(tester.message("a").reason()).contains("contact.fields.nickname");
        }
    }

    @Test
    void a_wait_counts_from_the_real_sending() {
        String xml = route("<to id='a' uri='sms:a'/><to id='p' uri='wait:3 days'/><to id='b' uri='sms:b'/>");
        try (SequenceTester tester = SequenceTester.of(xml, TEXTS)) {
            tester.channel("sms").answerNext(new Outcome.Unavailable(Duration.ofHours(5), "Too many requests."));
            tester.enroll(lead("Ann"))
                    .assertNothingSent()
                    .advance(hours(5))
                    .assertMessages("sms:a")
                    .advance(days(3).minusHours(1))
                    .assertNothingSent()
                    .advance(hours(1))
                    .assertMessages("sms:a", "sms:b");
        }
    }

    @Test
    void many_leads_come_through_together() {
        String xml = route("<to id='a' uri='sms:a'/><to id='p' uri='wait:1 day'/><to id='b' uri='sms:b'/>");
        try (SequenceTester tester = SequenceTester.of(xml, TEXTS)) {
            for (int i = 0; i < 60; i++) {
                tester.enroll(lead("Lead" + i));
            }
            tester.advance(days(1));
            assertThat(tester.channel("sms").accepted()).hasSize(120);
            assertThat(tester.channel("sms").accepted().stream()
                            .map(message -> message.address() + message.text())
                            .distinct())
                    .hasSize(120);
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

    private static final class FullMoon implements io.ripen.trigger.Trigger {
        @Override
        public java.util.Set<String> options() {
            return java.util.Set.of();
        }

        @Override
        public Condition condition(String on, Map<String, String> options) {
            return (event, contact) -> true;
        }
    }
}
