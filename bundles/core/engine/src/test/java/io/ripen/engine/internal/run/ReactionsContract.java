package io.ripen.engine.internal.run;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.internal.Sql;
import io.ripen.crm.Contact;
import io.ripen.engine.internal.intake.ReactionsHealth;
import io.ripen.event.Event;
import io.ripen.event.EventReaction;
import io.ripen.event.EventSource;
import io.ripen.event.Receipt;
import io.ripen.health.HealthCheck;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A bundle whose reaction to events fails takes nothing with it but its own work; what the law asks comes first. */
abstract class ReactionsContract extends EngineScenario {
    private final AtomicInteger wokenUp = new AtomicInteger();

    ReactionsContract(TestDatabase database) {
        super(database);
    }

    /** Marks each contact whose events it has seen, and fails at those called Bad. */
    private class Marking implements EventReaction {
        private final String name;
        private final Runnable failure;

        Marking(String name, Runnable failure) {
            this.name = name;
            this.failure = failure;
        }

        @Override
        public Set<String> types() {
            return Set.of("reply");
        }

        @Override
        public void react(UnitOfWork work, List<Occurrence> occurrences) {
            for (Occurrence each : occurrences) {
                stores.settings().put(work, name + each.contact().id(), "seen");
                work.afterCommit(wokenUp::incrementAndGet);
                if ("Bad".equals(each.contact().firstName())) {
                    failure.run();
                }
            }
        }
    }

    private void thirdPartyFails(EventReaction third) {
        sequences.deploy(new FakeSequence("nurture").wait("w", ofDays(3)));
        EventReaction law = new Marking("law", () -> {}) {
            @Override
            public boolean isIndispensable() {
                return true;
            }
        };
        // As bundles start: whoever comes first is not called first.
        events.addReaction(third);
        events.addReaction(law);
        events.addReaction(new Marking("other", () -> {}));
        List<Contact> leads = new ArrayList<>(contacts(2, "Lea"));
        Contact bad = contact("Bad");
        leads.add(1, bad);
        List<EnrollmentId> runs =
                leads.stream().map(lead -> enroll("nurture", lead)).toList();
        engine.drain();

        List<Receipt> receipts = stores.transactions().call(work -> events.receive(work, replies(leads)));

        assertThat(receipts).hasSize(3).noneMatch(Receipt::duplicate);
        assertThat(runs).allMatch(run -> run(run).state() == EnrollmentState.STOPPED);
        for (Contact lead : leads) {
            assertThat(isMarked("law", lead)).isTrue();
            assertThat(isMarked("other", lead)).isTrue();
            assertThat(isMarked("third", lead)).isEqualTo(!lead.equals(bad));
        }
        assertThat(wokenUp).hasValue(8);
        assertThat(lines(bad, "note")).singleElement().asString().contains("reply-" + bad.id(), "left out");
        assertThat(lines(leads.get(0), "note")).isEmpty();
        HealthCheck.Result health = new ReactionsHealth(events).check();
        assertThat(health.status()).isEqualTo(HealthCheck.Status.WARN);
        assertThat(health.message()).contains("failed at 1 event", "reply-" + bad.id());
        clock.advance(ofDays(1));
        assertThat(new ReactionsHealth(events).check().status()).isEqualTo(HealthCheck.Status.OK);
    }

    @Test
    void anExceptionOfAThirdPartysReactionUndoesItsOwnWorkOnThatEventOnly() {
        thirdPartyFails(new Marking("third", () -> {
            throw new IllegalStateException("No channel #sales");
        }));
    }

    @Test
    void aMissingClassOfAThirdPartysReactionDoesToo() {
        thirdPartyFails(new Marking("third", () -> {
            throw new NoClassDefFoundError("com/slack/Client");
        }));
    }

    @Test
    void aStatementThatIsRefusedInAThirdPartysReactionDoesToo() {
        UnitOfWork[] current = {null};
        EventReaction third =
                new Marking(
                        "third",
                        () -> Sql.of(current[0], "SELECT id FROM no_such_table").list(row -> row.id())) {
                    @Override
                    public void react(UnitOfWork work, List<Occurrence> occurrences) {
                        current[0] = work;
                        super.react(work, occurrences);
                    }
                };
        thirdPartyFails(third);
    }

    @Test
    void whatTheLawAsksIsThereOrTheEventsAreNot() {
        sequences.deploy(new FakeSequence("nurture").wait("w", ofDays(3)));
        events.addReaction(
                new Marking("law", () -> {
                    throw new IllegalStateException("Not now");
                }) {
                    @Override
                    public boolean isIndispensable() {
                        return true;
                    }
                });
        List<Contact> leads = List.of(contact("Lea"), contact("Bad"));
        List<EnrollmentId> runs =
                leads.stream().map(lead -> enroll("nurture", lead)).toList();
        assertThatThrownBy(() -> stores.transactions().call(work -> events.receive(work, replies(leads))))
                .hasMessageContaining("Not now");
        assertThat(runs).allMatch(run -> run(run).state() == EnrollmentState.ACTIVE);
        assertThat(isMarked("law", leads.get(0))).isFalse();
        assertThat(events.receive(replies(leads).get(0)).duplicate()).isFalse();
    }

    private List<Event> replies(List<Contact> leads) {
        return leads.stream()
                .map(lead -> new Event(
                        "reply-" + lead.id(),
                        "reply",
                        null,
                        lead.id(),
                        null,
                        stores.clock().instant(),
                        EventSource.API,
                        Map.of()))
                .toList();
    }

    private boolean isMarked(String name, Contact lead) {
        return stores.transactions()
                .call(work -> stores.settings().find(work, name + lead.id()))
                .isPresent();
    }
}
