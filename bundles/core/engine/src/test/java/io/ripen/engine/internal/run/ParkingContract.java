package io.ripen.engine.internal.run;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.Contact;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import org.junit.jupiter.api.Test;

/** What leads wait for that something is installed, and which revision they follow meanwhile. */
abstract class ParkingContract extends EngineScenario {

    ParkingContract(TestDatabase database) {
        super(database);
    }

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
}
