package io.ripen.engine.internal.run;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.internal.Sql;
import io.ripen.crm.Contact;
import io.ripen.delivery.MessageState;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.Send;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.StepId;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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

    @Test
    void aPolicyThatFailsAtOneLeadHoldsNobodyElse() {
        sequences.deploy(nurture());
        AtomicInteger asked = new AtomicInteger();
        policies.add("picky", (sends, work) -> {
            asked.incrementAndGet();
            if (sends.stream().anyMatch(send -> "Bad".equals(send.contact().firstName()))) {
                throw new IllegalStateException("No such country");
            }
            return Collections.nCopies(sends.size(), Decision.ALLOW);
        });
        List<Contact> leads = new ArrayList<>(contacts(20, "Lea"));
        Contact bad = contact("Bad");
        leads.addAll(contacts(20, "Lee"));
        enroll("nurture", bad);
        leads.forEach(lead -> enroll("nurture", lead));
        engine.drain();
        assertThat(sms.requests).hasSize(40);
        assertThat(onlyMessageTo(bad).state()).isEqualTo(MessageState.PLANNED);
        assertThat(onlyMessageTo(bad).reason()).contains("picky");
        assertThat(asked.get()).isLessThan(20);
        assertThat(gate.failingPolicies()).containsExactly("picky");
    }

    @Test
    void aPolicyWhoseStatementIsRefusedLeavesTheBatchWhole() {
        sequences.deploy(nurture());
        AtomicBoolean broken = new AtomicBoolean(true);
        policies.add("broken", (sends, work) -> {
            stores.settings().put(work, "asked", "once");
            if (broken.get()) {
                Sql.of(work, "SELECT id FROM no_such_table").list(row -> row.id());
            }
            return Collections.nCopies(sends.size(), Decision.ALLOW);
        });
        List<Contact> leads = contacts(3, "Lea");
        leads.forEach(lead -> enroll("nurture", lead));
        engine.drain();
        assertThat(sms.requests).isEmpty();
        for (Contact lead : leads) {
            assertThat(onlyMessageTo(lead).state()).isEqualTo(MessageState.PLANNED);
            assertThat(onlyMessageTo(lead).reason()).contains("broken");
            assertThat(told(lead)).containsExactly("enrolled", "held");
        }
        Optional<String> written =
                stores.transactions().call(work -> stores.settings().find(work, "asked"));
        assertThat(written).as("what it had written").isEmpty();
        broken.set(false);
        advance(Duration.ofMinutes(1));
        assertThat(sms.taken).hasSize(3);
        assertThat(gate.failingPolicies()).isEmpty();
    }

    @Test
    void aPolicyThatCannotGiveBackWhatItTookHoldsUpNobody() {
        sequences.deploy(nurture());
        policies.add("a-place", new Policy() {
            @Override
            public List<Decision> decide(List<Send> sends, UnitOfWork work) {
                return Collections.nCopies(sends.size(), Decision.ALLOW);
            }

            @Override
            public boolean reserves() {
                return true;
            }

            @Override
            public void release(List<Send> sends, UnitOfWork work) {
                throw new IllegalStateException("No place");
            }
        });
        policies.add("b-denies", new Policy() {
            @Override
            public List<Decision> decide(List<Send> sends, UnitOfWork work) {
                return sends.stream()
                        .map(send -> "Bad".equals(send.contact().firstName())
                                ? new Decision.Deny("Not this one.")
                                : Decision.ALLOW)
                        .toList();
            }

            @Override
            public boolean reserves() {
                return true;
            }
        });
        Contact bad = contact("Bad");
        Contact good = contact("Good");
        enroll("nurture", bad);
        enroll("nurture", good);
        engine.drain();
        assertThat(onlyMessageTo(bad).state()).isEqualTo(MessageState.DENIED);
        assertThat(onlyMessageTo(good).state()).isEqualTo(MessageState.ACCEPTED);
    }
}
