package io.ripen.engine.internal.run;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.Contact;
import io.ripen.delivery.DeliveryReports;
import io.ripen.delivery.MessageState;
import io.ripen.event.Receipt;
import io.ripen.policy.Decision;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ends a run early, and what becomes of a message that is on its way just then. */
abstract class StoppingContract extends EngineScenario {

    StoppingContract(TestDatabase database) {
        super(database);
    }

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
        assertThat(run(run).reason()).isEqualTo("The lead replied by text.");
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
        assertThat(enrollments.stop(Actor.part("the test"), run, "Removed by Kim."))
                .isTrue();
        assertThat(enrollments.stop(Actor.part("the test"), run, "Removed by Kim."))
                .isFalse();
        engine.drain();
        assertThat(sms.requests).isEmpty();
    }
}
