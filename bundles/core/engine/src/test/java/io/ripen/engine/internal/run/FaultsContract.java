package io.ripen.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ripen.access.Actor;
import io.ripen.core.fixtures.FaultyDatabase;
import io.ripen.core.fixtures.FaultyDatabase.Fault;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.Finding;
import io.ripen.core.store.StoreException;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.core.store.internal.Pool;
import io.ripen.crm.Contact;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import io.ripen.event.Receipt;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.time.RipenClock;
import io.ripen.transaction.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A database that fails in any step of the engine, in any way, costs time and nothing else: no lead is forgotten, no message
 * is lost, and none is sent twice. The engine runs on its own threads; time passes twenty times as fast as the wall's.
 */
abstract class FaultsContract extends EngineScenario {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int LEADS = 5;

    /** A fault, and how many transactions meet it: the second one is often what looks after the first. */
    private record Cell(Fault fault, int times) {}

    private static final List<Cell> CELLS = List.of(
            new Cell(Fault.CONNECTION_BREAKS, 1),
            new Cell(Fault.OUTAGE, 1),
            new Cell(Fault.STATEMENT_REFUSED, 1),
            new Cell(Fault.STATEMENT_REFUSED, 2),
            new Cell(Fault.COMMIT_UNDONE, 1),
            new Cell(Fault.COMMIT_DONE, 1),
            new Cell(Fault.COMMIT_DONE, 2));

    private final Map<Long, Integer> answersLost = new ConcurrentHashMap<>();
    private Pool pool = Pool.NONE;
    private FaultyDatabase faulty;

    FaultsContract(TestDatabase database) {
        super(database);
    }

    /** A step of the engine's work, known by its thread and a statement that only this step makes there. */
    private enum Step {
        CLAIM("ripen-claim", "SKIP LOCKED"),
        PLAN_MESSAGES("ripen-claim", "INTO message"),
        TAKE_BACK("ripen-claim", "enrollment .*ORDER BY id FOR UPDATE"),
        LOOK_WHAT_IS_NEXT("ripen-claim", "SELECT due_at FROM enrollment"),
        RUN_FOREIGN("ripen-worker", "event"),
        ASK_THE_PROVIDER("ripen-sender", "provider_id"),
        SETTLE("ripen-settle", "message"),
        KEEP_THE_LEASE("ripen-upkeep", "UPDATE node"),
        LOOK_FOR_DEAD("ripen-upkeep", "NOT IN \\(SELECT id FROM node\\)"),
        LET_PARKED_GO_ON("ripen-upkeep", "block"),
        LOOK_AFTER_STRAGGLERS("ripen-worker", "straggler"),
        TAKE_IN("", "INTO event");

        private final String thread;
        private final String statement;

        Step(String thread, String statement) {
            this.thread = thread;
            this.statement = ".*" + statement + ".*";
        }

        boolean meets(String thread, String sql) {
            return (this.thread.isEmpty() ? !thread.startsWith("ripen-") : thread.startsWith(this.thread))
                    && sql.matches(statement);
        }
    }

    @Override
    Stores open(String address) {
        pool = Pool.of(address, databaseUser(), "", 12);
        faulty = new FaultyDatabase(pool.dataSource());
        return Stores.open(faulty, options());
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Override
    StoreOptions options() {
        return StoreOptions.with(new FastClock());
    }

    @Override
    RunSettings settings() {
        return new RunSettings(
                "test",
                50,
                Duration.ofSeconds(60),
                Duration.ofMillis(150),
                Duration.ofSeconds(5),
                4,
                1_000,
                Duration.ofSeconds(5));
    }

    private static final class FastClock implements RipenClock {
        private static final int TIMES = 20;
        private final Instant start = Instant.parse("2026-03-02T10:00:00Z");
        private final long began = System.nanoTime();

        @Override
        public Instant instant() {
            return start.plusNanos((System.nanoTime() - began) * TIMES);
        }

        @Override
        public InstantSource machine() {
            return this;
        }

        @Override
        public double speed() {
            return 1;
        }

        /** Of the wall's time, which is what sleepers sleep by. */
        @Override
        public Duration pauseUntil(Instant due) {
            return RipenClock.super.pauseUntil(due).dividedBy(TIMES);
        }
    }

    private void deploy() {
        sequences.deploy(new FakeSequence("nurture")
                .thenOutside(lead -> lead.replied())
                .sms("day-1")
                .wait("wait-1", Duration.ofSeconds(4))
                .thenOutside(lead -> lead.replied())
                .sms("day-2"));
        // Of some the provider's answer is lost at first, so that it is asked.
        sms.answer = message -> message.contact().id().value() % 2 == 0
                        && answersLost.merge(message.id().value(), 1, Integer::sum) == 1
                ? sms.acceptAndLoseTheAnswer(message)
                : sms.accept(message);
    }

    // Nearly all of its time is waiting, and each case has a database and an engine of its own.
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void aFaultInAnyStepForgetsNobodyAndDoublesNothing(Step step) {
        deploy();
        engine.start();
        for (Cell cell : CELLS) {
            String what = step + " meets " + cell;
            faulty.fail(cell.fault(), cell.times(), step::meets);
            List<Contact> leads = contacts(LEADS, "Lea");
            leads.forEach(this::comes);
            await(what).atMost(LONG).until(() -> allCompleted(leads) && faulty.met() > 0);
            leads.forEach(lead -> gotBoth(what, lead));
            faulty.fail(cell.fault(), 0, step::meets);
        }
        engine.stop();
        assertThat(nobodyIsOwned()).isTrue();
        long all = (long) LEADS * CELLS.size();
        assertThat(count("nurture", "", "enrolled")).isEqualTo(all);
        assertThat(count("nurture", "day-1", "sent")).isEqualTo(all);
        assertThat(count("nurture", "day-2", "sent")).isEqualTo(all);
        assertThat(count("nurture", "", "completed")).isEqualTo(all);
    }

    // Nearly all of its time is waiting, and each case has a database and an engine of its own.
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void aFaultWhileADeadNodesLeadsAreTakenOverForgetsNobody(Fault fault) {
        deploy();
        List<Contact> leads = contacts(LEADS, "Lea");
        leads.forEach(this::comes);
        crashAfterSending();
        faulty.fail(
                fault, 2, (thread, sql) -> thread.startsWith("ripen-upkeep") && sql.matches(".*SET owner = NULL.*"));
        engine.start();
        await().atMost(LONG).until(() -> allCompleted(leads));
        assertThat(faulty.met()).isPositive();
        leads.forEach(lead -> gotBoth(fault.toString(), lead));
        engine.stop();
    }

    /** As a program does that posts events: the same one again until it is taken. */
    private void comes(Contact lead) {
        String id = "came-" + lead.id();
        for (int i = 0; i < 1_000; i++) {
            try {
                Receipt receipt = event(id, "contact.created", lead);
                assertThat(receipt.contacts()).containsExactly(lead.id());
                return;
            } catch (StoreUnavailableException | StoreException again) {
                await().pollDelay(Duration.ofMillis(20)).until(() -> true);
            }
        }
        throw new AssertionError("Event " + id + " was never taken in.");
    }

    private boolean allCompleted(List<Contact> leads) {
        try {
            return leads.stream().allMatch(lead -> {
                List<Enrollment> runs = enrollments.list(
                        Actor.part("the test"), new Enrollments.Query(null, null, null, lead.id(), 0, 10));
                return runs.size() == 1 && runs.get(0).state() == EnrollmentState.COMPLETED;
            });
        } catch (StoreUnavailableException | StoreException away) {
            return false;
        }
    }

    private void gotBoth(String what, Contact lead) {
        List<Message> messages = messagesTo(lead);
        assertThat(messages)
                .as("messages to %s when %s", lead.id(), what)
                .hasSize(2)
                .allMatch(message -> message.state() == MessageState.ACCEPTED)
                .allMatch(message -> sms.taken.containsKey(message.id().value()));
        assertThat(sms.requests.stream()
                        .filter(request -> request.contact().id().equals(lead.id())))
                .as("requests for %s when %s", lead.id(), what)
                .hasSize(2);
        assertThat(told(lead).stream().filter("sent"::equals)).hasSize(2);
        assertThat(told(lead).stream().filter("completed"::equals)).hasSize(1);
    }

    private boolean nobodyIsOwned() {
        return stores.transactions()
                .call(work -> stores.due().releaseOrphans(work, Instant.parse("2030-01-01T00:00:00Z")))
                .isEmpty();
    }

    private void crashAfterSending() {
        Engine dying = anotherEngine(new GateThat(gate) {
            private int left = 2;

            @Override
            public Finding.Answered send(Admitted message, BooleanSupplier mayBegin) {
                Finding.Answered answered = super.send(message, mayBegin);
                if (--left == 0) {
                    throw new SimulatedCrash();
                }
                return answered;
            }
        });
        try {
            dying.drain();
            throw new AssertionError("It did not crash.");
        } catch (SimulatedCrash crash) {
            assertThat(sms.taken).hasSize(2);
        }
    }

    private static final class SimulatedCrash extends Error {
        private static final long serialVersionUID = 1;
    }
}
