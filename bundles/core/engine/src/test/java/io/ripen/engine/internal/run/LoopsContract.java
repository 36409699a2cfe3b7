package io.ripen.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.SequenceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sequences that go round without a wait that lasts. Each of these kept a core busy, and filled the database, for ever. */
abstract class LoopsContract extends EngineScenario {

    LoopsContract(TestDatabase database) {
        super(database);
    }

    private List<Enrollment> runs(Contact contact) {
        return enrollments.list(
                Actor.part("the test"), new Enrollments.Query(null, null, null, contact.id(), 0, 1_000));
    }

    @Test
    void aRunThatComesBackToAWaitThatIsOverAtOnceStaysForAMinute() {
        sequences.deploy(new FakeSequence("round")
                .wait("w", Duration.ZERO)
                .then(lead -> lead.note("round"))
                .goTo("w"));
        Contact ann = ann();
        EnrollmentId id = enroll("round", ann);
        engine.drain();
        assertThat(lines(ann, "note")).hasSize(1);
        for (int minute = 0; minute < 10; minute++) {
            advance(Duration.ofSeconds(30));
            advance(Duration.ofSeconds(30));
        }
        assertThat(lines(ann, "note")).hasSize(11);
        assertThat(run(id).state()).isEqualTo(EnrollmentState.ACTIVE);
    }

    @Test
    void aMessageIsNotRepeatedWithinAMinuteEither() {
        sequences.deploy(new FakeSequence("round").sms("again").goTo("again"));
        Contact ann = ann();
        enroll("round", ann);
        engine.drain();
        assertThat(sms.requests).hasSize(1);
        advance(Duration.ofSeconds(59));
        assertThat(sms.requests).hasSize(1);
        advance(Duration.ofSeconds(1));
        assertThat(sms.requests).hasSize(2);
    }

    @Test
    void aCircleWithAWaitThatLastsGoesAsItSays() {
        sequences.deploy(new FakeSequence("round")
                .wait("short", Duration.ofSeconds(5))
                .then(lead -> lead.note("round"))
                .wait("long", Duration.ofMinutes(2))
                .goTo("short"));
        Contact ann = ann();
        enroll("round", ann);
        engine.drain();
        for (int i = 0; i < 25; i++) {
            advance(Duration.ofSeconds(5)); // 125 s for each round
        }
        advance(Duration.ofSeconds(5));
        assertThat(lines(ann, "note")).hasSize(2);
    }

    @Test
    void aRunThatEventsDriveRoundAndRoundIsErred() {
        sequences.deploy(new FakeSequence("round")
                .waitFor("w", "reply", "m", Duration.ofDays(7))
                .goTo("w")
                .exitOn("opt-out"));
        Contact ann = ann();
        EnrollmentId id = enroll("round", ann);
        engine.drain();
        for (int i = 0; i < 119; i++) {
            event("reply", ann, Map.of("message", "m"));
            engine.drain();
        }
        assertThat(run(id).state()).isEqualTo(EnrollmentState.ACTIVE);
        event("reply", ann, Map.of("message", "m"));
        engine.drain();
        assertThat(run(id).state()).isEqualTo(EnrollmentState.ERRORED);
        assertThat(run(id).reason()).contains("'w' 121 times within an hour", "circle");
    }

    @Test
    void twoSequencesThatMoveALeadToEachOtherAreStopped() {
        sequences.deploy(
                new FakeSequence("pa").reentry("after-finish").then(lead -> lead.enroll(new SequenceId("pb"), "")));
        sequences.deploy(
                new FakeSequence("pb").reentry("after-finish").then(lead -> lead.enroll(new SequenceId("pa"), "")));
        Contact ann = ann();
        enroll("pa", ann);
        engine.drain();
        assertThat(runs(ann)).hasSizeLessThanOrEqualTo(62);
        assertThat(runs(ann))
                .filteredOn(run -> run.state() == EnrollmentState.ERRORED)
                .singleElement()
                .satisfies(run -> assertThat(run.reason()).contains("30 times within an hour", "reentry=once"));
        assertThat(lines(ann, "errored")).hasSize(1);
    }

    @Test
    void twoSequencesThatTossATagToEachOtherAreStopped() {
        sequences.deploy(new FakeSequence("ta")
                .on("tag.added", (event, contact) -> "X".equals(event.data().get("tag")))
                .then(lead -> lead.change(ContactChange.tags(Set.of("Y"), Set.of("X")))));
        sequences.deploy(new FakeSequence("tb")
                .on("tag.added", (event, contact) -> "Y".equals(event.data().get("tag")))
                .then(lead -> lead.change(ContactChange.tags(Set.of("X"), Set.of("Y")))));
        Contact ann = ann();
        event("tag.added", ann, Map.of("tag", "X"));
        engine.drain();
        assertThat(runs(ann)).hasSizeLessThanOrEqualTo(62);
        assertThat(lines(ann, "note")).anySatisfy(line -> assertThat(line).contains("30 times within an hour"));
    }

    @Test
    void peopleAndEventsFromOutsideEnrollAsOftenAsTheyLike() {
        sequences.deploy(new FakeSequence("again").reentry("after-finish").then(lead -> {}));
        Contact ann = ann();
        for (int i = 0; i < 40; i++) {
            event("contact.created", ann);
            engine.drain();
        }
        assertThat(runs(ann)).hasSize(40);
    }
}
