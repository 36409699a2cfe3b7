package io.ripen.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ripen.access.Actor;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A segment that does not end errs its own lead, and holds up nobody else. */
abstract class OverdueContract extends EngineScenario {
    private final AtomicBoolean stop = new AtomicBoolean();

    OverdueContract(TestDatabase database) {
        super(database);
    }

    @Override
    RunSettings settings() {
        return new RunSettings(
                "test",
                500,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                4,
                1_000,
                Duration.ofMillis(300));
    }

    @AfterEach
    void endWhatWasLeftToItself() {
        stop.set(true);
    }

    /** Burns a core and does not care about being interrupted, as Java's own regular expressions do. */
    private void burn() {
        while (!stop.get()) {
            Thread.onSpinWait();
        }
    }

    private FakeSequence harmless() {
        return new FakeSequence("harmless").then(lead -> {}).sms("hello");
    }

    private void hasErred(EnrollmentId id, String... words) {
        await().atMost(Duration.ofSeconds(30)).until(() -> run(id).state() == EnrollmentState.ERRORED);
        assertThat(run(id).reason()).contains(words);
    }

    @Test
    void aSegmentThatCannotBeEndedErrsItsLeadAndTheOthersOfItsClaimGoOn() {
        sequences.deploy(new FakeSequence("poison")
                .then(lead -> {
                    lead.change(ContactChange.tags(Set.of("half-done"), Set.of()));
                    burn();
                })
                .sms("never"));
        sequences.deploy(harmless());
        Contact ann = ann();
        Contact bob = contact("Bob");
        EnrollmentId poisoned = enroll("poison", ann);
        EnrollmentId well = enroll("harmless", bob);

        engine.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> run(well).state() == EnrollmentState.COMPLETED);
        hasErred(poisoned, "did not end in time", "0.3 s", "could not be ended");
        assertThat(contactNow(ann).tags()).isEmpty();
        assertThat(lines(ann, "errored")).hasSize(1);
        assertThat(engine.overdue()).containsExactly("'poison' from the start on");
        // and it goes on to claim and to send
        EnrollmentId later = enroll("harmless", ann);
        await().atMost(Duration.ofSeconds(30)).until(() -> run(later).state() == EnrollmentState.COMPLETED);
    }

    @Test
    void aSegmentThatCanBeEndedIsEnded() {
        AtomicBoolean ended = new AtomicBoolean();
        sequences.deploy(new FakeSequence("poison")
                .then(lead -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException told) {
                        ended.set(true);
                        throw told;
                    }
                })
                .sms("never"));
        EnrollmentId poisoned = enroll("poison", ann());
        engine.start();
        hasErred(poisoned, "was ended");
        assertThat(ended).isTrue();
    }

    @Test
    void hundredLeadsOfAPoisonedSequenceAreErredAndOthersAreServedMeanwhile() {
        AtomicInteger begun = new AtomicInteger();
        sequences.deploy(new FakeSequence("poison")
                .then(lead -> {
                    begun.incrementAndGet();
                    burn();
                })
                .sms("never"));
        sequences.deploy(harmless());
        List<EnrollmentId> poisoned = new ArrayList<>();
        contacts(100, "Ann").forEach(each -> poisoned.add(enroll("poison", each)));
        EnrollmentId well = enroll("harmless", contact("Bob"));
        engine.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> run(well).state() == EnrollmentState.COMPLETED);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            clock.advance(Duration.ofSeconds(1)); // those for whom no worker was free come back after a while
            wake.signal();
            return poisoned.stream().allMatch(id -> run(id).state() == EnrollmentState.ERRORED);
        });
        // one in the claim, then as many as there are workers, until it was seen often enough
        assertThat(begun.get()).isLessThanOrEqualTo(1 + 2 * 4);
    }

    @Test
    void aSegmentBehindATouchThatDoesNotEndErrsItsLeadOnceTheMessageIsSettled() {
        sequences.deploy(
                new FakeSequence("poison").sms("first").then(lead -> burn()).sms("never"));
        Contact ann = ann();
        EnrollmentId poisoned = enroll("poison", ann);
        engine.start();
        hasErred(poisoned, "after step 'first' did not end in time");
        assertThat(sms.requests).hasSize(1);
    }

    @Test
    void aRevisionThatIsMendedRunsAsEverAndARetryGoesOn() {
        sequences.deploy(new FakeSequence("poison").then(lead -> burn()).sms("hello"));
        Contact ann = ann();
        EnrollmentId poisoned = enroll("poison", ann);
        engine.start();
        hasErred(poisoned, "did not end in time");
        sequences.deploy(new FakeSequence("poison", "mended").then(lead -> {}).sms("hello"));
        assertThat(enrollments.retry(Actor.part("the test"), poisoned)).isTrue();
        await().atMost(Duration.ofSeconds(30)).until(() -> run(poisoned).state() == EnrollmentState.COMPLETED);
    }

    @Test
    void aSegmentThatAsksTheDatabaseIsAnsweredByItsClaim() {
        sequences.deploy(new FakeSequence("asks")
                .then(lead -> {
                    if (lead.replied() || lead.getUnopenedInRow() > 0 || lead.outcome("hello") != null) {
                        throw new IllegalStateException("nothing of that has happened");
                    }
                })
                .sms("hello"));
        EnrollmentId asking = enroll("asks", ann());
        engine.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> run(asking).state() == EnrollmentState.COMPLETED);
    }
}
