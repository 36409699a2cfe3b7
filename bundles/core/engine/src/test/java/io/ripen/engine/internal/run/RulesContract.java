package io.ripen.engine.internal.run;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.internal.Sql;
import io.ripen.crm.Contact;
import io.ripen.engine.internal.intake.RulesHealth;
import io.ripen.event.Event;
import io.ripen.event.EventRule;
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

/** A rule that fails takes nothing with it but its own work; what the law asks comes first, in its order. */
abstract class RulesContract extends EngineScenario {
    private final AtomicInteger wokenUp = new AtomicInteger();
    private final List<String> applied = new ArrayList<>();

    RulesContract(TestDatabase database) {
        super(database);
    }

    /** Marks each contact whose events it has seen, and fails at those called Bad. */
    private class Marking implements EventRule {
        private final String name;
        private final Place place;
        private final Runnable failure;

        Marking(String name, Place place, Runnable failure) {
            this.name = name;
            this.place = place;
            this.failure = failure;
        }

        @Override
        public Place place() {
            return place;
        }

        @Override
        public Set<String> types() {
            return Set.of("reply");
        }

        @Override
        public List<Event> apply(UnitOfWork work, List<Occurrence> occurrences) {
            applied.add(name);
            for (Occurrence each : occurrences) {
                stores.settings().put(work, name + each.contact().id(), "seen");
                work.afterCommit(wokenUp::incrementAndGet);
                if ("Bad".equals(each.contact().firstName())) {
                    failure.run();
                }
            }
            return List.of();
        }
    }

    private void scoreFails(EventRule score) {
        sequences.deploy(new FakeSequence("nurture").wait("w", ofDays(3)));
        // As bundles start: whoever comes first is not applied first.
        events.addRule(score);
        events.addRule(new Marking("inquiry", EventRule.Place.INQUIRY, () -> {}));
        events.addRule(new Marking("reply", EventRule.Place.REPLY, () -> {}));
        events.addRule(new Marking("opt-out", EventRule.Place.OPT_OUT, () -> {}));
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
            assertThat(isMarked("opt-out", lead)).isTrue();
            assertThat(isMarked("reply", lead)).isTrue();
            assertThat(isMarked("inquiry", lead)).isTrue();
            assertThat(isMarked("score", lead)).isEqualTo(!lead.equals(bad));
        }
        assertThat(wokenUp).hasValue(11);
        assertThat(applied).startsWith("opt-out", "reply", "inquiry", "score");
        assertThat(lines(bad, "note")).singleElement().asString().contains("reply-" + bad.id(), "left out");
        assertThat(lines(leads.get(0), "note")).isEmpty();
        HealthCheck.Result health = new RulesHealth(events).check();
        assertThat(health.status()).isEqualTo(HealthCheck.Status.WARN);
        assertThat(health.message()).contains("failed at 1 event", "reply-" + bad.id());
        clock.advance(ofDays(1));
        assertThat(new RulesHealth(events).check().status()).isEqualTo(HealthCheck.Status.OK);
    }

    @Test
    void anExceptionUndoesTheRulesOwnWorkOnThatEventOnly() {
        scoreFails(new Marking("score", EventRule.Place.SCORE, () -> {
            throw new IllegalStateException("No channel #sales");
        }));
    }

    @Test
    void aMissingClassDoesToo() {
        scoreFails(new Marking("score", EventRule.Place.SCORE, () -> {
            throw new NoClassDefFoundError("com/slack/Client");
        }));
    }

    @Test
    void aStatementThatIsRefusedDoesToo() {
        UnitOfWork[] current = {null};
        EventRule score =
                new Marking(
                        "score",
                        EventRule.Place.SCORE,
                        () -> Sql.of(current[0], "SELECT id FROM no_such_table").list(row -> row.id())) {
                    @Override
                    public List<Event> apply(UnitOfWork work, List<Occurrence> occurrences) {
                        current[0] = work;
                        return super.apply(work, occurrences);
                    }
                };
        scoreFails(score);
    }

    @Test
    void whatTheLawAsksIsThereOrTheEventsAreNot() {
        sequences.deploy(new FakeSequence("nurture").wait("w", ofDays(3)));
        events.addRule(new Marking("law", EventRule.Place.REPLY, () -> {
            throw new IllegalStateException("Not now");
        }));
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
