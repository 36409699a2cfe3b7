package io.ripen.engine.internal.run;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.Contact;
import io.ripen.delivery.MessageState;
import io.ripen.policy.Decision;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.StepId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is not sent, or not yet: holes in a text, holds and denials. */
abstract class PoliciesContract extends EngineScenario {

    PoliciesContract(TestDatabase database) {
        super(database);
    }

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
}
