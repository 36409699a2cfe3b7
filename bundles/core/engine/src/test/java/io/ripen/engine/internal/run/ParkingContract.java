package io.ripen.engine.internal.run;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.Held;
import io.ripen.core.store.RevisionRow;
import io.ripen.crm.Contact;
import io.ripen.health.HealthCheck;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.SequenceSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    private String health() {
        HealthCheck.Result result = new LeadsHealth(stores).check();
        assertThat(result.status())
                .isEqualTo(
                        result.message().startsWith("No lead waits") ? HealthCheck.Status.OK : HealthCheck.Status.WARN);
        return result.message();
    }

    /** What the database knows of a sequence; what runs here is a fake. */
    private void inDatabase(String id) {
        stores.transactions().call(work -> {
            var source = new SequenceSource(id + ".xml", "<x/>", Map.of());
            RevisionRow revision = stores.revisions().put(work, id, "hash-" + id, source, clock.instant());
            stores.sequences().deploy(work, id, revision, clock.instant());
            return id;
        });
    }

    @Test
    void healthSaysHowManyLeadsAreParkedForWhatAndWhatToDo() {
        inDatabase("nurture");
        inDatabase("other");
        sequences.deploy(nurture());
        sequences.deploy(new FakeSequence("other").sms("day-1").wait("w", ofDays(1)));
        assertThat(health()).isEqualTo("No lead waits for something that is missing.");
        channels.remove(sms);
        contacts(3, "Ann").forEach(each -> enroll("nurture", each));
        enroll("other", contact("Bob"));
        engine.drain();

        assertThat(health())
                .contains(
                        "4 leads are parked, since channel:sms is missing (3 of 'nurture', 1 of 'other')",
                        "Install the bundle, or the plumbing file");
        channels.add("sms", sms);
        engine.drain();
        assertThat(health()).isEqualTo("No lead waits for something that is missing.");
    }

    @Test
    void healthKeepsItsAnswerForSecondsAndCountsNoFurtherThanItSays() {
        inDatabase("nurture");
        sequences.deploy(nurture());
        channels.remove(sms);
        LeadsHealth health = new LeadsHealth(stores);
        health.check();
        long statements = stores.statistics().statements();
        for (int i = 0; i < 100; i++) {
            health.check();
        }
        assertThat(stores.statistics().statements()).isEqualTo(statements);

        contacts(3, "Ann").forEach(each -> enroll("nurture", each));
        engine.drain();
        List<Held> held = stores.transactions().call(work -> stores.parked().missing(work, "block:", 20, 2));
        assertThat(held).containsExactly(new Held("channel:sms", 2, true, Map.of("nurture", 3)));
        clock.advance(Duration.ofSeconds(11));
        assertThat(health.check().message()).contains("3 leads are parked");
    }

    @Test
    void healthNamesAWithdrawnSequenceThatHasLeadsInsideAlsoWhileTheyOnlyWait() {
        inDatabase("nurture");
        sequences.deploy(nurture());
        enroll("nurture", ann());
        enroll("nurture", contact("Bob"));
        engine.drain();
        assertThat(health()).startsWith("No lead waits");
        sequences.remove("nurture");
        stores.transactions().call(work -> stores.sequences().remove(work, "nurture", "its file was removed by hand"));

        assertThat(health())
                .contains(
                        "Sequence 'nurture' does not run any more (its file was removed by hand) and has 2 leads inside");
        advance(ofDays(3));
        assertThat(health()).contains("2 leads are parked, since sequence:nurture is missing (2 of 'nurture')");
    }

    @Test
    void whatSomebodyBlockedIsNotMissing() {
        inDatabase("nurture");
        sequences.deploy(nurture());
        EnrollmentId run = enroll("nurture", ann());
        engine.drain();
        stores.transactions().call(work -> stores.parked().missing(work, "block:", 20, 10));
        channels.remove(sms);
        enroll("nurture", contact("Bob"));
        engine.drain();
        park(run, "block:all");
        assertThat(health()).contains("1 lead is parked, since channel:sms").doesNotContain("block:all");
    }

    private void park(EnrollmentId run, String need) {
        try (var connection = java.sql.DriverManager.getConnection(databaseUrl(), databaseUser(), "");
                var statement = connection.createStatement()) {
            statement.execute("UPDATE enrollment SET state = 'PARKED', due_at = NULL, parked_for = '" + need
                    + "' WHERE id = " + run.value());
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
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
