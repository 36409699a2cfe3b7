package io.ripen.engine.internal.run;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.Finding;
import io.ripen.core.store.Straggler;
import io.ripen.crm.Contact;
import io.ripen.delivery.MessageState;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What one node leaves behind when it dies or loses its lease, and how another one finishes it. */
abstract class RecoveryContract extends EngineScenario {

    RecoveryContract(TestDatabase database) {
        super(database);
    }

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
        assertThat(onlyMessageTo(ann).reason()).contains("Ripen stopped");
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

    private static final class SimulatedCrash extends Error {
        private static final long serialVersionUID = 1;
    }
}
