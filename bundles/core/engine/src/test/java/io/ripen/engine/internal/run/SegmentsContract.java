package io.ripen.engine.internal.run;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.policy.Blocks;
import io.ripen.policy.Blocks.Block;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.StepId;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the steps between two durable points do, and what happens when they fail. */
abstract class SegmentsContract extends EngineScenario {

    SegmentsContract(TestDatabase database) {
        super(database);
    }

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
        assertThat(enrollments.retry(Actor.part("the test"), run)).isTrue();
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

    @Test
    void aForeignSegmentWaitsWhileAllThatLeavesIsHeld() {
        sequences.deploy(new FakeSequence("outside")
                .thenOutside(lead -> lead.change(ContactChange.tags(Set.of("Posted"), Set.of())))
                .wait("w", ofDays(1)));
        Contact ann = ann();
        stores.transactions()
                .call(work -> stores.blocks()
                        .set(
                                work,
                                new Block(
                                        Blocks.HOLD,
                                        "A copy.",
                                        "ripen start",
                                        stores.clock().instant())));
        EnrollmentId run = enroll("outside", ann);
        engine.drain();
        assertThat(contactNow(ann).tags()).isEmpty();
        assertThat(run(run).state()).isEqualTo(EnrollmentState.PARKED);

        stores.transactions()
                .call(work -> stores.blocks()
                        .lift(work, Blocks.HOLD, stores.clock().machine().instant()));
        engine.drain();
        assertThat(contactNow(ann).tags()).containsExactly("Posted");
        assertThat(run(run).step()).isEqualTo(new StepId("w"));
    }

    private void afterFailedSegments() {
        for (int i = 0; i < 4; i++) {
            advance(ofHours(2));
        }
    }
}
