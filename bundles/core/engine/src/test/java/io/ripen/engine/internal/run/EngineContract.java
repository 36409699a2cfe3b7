package io.ripen.engine.internal.run;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.Finding;
import io.ripen.core.store.Straggler;
import io.ripen.core.store.TestDatabase;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.delivery.DeliveryReports;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import io.ripen.event.InvalidEventException;
import io.ripen.event.Receipt;
import io.ripen.policy.Decision;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What the engine promises about one lead, whatever happens to its messages. */
abstract class EngineContract extends EngineScenario {

    EngineContract(TestDatabase database) {
        super(database);
    }

    private FakeSequence nurture() {
        return new FakeSequence("nurture")
                .sms("day-1")
                .wait("wait-1", ofDays(3))
                .sms("day-4")
                .wait("wait-2", ofDays(4));
    }

    private void afterFailedSegments() {
        for (int i = 0; i < 4; i++) {
            advance(ofHours(2));
        }
    }

    // ------------------------------------------------------------------ the plain course

    @Test
    void aCreatedContactGetsItsTouchesAndComesToTheEnd() {
        sequences.deploy(nurture());
        Contact ann = ann();
        Receipt receipt = event("contact.created", ann);
        assertThat(receipt.enrolled()).hasSize(1);
        engine.drain();

        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.ACCEPTED);
        assertThat(sms.requests.get(0).text()).isEqualTo("Hello Ann, this is day-1.");
        assertThat(sms.requests.get(0).address()).isEqualTo(ann.phoneE164());

        advance(ofDays(3).minusSeconds(1));
        assertThat(sms.requests).hasSize(1);
        advance(ofSeconds(1));
        assertThat(sms.requests).hasSize(2);
        advance(ofDays(4));

        assertThat(run(receipt.enrolled().get(0)).state()).isEqualTo(EnrollmentState.COMPLETED);
        assertThat(told(ann)).containsExactly("enrolled", "sent", "sent", "completed");
        assertThat(count("nurture", "", "enrolled")).isEqualTo(1);
        assertThat(count("nurture", "day-1", "reached")).isEqualTo(1);
        assertThat(count("nurture", "day-1", "sent")).isEqualTo(1);
        assertThat(count("nurture", "wait-1", "reached")).isEqualTo(1);
        assertThat(count("nurture", "", "completed")).isEqualTo(1);
    }

    @Test
    void aWaitCountsFromTheRealSending() {
        sequences.deploy(nurture());
        sms.answer = message -> new Outcome.Unavailable(ofHours(5), "429 Too Many Requests");
        EnrollmentId run = enroll("nurture", ann());
        engine.drain();
        sms.answer = sms::accept;
        advance(ofHours(5));
        assertThat(run(run).dueAt()).isEqualTo(clock.instant().plus(ofDays(3)));
    }

    @Test
    void variablesOfARunSurviveAndTwoTouchesInARowBothGoOut() {
        sequences.deploy(new FakeSequence("pair").sms("one").sms("two").wait("end", ofDays(1)));
        Contact ann = ann();
        enroll("pair", ann);
        engine.drain();
        assertThat(messagesTo(ann)).extracting(Message::step).containsExactly(new StepId("one"), new StepId("two"));
    }

    @Test
    void aSegmentThatAsksTheLeadIsRunOnWhatIsTrueAfterTheSending() {
        List<String> seen = new ArrayList<>();
        sequences.deploy(new FakeSequence("asking")
                .sms("day-1")
                .then(lead -> seen.add(lead.outcome("day-1") + " " + lead.replied()))
                .wait("wait-1", ofDays(1)));
        enroll("asking", ann());
        engine.drain();
        // Run with the outcome first, where it turned out to ask, and then with the facts: that is what counts.
        assertThat(seen).endsWith("sent false");
    }

    // ------------------------------------------------------------------ outcomes

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
        assertThat(enrollments.retry(run)).isTrue();
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
        assertThat(enrollments.retry(run)).isTrue();
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

    // ------------------------------------------------------------------ rendering and policies

    @Test
    void aHoleInAMessageDeniesItAndNamesTheField() {
        sequences.deploy(new FakeSequence("hole")
                .sms("day-1")
                .template("day-1.sms", "About {{contact.fields.product}}: …")
                .wait("w", ofDays(1)));
        Contact ann = ann();
        EnrollmentId run = enroll("hole", ann);
        engine.drain();
        assertThat(sms.requests).isEmpty();
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.DENIED);
        assertThat(onlyMessageTo(ann).reason())
                .contains("{{contact.fields.product}}")
                .contains("day-1.sms");
        assertThat(run(run).step()).isEqualTo(new StepId("w"));
    }

    @Test
    void aPolicyHoldsUntilItsTimeAndIsAskedAgain() {
        sequences.deploy(nurture());
        Instant morning = clock.instant().plus(ofHours(9));
        AtomicInteger asked = new AtomicInteger();
        policies.add("quiet-hours", (sends, work) -> {
            asked.incrementAndGet();
            Decision hold = new Decision.Hold(morning, "It is night there.");
            return sends.stream()
                    .map(send -> send.at().isBefore(morning) ? hold : Decision.ALLOW)
                    .toList();
        });
        Contact ann = ann();
        enroll("nurture", ann);
        engine.drain();
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.PLANNED);
        assertThat(onlyMessageTo(ann).heldUntil()).isEqualTo(morning);
        assertThat(toldAbout(ann, "held")).contains("It is night there.");
        advance(ofHours(8));
        assertThat(asked).hasValue(1);
        advance(ofHours(1));
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.ACCEPTED);
    }

    @Test
    void aDenialBeatsAHoldAndTheLatestHoldCounts() {
        sequences.deploy(nurture());
        Instant early = clock.instant().plus(ofHours(1));
        Instant late = clock.instant().plus(ofHours(2));
        policies.add("a", (sends, work) -> List.of(new Decision.Hold(late, "late")));
        policies.add("b", (sends, work) -> List.of(new Decision.Hold(early, "early")));
        Contact ann = ann();
        enroll("nurture", ann);
        engine.drain();
        assertThat(onlyMessageTo(ann).heldUntil()).isEqualTo(late);
        policies.add("c", (sends, work) -> List.of(new Decision.Deny("Opted out.")));
        advance(ofHours(2));
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.DENIED);
        assertThat(onlyMessageTo(ann).reason()).isEqualTo("Opted out.");
        assertThat(sms.requests).isEmpty();
    }

    @Test
    void nothingIsSentPastAPolicyThatFails() {
        sequences.deploy(nurture());
        policies.add("broken", (sends, work) -> {
            throw new IllegalStateException("No such table");
        });
        Contact ann = ann();
        enroll("nurture", ann);
        engine.drain();
        assertThat(sms.requests).isEmpty();
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.PLANNED);
        assertThat(onlyMessageTo(ann).reason()).contains("broken");
    }

    // ------------------------------------------------------------------ stopping

    @Test
    void aReplyStopsTheRunInMidWait() {
        sequences.deploy(nurture());
        Contact ann = ann();
        EnrollmentId run = enroll("nurture", ann);
        engine.drain();
        Receipt receipt = event("sms.received", ann);
        assertThat(receipt.stopped()).containsExactly(run);
        advance(ofDays(10));
        assertThat(sms.requests).hasSize(1);
        assertThat(run(run).state()).isEqualTo(EnrollmentState.STOPPED);
        assertThat(run(run).reason()).contains("sms.received");
        assertThat(count("nurture", "", "stopped")).isEqualTo(1);
        assertThat(count("nurture", "wait-1", "stopped")).isEqualTo(1);
    }

    @Test
    void aReplyBeatsASendThatIsDue() {
        sequences.deploy(nurture());
        Contact ann = ann();
        enroll("nurture", ann);
        engine.drain();
        clock.advance(ofDays(3));
        event("reply", ann);
        engine.drain();
        assertThat(sms.requests).hasSize(1);
    }

    @Test
    void aReplyCancelsWhatWasHeld() {
        sequences.deploy(nurture());
        Instant morning = clock.instant().plus(ofHours(9));
        policies.add("quiet-hours", (sends, work) -> List.of(new Decision.Hold(morning, "It is night there.")));
        Contact ann = ann();
        enroll("nurture", ann);
        engine.drain();
        event("reply", ann);
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.CANCELLED);
    }

    @Test
    void aReplyThatComesWhileTheMessageIsOnItsWayIsToldAsCrossed() {
        sequences.deploy(nurture());
        Contact ann = ann();
        sms.answer = message -> {
            event("reply", ann);
            return sms.accept(message);
        };
        EnrollmentId run = enroll("nurture", ann);
        engine.drain();
        assertThat(run(run).state()).isEqualTo(EnrollmentState.STOPPED);
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.ACCEPTED);
        assertThat(told(ann)).contains("sent", "crossed", "stopped").doesNotContain("completed");
        assertThat(count("nurture", "day-1", "sent")).isEqualTo(1);
        assertThat(count("nurture", "wait-1", "reached")).isZero();
    }

    @Test
    void aReplyThatHadToWaitUntilTheMessageWasSettledIsToldAfterIt() {
        sequences.deploy(nurture());
        Contact ann = ann();
        EnrollmentId run = enroll("nurture", ann);
        sequences.meanwhile = () -> advance(ofSeconds(1));
        event("reply", ann);
        assertThat(run(run).state()).isEqualTo(EnrollmentState.STOPPED);
        assertThat(run(run).finishedAt()).isEqualTo(clock.instant());
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.ACCEPTED);
        assertThat(told(ann)).containsExactly("enrolled", "sent", "stopped");
    }

    @Test
    void aReplyCrossesAlsoWithAMessageThatACallbackSettles() {
        sequences.deploy(nurture());
        Contact ann = ann();
        sms.answer = message -> {
            event("reply", ann);
            reports.report(message.token(), DeliveryReports.Status.ACCEPTED, "P1", null);
            return sms.accept(message);
        };
        enroll("nurture", ann);
        engine.drain();
        assertThat(told(ann)).containsExactly("enrolled", "stopped", "sent", "crossed");
        assertThat(count("nurture", "day-1", "crossed")).isEqualTo(1);
    }

    @Test
    void aReplyAfterTheCallbackHasCrossedNothing() {
        sequences.deploy(nurture());
        Contact ann = ann();
        sms.answer = message -> {
            reports.report(message.token(), DeliveryReports.Status.ACCEPTED, "P1", null);
            event("reply", ann);
            return sms.accept(message);
        };
        enroll("nurture", ann);
        engine.drain();
        assertThat(told(ann)).containsExactly("enrolled", "sent", "stopped");
    }

    @Test
    void aReplyWhileItIsUnknownWhetherAMessageWentOutIsToldAsCrossedWhenItTurnsOutThatItDid() {
        sequences.deploy(nurture());
        sms.answer = sms::acceptAndLoseTheAnswer;
        Contact ann = ann();
        enroll("nurture", ann);
        engine.drain();
        event("reply", ann);
        assertThat(told(ann)).containsExactly("enrolled", "unknown", "stopped");
        String token = sms.requests.get(0).token();
        reports.report(token, DeliveryReports.Status.ACCEPTED, "P1", null);
        reports.report(token, DeliveryReports.Status.ACCEPTED, "P1", null);
        assertThat(told(ann)).containsExactly("enrolled", "unknown", "stopped", "sent", "crossed");
    }

    @Test
    void otherEventsAndOtherContactsStopNothing() {
        sequences.deploy(nurture());
        EnrollmentId run = enroll("nurture", ann());
        engine.drain();
        event("reply", contact("Bob"));
        assertThat(run(run).state()).isEqualTo(EnrollmentState.ACTIVE);
    }

    @Test
    void aRunIsStoppedByHand() {
        sequences.deploy(nurture());
        EnrollmentId run = enroll("nurture", ann());
        assertThat(enrollments.stop(run, "Removed by Kim.")).isTrue();
        assertThat(enrollments.stop(run, "Removed by Kim.")).isFalse();
        engine.drain();
        assertThat(sms.requests).isEmpty();
    }

    // ------------------------------------------------------------------ intake

    @Test
    void anEventThatComesTwiceCountsOnce() {
        sequences.deploy(nurture().reentry("after-finish"));
        Contact ann = ann();
        assertThat(event("evt-1", "contact.created", ann).enrolled()).hasSize(1);
        Receipt again = event("evt-1", "contact.created", ann);
        assertThat(again.duplicate()).isTrue();
        assertThat(again.enrolled()).isEmpty();
        assertThat(count("nurture", "", "enrolled")).isEqualTo(1);
    }

    @Test
    void nobodyIsTwiceInASequenceAtTheSameTime() {
        sequences.deploy(nurture());
        Contact ann = ann();
        EnrollmentId first = enroll("nurture", ann);
        assertThat(event("contact.created", ann).enrolled()).isEmpty();
        assertThat(enrollments.enroll(new SequenceId("nurture"), ann.id(), "", Map.of()))
                .isEqualTo(
                        new Enrollments.Result.AlreadyEnrolled(first, "The contact is in sequence 'nurture' already."));
    }

    @Test
    void reentryOnceIsOnceAndAfterDaysIsAfterDays() {
        sequences.deploy(new FakeSequence("once").reentry("once").wait("w", ofHours(1)));
        sequences.deploy(new FakeSequence("monthly").reentry("after 30 days").wait("w", ofHours(1)));
        Contact ann = ann();
        enroll("once", ann);
        enroll("monthly", ann);
        engine.drain();
        advance(ofHours(1));
        assertThat(enrollments.enroll(new SequenceId("once"), ann.id(), "", Map.of()))
                .isInstanceOf(Enrollments.Result.AlreadyEnrolled.class);
        assertThat(enrollments.enroll(new SequenceId("monthly"), ann.id(), "", Map.of()))
                .isInstanceOf(Enrollments.Result.AlreadyEnrolled.class);
        advance(ofDays(30));
        assertThat(enrollments.enroll(new SequenceId("once"), ann.id(), "", Map.of()))
                .isInstanceOf(Enrollments.Result.AlreadyEnrolled.class);
        enroll("monthly", ann);
    }

    @Test
    void eventsThatCannotBeKeptNameTheField() {
        Contact ann = ann();
        assertThatThrownBy(() -> event("", "reply", ann))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("id");
        assertThatThrownBy(() -> event("x", "No Such Type!", ann)).hasMessageContaining("page.viewed");
        assertThatThrownBy(() -> event("x\u0000", "reply", ann)).isInstanceOf(InvalidEventException.class);
    }

    // ------------------------------------------------------------------ effects

    @Test
    void whatASegmentDoesToTheContactIsWrittenWithTheMove() {
        sequences.deploy(new FakeSequence("tagging")
                .then(lead -> lead.change(ContactChange.tags(Set.of("Nurtured"), Set.of())))
                .sms("day-1")
                .template("day-1.sms", "{{#contact.fields.none}}x{{/contact.fields.none}}Hi {{contact.first_name}}")
                .then(lead -> lead.change(ContactChange.tags(Set.of("Done"), Set.of())))
                .wait("w", ofDays(1)));
        Contact ann = ann();
        enroll("tagging", ann);
        engine.drain();
        assertThat(contactNow(ann).tags()).containsExactlyInAnyOrder("Nurtured", "Done");
        assertThat(sms.requests.get(0).contact().tags()).contains("Nurtured");
    }

    @Test
    void aChangeThatEndsTheRunIsNotFollowedByItsMessage() {
        sequences.deploy(new FakeSequence("self")
                .exitOn("tag.added")
                .then(lead -> lead.change(ContactChange.tags(Set.of("VIP"), Set.of())))
                .sms("day-1")
                .wait("w", ofDays(1)));
        Contact ann = ann();
        EnrollmentId run = enroll("self", ann);
        engine.drain();
        assertThat(run(run).state()).isEqualTo(EnrollmentState.STOPPED);
        assertThat(sms.requests).isEmpty();
        assertThat(messagesTo(ann)).isEmpty();
    }

    @Test
    void aSegmentStopsTheOtherRunsOfItsLeadEvenInTheSameBatch() {
        sequences.deploy(nurture());
        sequences.deploy(new FakeSequence("a-stopper")
                .then(lead -> lead.stopOthers(null, "Moved to sales."))
                .wait("w", ofDays(1)));
        Contact ann = ann();
        EnrollmentId stopper = enroll("a-stopper", ann);
        EnrollmentId other = enroll("nurture", ann);
        engine.drain();
        assertThat(run(other).state()).isEqualTo(EnrollmentState.STOPPED);
        assertThat(run(other).reason()).isEqualTo("Moved to sales.");
        assertThat(run(stopper).step()).isEqualTo(new StepId("w"));
        assertThat(sms.requests).isEmpty();
    }

    @Test
    void oneBadLeadDoesNotHoldUpItsBatch() {
        sequences.deploy(new FakeSequence("bad")
                .then(lead -> {
                    if ("Bad".equals(lead.getFirstName())) {
                        throw new IllegalStateException("Division by zero");
                    }
                    if ("Worse".equals(lead.getFirstName())) {
                        lead.change(ContactChange.tags(Set.of("before"), Set.of()));
                        lead.change(ContactChange.tags(Set.of(""), Set.of()));
                    }
                })
                .sms("day-1")
                .wait("w", ofDays(1)));
        Contact bad = contact("Bad");
        Contact worse = contact("Worse");
        Contact ann = ann();
        EnrollmentId badRun = enroll("bad", bad);
        EnrollmentId worseRun = enroll("bad", worse);
        enroll("bad", ann);
        engine.drain();
        assertThat(messagesTo(ann)).hasSize(1);
        assertThat(messagesTo(bad)).isEmpty();
        assertThat(messagesTo(worse)).isEmpty();
        assertThat(contactNow(worse).tags()).isEmpty();
        afterFailedSegments();
        assertThat(run(badRun).state()).isEqualTo(EnrollmentState.ERRORED);
        assertThat(run(badRun).reason()).contains("Division by zero");
        assertThat(run(worseRun).state()).isEqualTo(EnrollmentState.ERRORED);
        assertThat(run(worseRun).reason()).contains("A tag needs a name.");
        assertThat(count("bad", "", "errored")).isEqualTo(2);
    }

    @Test
    void anErroredRunGoesOnFromTheSameStepWhenTheCauseIsMended() {
        boolean[] broken = {true};
        sequences.deploy(nurture());
        sequences.deploy(new FakeSequence("later").wait("w", ofDays(1)).then(lead -> {
            if (broken[0]) {
                throw new IllegalStateException("Not yet");
            }
        }));
        EnrollmentId run = enroll("later", ann());
        engine.drain();
        advance(ofDays(1));
        afterFailedSegments();
        assertThat(run(run).state()).isEqualTo(EnrollmentState.ERRORED);
        assertThat(run(run).step()).isEqualTo(new StepId("w"));
        broken[0] = false;
        assertThat(enrollments.retry(run)).isTrue();
        engine.drain();
        assertThat(run(run).state()).isEqualTo(EnrollmentState.COMPLETED);
    }

    @Test
    void aForeignSegmentIsRunOutsideAndItsEffectsAreWritten() {
        sequences.deploy(new FakeSequence("outside")
                .thenOutside(lead -> lead.change(ContactChange.tags(Set.of("Posted"), Set.of())))
                .sms("day-1")
                .wait("w", ofDays(1)));
        Contact ann = ann();
        EnrollmentId run = enroll("outside", ann);
        engine.drain();
        assertThat(contactNow(ann).tags()).containsExactly("Posted");
        assertThat(messagesTo(ann)).hasSize(1);
        assertThat(run(run).step()).isEqualTo(new StepId("w"));
    }

    // ------------------------------------------------------------------ parking and revisions

    @Test
    void aMissingChannelParksAndItsReturnLetsTheLeadGoOn() {
        sequences.deploy(nurture());
        channels.remove(sms);
        Contact ann = ann();
        EnrollmentId run = enroll("nurture", ann);
        engine.drain();
        assertThat(run(run).state()).isEqualTo(EnrollmentState.PARKED);
        assertThat(run(run).reason()).contains("sms");
        assertThat(count("nurture", "", "parked")).isEqualTo(1);
        assertThat(messagesTo(ann)).isEmpty();
        advance(ofDays(1));
        assertThat(run(run).state()).isEqualTo(EnrollmentState.PARKED);
        channels.add("sms", sms);
        engine.drain();
        assertThat(messagesTo(ann)).hasSize(1);
        assertThat(told(ann)).containsSubsequence("enrolled", "parked", "resumed", "sent");
        assertThat(count("nurture", "", "parked")).isZero();
    }

    @Test
    void aRemovedSequenceParksItsLeadsAndAReplyStillStopsThem() {
        sequences.deploy(nurture());
        Contact ann = ann();
        EnrollmentId run = enroll("nurture", ann);
        engine.drain();
        sequences.remove("nurture");
        advance(ofDays(3));
        assertThat(run(run).state()).isEqualTo(EnrollmentState.PARKED);
        sequences.deploy(nurture());
        engine.drain();
        assertThat(messagesTo(ann)).hasSize(2);
    }

    @Test
    void aMissingStepParksBeforeAnythingOfItsSegmentIsDone() {
        boolean[] there = {false};
        sequences.deploy(new FakeSequence("stepping")
                .needs("step:foo")
                .then(lead -> {
                    if (!there[0]) {
                        FakeSequence.missing("step:foo").run(lead);
                    }
                })
                .sms("day-1")
                .wait("w", ofDays(1)));
        sequences.gone.add("step:foo");
        EnrollmentId run = enroll("stepping", ann());
        engine.drain();
        assertThat(run(run).state()).isEqualTo(EnrollmentState.PARKED);
        there[0] = true;
        sequences.isBack("step:foo");
        engine.drain();
        assertThat(sms.requests).hasSize(1);
    }

    @Test
    void aLeadFollowsTheNewRevisionIfItHasItsStepAndElseStaysOnItsOwn() {
        sequences.deploy(nurture());
        Contact ann = ann();
        Contact bob = contact("Bob");
        enroll("nurture", ann);
        engine.drain();
        advance(ofDays(3));
        enroll("nurture", bob);
        engine.drain();
        // Ann waits at wait-2, which is gone; Bob at wait-1, which is there.
        sequences.deploy(new FakeSequence("nurture", "nurture-r2")
                .sms("day-1")
                .wait("wait-1", ofDays(3))
                .sms("better")
                .wait("other", ofDays(1)));
        advance(ofDays(4));
        assertThat(messagesTo(bob))
                .extracting(message -> String.valueOf(message.step()))
                .containsExactly("day-1", "better");
        assertThat(messagesTo(ann))
                .extracting(message -> String.valueOf(message.step()))
                .containsExactly("day-1", "day-4");
        assertThat(told(ann)).contains("completed");
    }

    // ------------------------------------------------------------------ recovery

    @Test
    void whatADeadNodeWasSendingIsAskedAboutAndNotRepeated() {
        sequences.deploy(nurture());
        Contact ann = ann();
        EnrollmentId run = enroll("nurture", ann);
        crash(Crash.AFTER_SENDING);
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.SENDING);

        sms.answer = sms::accept;
        Engine other = anotherEngine();
        other.drain();
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.SENDING);
        clock.advance(ofSeconds(31));
        other.drain();
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.UNKNOWN);
        assertThat(onlyMessageTo(ann).reason()).contains("The node stopped");
        assertThat(sms.asked).isEmpty();
        clock.advance(ofSeconds(30));
        other.drain();
        assertThat(sms.asked).hasSize(1);
        assertThat(sms.requests).hasSize(1);
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.ACCEPTED);
        assertThat(run(run).step()).isEqualTo(new StepId("wait-1"));
    }

    @Test
    void whatADeadNodeHadNotSentYetIsSentByTheNext() {
        sequences.deploy(nurture());
        Contact ann = ann();
        enroll("nurture", ann);
        crash(Crash.BEFORE_SENDING);
        sms.answer = sms::accept;
        Engine other = anotherEngine();
        clock.advance(ofSeconds(31));
        other.drain();
        clock.advance(ofSeconds(30));
        other.drain();
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.ACCEPTED);
        assertThat(sms.taken).hasSize(1);
    }

    @Test
    void aNodeThatLostItsLeaseSendsNothingAndItsOutcomesDoNotMoveLeads() {
        sequences.deploy(nurture());
        Contact ann = ann();
        EnrollmentId run = enroll("nurture", ann);
        Engine other = anotherEngine();
        // The first engine claims, and stands still until long after its lease; the other one takes over.
        sms.answer = message -> {
            clock.advance(ofSeconds(31));
            sms.answer = again -> new Outcome.Unavailable(ofDays(1), "Not now");
            other.drain();
            return sms.accept(message);
        };
        engine.drain();
        assertThat(sms.taken).hasSize(1);
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.ACCEPTED);
        EnrollmentRow row = stores.transactions()
                .call(work -> stores.enrollments().find(work, run.value()))
                .orElseThrow();
        // The late outcome is kept, and the lead is left to whoever has it: it goes on from there.
        clock.advance(ofSeconds(31));
        other.drain();
        assertThat(sms.taken).hasSize(1);
        assertThat(run(run).step()).isEqualTo(new StepId("wait-1"));
        assertThat(row.owner()).isZero();
    }

    @Test
    void aMessageWhoseLeaseRanOutBeforeItWasBegunIsHandedBackAndSentLater() {
        sequences.deploy(nurture());
        List<Contact> leads = contacts(3, "Lea");
        leads.forEach(each -> enroll("nurture", each));
        List<Instant> begun = new ArrayList<>();
        sms.answer = message -> {
            begun.add(clock.instant());
            if (begun.size() == 1) {
                clock.advance(ofSeconds(40)); // far too long; the others of its batch must wait for a new lease
            }
            return sms.accept(message);
        };
        engine.drain();
        assertThat(sms.taken).hasSize(3);
        for (Contact each : leads) {
            assertThat(onlyMessageTo(each).state()).isEqualTo(MessageState.ACCEPTED);
        }
        assertThat(onlyMessageTo(leads.get(1)).attempt()
                        + onlyMessageTo(leads.get(2)).attempt())
                .isEqualTo(4);
    }

    @Test
    void aMessageThatWasOnItsWayWhenItsLeadRepliedAndItsNodeDiedIsLookedInto() {
        sequences.deploy(nurture());
        Contact ann = ann();
        enroll("nurture", ann);
        crash(Crash.AFTER_SENDING);
        event("reply", ann);
        advance(ofSeconds(119));
        assertThat(onlyMessageTo(ann).state()).as("its sender may still tell").isEqualTo(MessageState.SENDING);
        advance(ofSeconds(1));
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.ACCEPTED);
        assertThat(onlyMessageTo(ann).providerId()).isEqualTo("P1");
        assertThat(told(ann)).containsExactly("enrolled", "stopped", "sent", "crossed");
        assertThat(count("nurture", "day-1", "crossed")).isEqualTo(1);
        assertThat(sms.requests).hasSize(1);
        assertThat(stragglers()).isEmpty();
    }

    @Test
    void oneThatNeverWentIsCancelledAndNotSentAfterAll() {
        sequences.deploy(nurture());
        Contact ann = ann();
        enroll("nurture", ann);
        crash(Crash.BEFORE_SENDING);
        event("reply", ann);
        advance(ofSeconds(120));
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.CANCELLED);
        assertThat(told(ann)).containsExactly("enrolled", "stopped");
        assertThat(sms.requests).isEmpty();
        assertThat(stragglers()).isEmpty();
    }

    @Test
    void oneThatTheProviderNeverTellsOfStaysListedAsUnknownAndIsNotAskedAboutForEver() {
        sequences.deploy(nurture());
        sms.reconciling = message -> new Reconciliation.Undecided("The provider does not answer.");
        Contact ann = ann();
        enroll("nurture", ann);
        crash(Crash.AFTER_SENDING);
        event("reply", ann);
        advance(ofSeconds(120));
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.UNKNOWN);
        for (int i = 0; i < 10; i++) {
            advance(ofMinutes(20));
        }
        assertThat(sms.asked).hasSize(5);
        assertThat(onlyMessageTo(ann).state()).isEqualTo(MessageState.UNKNOWN);
        assertThat(onlyMessageTo(ann).reason()).contains("does not answer");
        assertThat(told(ann)).containsExactly("enrolled", "stopped", "unknown");
        assertThat(stragglers()).isEmpty();
    }

    @Test
    void oneThatItsSenderTellsOfIsAskedAboutByNobody() {
        sequences.deploy(nurture());
        Contact ann = ann();
        sms.answer = message -> {
            event("reply", ann);
            return sms.accept(message);
        };
        enroll("nurture", ann);
        engine.drain();
        assertThat(stragglers()).hasSize(1);
        advance(ofSeconds(120));
        assertThat(sms.asked).isEmpty();
        assertThat(stragglers()).isEmpty();
    }

    private List<Straggler> stragglers() {
        return stores.transactions().call(work -> stores.stragglers().all(work));
    }

    private enum Crash {
        BEFORE_SENDING,
        AFTER_SENDING
    }

    /** What a kill leaves behind: the claim is committed, and nothing after it is written. */
    private void crash(Crash when) {
        Engine dying = anotherEngine(new GateThat(gate) {
            @Override
            public Finding.Answered send(Admitted message, BooleanSupplier mayBegin) {
                if (when == Crash.AFTER_SENDING) {
                    super.send(message, mayBegin);
                }
                throw new SimulatedCrash();
            }
        });
        assertThatThrownBy(dying::drain).isInstanceOf(SimulatedCrash.class);
    }

    private Contact contactNow(Contact contact) {
        return stores.transactions()
                .call(work -> stores.contacts().find(work, contact.id()))
                .orElseThrow();
    }

    private static final class SimulatedCrash extends Error {
        private static final long serialVersionUID = 1;
    }
}
