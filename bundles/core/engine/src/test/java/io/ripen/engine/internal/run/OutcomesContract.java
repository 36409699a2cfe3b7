package io.ripen.engine.internal.run;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.Contact;
import io.ripen.delivery.DeliveryReports;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of a message, and of its lead, whatever the provider answers. */
abstract class OutcomesContract extends EngineScenario {

    OutcomesContract(TestDatabase database) {
        super(database);
    }

    @Test
    void aRefusedMessageIsNotRetriedAndTheLeadGoesOn() {
        sequences.deploy(nurture());
        sms.answer = message -> new Outcome.Refused("21211", "Not a valid number.");
        Contact ann = ann();
        EnrollmentId run = enroll("nurture", ann);
        engine.drain();
        Message message = onlyMessageTo(ann);
        assertThat(message.state()).isEqualTo(MessageState.REFUSED);
        assertThat(message.code()).isEqualTo("21211");
        assertThat(run(run).step()).isEqualTo(new StepId("wait-1"));
        assertThat(sms.requests).hasSize(1);
        assertThat(toldAbout(ann, "refused")).isEqualTo("Not a valid number.");
    }

    @Test
    void theStepsRuleEndsTheRunOfWhoCannotBeReached() {
        sequences.deploy(new FakeSequence("strict")
                .sms("day-1", Map.of("onFail", "exit"))
                .wait("w", ofDays(1)));
        sms.answer = message -> new Outcome.Refused("21211", "Not a valid number.");
        EnrollmentId run = enroll("strict", ann());
        engine.drain();
        assertThat(run(run).state()).isEqualTo(EnrollmentState.STOPPED);
        assertThat(run(run).reason()).contains("day-1").contains("Not a valid number.");
    }

    @Test
    void aHeldStepIsTriedAgainByHandWithAnotherMessage() {
        sequences.deploy(new FakeSequence("strict")
                .sms("day-1", Map.of("onFail", "hold"))
                .wait("w", ofDays(1)));
        sms.answer = message -> new Outcome.Refused("30034", "The sender is not registered.");
        Contact ann = ann();
        EnrollmentId run = enroll("strict", ann);
        engine.drain();
        assertThat(run(run).state()).isEqualTo(EnrollmentState.ERRORED);
        assertThat(count("strict", "", "errored")).isEqualTo(1);
        sms.answer = sms::accept;
        assertThat(enrollments.retry(Actor.part("the test"), run)).isTrue();
        engine.drain();
        assertThat(messagesTo(ann))
                .extracting(Message::state)
                .containsExactly(MessageState.REFUSED, MessageState.ACCEPTED);
        assertThat(run(run).step()).isEqualTo(new StepId("w"));
        assertThat(count("strict", "", "errored")).isZero();
    }

    @Test
    void anUnavailableProviderIsTriedAgainWithGrowingPauses() {
        sequences.deploy(nurture());
        sms.answer = message -> new Outcome.Unavailable(ofSeconds(0), "Connection refused");
        Contact ann = ann();
        EnrollmentId run = enroll("nurture", ann);
        engine.drain();
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.PLANNED);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Instant due = run(run).dueAt();
            pauses.add(java.time.Duration.between(clock.instant(), due).toSeconds());
            clock.set(due);
            engine.drain();
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L);
        sms.answer = sms::accept;
        advance(ofHours(1));
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.ACCEPTED);
        assertThat(onlyMessageTo(ann).attempt()).isEqualTo(8);
    }

    @Test
    void anUnknownMessageThatTheProviderHasIsNotSentAgain() {
        sequences.deploy(nurture());
        sms.answer = sms::acceptAndLoseTheAnswer;
        Contact ann = ann();
        EnrollmentId run = enroll("nurture", ann);
        engine.drain();
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.UNKNOWN);
        assertThat(run(run).step()).isEqualTo(new StepId("day-1"));
        assertThat(sms.asked).isEmpty();
        advance(ofSeconds(5));
        assertThat(sms.asked).hasSize(1);
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.ACCEPTED);
        assertThat(onlyMessageTo(ann).providerId()).isEqualTo("P1");
        assertThat(sms.requests).hasSize(1);
        assertThat(run(run).step()).isEqualTo(new StepId("wait-1"));
    }

    @Test
    void anUnknownMessageThatTheProviderNeverGotIsSent() {
        sequences.deploy(nurture());
        sms.answer = message -> new Outcome.Unknown("Connection reset");
        Contact ann = ann();
        enroll("nurture", ann);
        engine.drain();
        sms.answer = sms::accept;
        advance(ofSeconds(5));
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.ACCEPTED);
        assertThat(onlyMessageTo(ann).attempt()).isEqualTo(2);
        assertThat(sms.requests).hasSize(2);
    }

    @Test
    void aMessageThatNobodyEverKnowsOfStaysUnknownAndTheLeadGoesOn() {
        sequences.deploy(nurture());
        sms.answer = message -> new Outcome.Unknown("Read timed out.");
        sms.reconciling = message -> new Reconciliation.Undecided("The provider does not answer.");
        Contact ann = ann();
        EnrollmentId run = enroll("nurture", ann);
        engine.drain();
        for (int i = 0; i < 5; i++) {
            assertThat(run(run).step()).isEqualTo(new StepId("day-1"));
            advance(ofMinutes(20));
        }
        assertThat(sms.asked).hasSize(5);
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.UNKNOWN);
        assertThat(onlyMessageTo(ann).reason()).isEqualTo("The provider does not answer.");
        assertThat(run(run).step()).isEqualTo(new StepId("wait-1"));
        assertThat(sms.requests).hasSize(1);
        assertThat(count("nurture", "day-1", "unknown")).isEqualTo(1);
    }

    @Test
    void aProviderThatCanNeverBeAskedIsAskedOnceAndTheLeadGoesOn() {
        sequences.deploy(nurture());
        sms.answer = message -> new Outcome.Unknown("Read timed out.");
        sms.reconciling = message -> new Reconciliation.Impossible("This channel cannot ask its provider.");
        Contact ann = ann();
        EnrollmentId run = enroll("nurture", ann);
        engine.drain();
        advance(ofSeconds(10));
        assertThat(sms.asked).hasSize(1);
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.UNKNOWN);
        assertThat(run(run).step()).isEqualTo(new StepId("wait-1"));
        advance(ofMinutes(40));
        assertThat(sms.asked).hasSize(1);
        assertThat(sms.requests).hasSize(1);
    }

    @Test
    void theStepsRuleHoldsWhoMayOrMayNotHaveGotTheMessage() {
        sequences.deploy(new FakeSequence("careful")
                .sms("day-1", Map.of("onUnknown", "hold"))
                .wait("w", ofDays(1)));
        sms.answer = message -> new Outcome.Unknown("Read timed out.");
        sms.reconciling = message -> new Reconciliation.Undecided("The provider does not answer.");
        EnrollmentId run = enroll("careful", ann());
        engine.drain();
        for (int i = 0; i < 5; i++) {
            advance(ofMinutes(20));
        }
        assertThat(run(run).state()).isEqualTo(EnrollmentState.ERRORED);
        // A retry by hand asks again, and never just repeats.
        assertThat(enrollments.retry(Actor.part("the test"), run)).isTrue();
        engine.drain();
        assertThat(sms.asked).hasSize(6);
        assertThat(sms.requests).hasSize(1);
    }

    @Test
    void aRepeatableMessageIsSentOnceMoreAndNotTwice() {
        sequences.deploy(nurture());
        sms.answer = message -> new Outcome.Unknown("Dropped after the final dot.");
        sms.reconciling = message -> new Reconciliation.Repeatable("Same Message-ID.");
        Contact ann = ann();
        enroll("nurture", ann);
        engine.drain();
        for (int i = 0; i < 10; i++) {
            advance(ofMinutes(20));
        }
        assertThat(sms.requests).hasSize(2);
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.UNKNOWN);
    }

    @Test
    void aChannelThatThrowsLeavesTheOutcomeUnknown() {
        sequences.deploy(nurture());
        sms.answer = message -> {
            throw new IllegalStateException("Bug in the channel");
        };
        Contact ann = ann();
        enroll("nurture", ann);
        engine.drain();
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.UNKNOWN);
        assertThat(onlyMessageTo(ann).reason()).contains("Bug in the channel");
    }

    @Test
    void aCallbackEndsTheDoubtBeforeTheProviderIsAsked() {
        sequences.deploy(nurture());
        sms.answer = sms::acceptAndLoseTheAnswer;
        Contact ann = ann();
        EnrollmentId run = enroll("nurture", ann);
        engine.drain();
        assertThat(reports.report(sms.requests.get(0).token(), DeliveryReports.Status.ACCEPTED, "P1", null))
                .isTrue();
        engine.drain();
        assertThat(sms.asked).isEmpty();
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.ACCEPTED);
        assertThat(run(run).step()).isEqualTo(new StepId("wait-1"));
        assertThat(told(ann)).containsOnlyOnce("sent");
        assertThat(count("nurture", "day-1", "sent")).isEqualTo(1);
    }

    /** Each phone reports that the text was sent and that it arrived, all at the same moment; Twilio does so after a campaign. */
    @Test
    void reportsThatComeInTogetherAreEachRecordedOnce() throws Exception {
        sequences.deploy(nurture());
        List<Contact> leads = contacts(40, "Ann");
        leads.forEach(lead -> enroll("nurture", lead));
        engine.drain();
        ExecutorService phones = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (OutboundMessage text : sms.requests) {
                for (DeliveryReports.Status each : List.of(
                        DeliveryReports.Status.ACCEPTED,
                        DeliveryReports.Status.DELIVERED,
                        DeliveryReports.Status.DELIVERED)) {
                    calls.add(() -> reports.report(text.token(), each, "P" + text.token(), null));
                }
            }
            assertThat(calls).hasSize(120);
            for (Future<Boolean> call : phones.invokeAll(calls, 60, TimeUnit.SECONDS)) {
                assertThat(call.get()).isTrue();
            }
        } finally {
            phones.shutdownNow();
        }
        assertThat(count("nurture", "day-1", "delivered")).isEqualTo(40);
        assertThat(count("nurture", "day-1", "sent")).isEqualTo(40);
        for (Contact lead : leads) {
            assertThat(told(lead)).containsOnlyOnce("sent", "delivered");
            assertThat(onlyMessageTo(lead).state()).isEqualTo(MessageState.DELIVERED);
        }
    }

    @Test
    void aForgedTokenChangesNothing() {
        sequences.deploy(nurture());
        Contact ann = ann();
        enroll("nurture", ann);
        engine.drain();
        String token = sms.requests.get(0).token();
        String forged = (token.charAt(3) == 'A' ? "B" : "A") + token.substring(1);
        assertThat(reports.report(forged, DeliveryReports.Status.UNDELIVERED, "X", "30003"))
                .isFalse();
        assertThat(reports.report("", DeliveryReports.Status.UNDELIVERED, "X", "30003"))
                .isFalse();
        assertThat(reports.report("x".repeat(38), DeliveryReports.Status.UNDELIVERED, "X", "30003"))
                .isFalse();
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.ACCEPTED);
    }
}
