package io.ripen.engine.internal.run;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Actor;
import io.ripen.channel.Outcome;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.Contact;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import io.ripen.event.InvalidEventException;
import io.ripen.event.Receipt;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a lead comes into a sequence, goes through it and comes to its end. */
abstract class CourseContract extends EngineScenario {

    CourseContract(TestDatabase database) {
        super(database);
    }

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
        assertThat(enrollments.enroll(Actor.part("the test"), new SequenceId("nurture"), ann.id(), "", Map.of()))
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
        assertThat(enrollments.enroll(Actor.part("the test"), new SequenceId("once"), ann.id(), "", Map.of()))
                .isInstanceOf(Enrollments.Result.AlreadyEnrolled.class);
        assertThat(enrollments.enroll(Actor.part("the test"), new SequenceId("monthly"), ann.id(), "", Map.of()))
                .isInstanceOf(Enrollments.Result.AlreadyEnrolled.class);
        advance(ofDays(30));
        assertThat(enrollments.enroll(Actor.part("the test"), new SequenceId("once"), ann.id(), "", Map.of()))
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
}
