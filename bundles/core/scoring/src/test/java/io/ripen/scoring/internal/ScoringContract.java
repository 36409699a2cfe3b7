package io.ripen.scoring.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.EventRule.Occurrence;
import io.ripen.event.EventSource;
import io.ripen.score.DecayingScore;
import io.ripen.task.TaskDraft;
import io.ripen.task.Tasks;
import io.ripen.team.TeamId;
import io.ripen.time.RipenClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What scoring does on a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ScoringContract {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final TaskDraft TASK = new TaskDraft("todo", "Ready to talk", null, null, Duration.ofHours(1));

    private final List<Event> received = new ArrayList<>();
    private final List<Tasks.Origin> told = new ArrayList<>();
    private volatile Instant now = START;
    private Stores stores;
    private Scoring scoring;

    abstract Stores open(StoreOptions options);

    @BeforeAll
    void openStores() {
        stores = open(StoreOptions.with(new TestClock()));
        stores.contacts().fadeScores(Duration.ofDays(30));
    }

    @AfterAll
    void closeStores() {
        stores.close();
    }

    @BeforeEach
    void beginAnew() {
        now = START;
        received.clear();
        told.clear();
        Thresholds thresholds = Thresholds.of("sql", "mql: 50, sql: 100");
        scoring = new Scoring(
                stores,
                ScoreRules.of(ScoringConfig.POINTS),
                thresholds,
                new SalesReady(() -> Optional.of(tasks()), thresholds, TASK));
    }

    @Test
    void addsUpWhatALeadDoesAndSaysWhy() {
        Contact ann = contact(0);

        react(
                ann,
                event("page.viewed", Map.of("page", "/blog")),
                event("page.viewed", Map.of("page", "/pricing/teams")),
                event("page.viewed", Map.of("page", "/pricing/teams", DecayingScore.UNSCORED, true)));
        react(ann, event("sms.received", Map.of("text", "Yes")));

        assertThat(read(ann).score()).isEqualTo(26);
        assertThat(read(ann).version()).isEqualTo(3);
        assertThat(history(ann))
                .containsExactly("Score 0 → 11: page.viewed, page.viewed /pricing.", "Score 11 → 26: reply.");
        assertThat(received).isEmpty();
    }

    @Test
    void aScoreFadesAndWhatComesIsAddedToWhatIsLeft() {
        Contact ann = contact(0);
        react(ann, event("reply", Map.of()), event("reply", Map.of()), event("page.viewed", Map.of("page", "/demo")));
        assertThat(read(ann).score()).isEqualTo(40);

        now = START.plus(Duration.ofDays(30));
        react(read(ann), event("link.clicked", Map.of("link", "case-study", "engagement", "human")));

        assertThat(read(ann).score()).isEqualTo(25);
        assertThat(history(ann)).contains("Score 20 → 25: link.clicked.");
    }

    @Test
    void whatAMachineDidIsWorthNothing() {
        Contact ann = contact(7);

        react(
                ann,
                event("link.clicked", Map.of("link", "pricing", "engagement", "machine")),
                event("message.opened", Map.of("engagement", "machine")),
                event("message.opened", Map.of("engagement", "unknown")));
        assertThat(read(ann)).isEqualTo(ann);

        react(ann, event("message.opened", Map.of("engagement", "human")));
        assertThat(read(ann).score()).isEqualTo(8);
    }

    @Test
    void crossingAThresholdIsToldOncePerCrossing() {
        Contact ann = contact(45);

        react(ann, event("link.clicked", Map.of("link", "case-study")));
        assertThat(types()).containsExactly("score.reached");
        assertThat(received.get(0).data()).containsEntry("threshold", "mql").containsEntry("score", 50);
        received.clear();

        react(read(ann), event("reply", Map.of()));
        assertThat(received).isEmpty();

        now = START.plus(Duration.ofDays(60));
        react(read(ann), event("appointment.booked", Map.of()));
        assertThat(read(ann).score()).isEqualTo(46);
        react(read(ann), event("link.clicked", Map.of("link", "case-study")));
        assertThat(types()).containsExactly("score.reached");
        assertThat(told).isEmpty();
    }

    @Test
    void atTheThresholdForSalesTheLeadIsTaggedAndTheOwnerTold() {
        Contact ann = contact(40);

        react(ann, event("appointment.booked", Map.of()), event("appointment.booked", Map.of()));

        assertThat(read(ann).score()).isEqualTo(100);
        assertThat(read(ann).hasTag(DecayingScore.SALES_READY_TAG)).isTrue();
        assertThat(types()).containsExactly("tag.added", "score.reached", "score.reached");
        assertThat(received.stream().map(event -> event.data().get("threshold")).toList())
                .containsExactly(null, "mql", "sql");
        assertThat(received.stream().map(Event::id)).doesNotHaveDuplicates();
        assertThat(told).hasSize(1).allSatisfy(origin -> {
            assertThat(origin.contact()).isEqualTo(ann.id());
            assertThat(origin.owner()).isEqualTo("kim@example.com");
        });
    }

    @Test
    void aScoreThatSomebodySetCrossesAsWell() {
        Contact before = contact(120);

        react(before, event("field.changed", Map.of("field", "score", "from", 30, "to", 120)));

        assertThat(types()).containsExactly("tag.added", "score.reached", "score.reached");
        assertThat(read(before).score()).isEqualTo(120);
        assertThat(read(before).hasTag(DecayingScore.SALES_READY_TAG)).isTrue();
        now = START.plus(Duration.ofDays(300));
        assertThat(read(before).score()).isEqualTo(120);
    }

    @Test
    void aScoreThatFallsCrossesNothingAndDoesNotFallBelowZero() {
        Contact ann = contact(120);

        react(ann, event("field.changed", Map.of("field", "score", "from", 130, "to", 120)));
        react(ann, event("opt-out", Map.of()), event("opt-out", Map.of()), event("opt-out", Map.of()));

        assertThat(received).isEmpty();
        assertThat(read(ann).score()).isZero();
    }

    @Test
    void eventsWithoutWorthCostNoStatement() {
        Contact ann = contact(0);
        assertThat(statements(List.of(new Occurrence(event("task.completed", Map.of()), ann))))
                .isZero();
    }

    @Test
    void aThousandEventsCostAsManyStatementsAsOne() {
        List<Occurrence> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(new Occurrence(event("reply", Map.of()), contact(0)));
        }
        statements(List.of(new Occurrence(event("reply", Map.of()), contact(0))));

        long one = statements(List.of(new Occurrence(event("reply", Map.of()), contact(0))));
        long thousand = statements(many);

        // The ids of a thousand lines come in blocks; one more statement may fetch the next block.
        assertThat(thousand).isBetween(one, one + 2);
        assertThat(read(many.get(999).contact()).score()).isEqualTo(15);
    }

    @Test
    void eventsThatComeAtOnceAreAllCountedAndCrossOnce() throws Exception {
        Contact ann = contact(0);
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            writers.add(() -> {
                react(ann, event("link.clicked", Map.of("link", "case-study")));
                return true;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            for (Future<Boolean> each : threads.invokeAll(writers)) {
                assertThat(each.get(60, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(read(ann).score()).isEqualTo(200);
        // A transaction that was repeated may have told its rolled-back events; the ids count.
        assertThat(received.stream()
                        .filter(event -> event.type().equals("score.reached"))
                        .map(event -> event.data().get("threshold"))
                        .distinct())
                .containsExactlyInAnyOrder("mql", "sql");
    }

    private void react(Contact contact, Event... events) {
        List<Occurrence> occurrences = new ArrayList<>();
        for (Event event : events) {
            occurrences.add(new Occurrence(event, contact));
        }
        statements(occurrences);
    }

    private long statements(List<Occurrence> occurrences) {
        return stores.transactions().call(work -> {
            long before = stores.statistics().statements();
            List<Event> following = scoring.apply(work, occurrences);
            work.afterCommit(() -> received.addAll(following));
            return stores.statistics().statements() - before;
        });
    }

    private List<String> types() {
        return received.stream().map(Event::type).toList();
    }

    private Contact read(Contact contact) {
        return stores.transactions()
                .call(work -> stores.contacts().find(work, contact.id()))
                .orElseThrow();
    }

    private List<String> history(Contact contact) {
        return stores
                .transactions()
                .call(work -> stores.history().byContact(work, contact.id().value(), 100))
                .stream()
                .map(HistoryRow::text)
                .toList();
    }

    private static Event event(String type, Map<String, Object> data) {
        return new Event("e", type, null, null, null, START, EventSource.API, data);
    }

    private Contact contact(int score) {
        return stores.transactions().call(work -> {
            Contact contact = new Contact(
                    new ContactId(stores.ids().next(work, IdKind.CONTACT)),
                    TeamId.DEFAULT,
                    null,
                    "Ann",
                    null,
                    "ann@example.com",
                    null,
                    null,
                    Set.of(),
                    "kim@example.com",
                    null,
                    null,
                    null,
                    score,
                    null,
                    null,
                    Consent.UNKNOWN,
                    new HashMap<>(),
                    START,
                    1);
            stores.contacts().insert(work, List.of(contact));
            return contact;
        });
    }

    private Tasks tasks() {
        return (Tasks) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Tasks.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("create");
                    assertThat(arguments[2]).isEqualTo(TASK);
                    synchronized (told) {
                        told.add((Tasks.Origin) arguments[1]);
                    }
                    return null;
                });
    }

    private final class TestClock implements RipenClock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public InstantSource machine() {
            return InstantSource.system();
        }

        @Override
        public double speed() {
            return 1;
        }
    }
}
