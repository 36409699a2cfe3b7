package io.ripen.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ripen.access.Actor;
import io.ripen.channel.Outcome;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.Finding;
import io.ripen.core.store.Gate;
import io.ripen.core.store.GateAnswer;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.TouchRequest;
import io.ripen.crm.Contact;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What the engine promises when everything happens at once, on its own threads and in real time. */
abstract class EngineRacesContract extends EngineScenario {
    private static final Duration LONG = Duration.ofSeconds(60);

    EngineRacesContract(TestDatabase database) {
        super(database);
    }

    @Override
    StoreOptions options() {
        return StoreOptions.PLAIN;
    }

    @Override
    RunSettings settings() {
        return new RunSettings(
                "test",
                50,
                Duration.ofSeconds(2),
                Duration.ofMillis(300),
                Duration.ofSeconds(1),
                4,
                1_000,
                Duration.ofSeconds(5));
    }

    private void deploy() {
        sequences.deploy(new FakeSequence("nurture")
                .sms("day-1")
                .wait("wait-1", Duration.ofDays(3))
                .sms("day-4"));
    }

    private Map<Long, EnrollmentId> enrollAll(List<Contact> leads) {
        Map<Long, EnrollmentId> runs = new HashMap<>();
        leads.forEach(lead -> runs.put(lead.id().value(), enroll("nurture", lead)));
        return runs;
    }

    @Test
    void twoEnginesShareTheWorkAndNobodyIsTextedTwice() {
        deploy();
        Map<String, AtomicInteger> byEngine = new ConcurrentHashMap<>();
        Engine other = anotherEngine(counting("other", byEngine));
        Engine one = anotherEngine(counting("one", byEngine));
        List<Contact> leads = contacts(300, "Lea");
        one.start();
        other.start();
        try {
            enrollAll(leads);
            await().atMost(LONG).until(() -> count("nurture", "day-1", "sent") == 300);
        } finally {
            one.stop();
            other.stop();
        }
        assertThat(sms.taken).hasSize(300);
        assertThat(sms.requests).hasSize(300);
        assertThat(byEngine.keySet()).containsExactlyInAnyOrder("one", "other");
    }

    private Gate counting(String name, Map<String, AtomicInteger> byEngine) {
        return new GateThat(gate) {
            @Override
            public Finding.Answered send(Admitted message, BooleanSupplier mayBegin) {
                byEngine.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
                LockSupport.parkNanos(1_000_000);
                return super.send(message, mayBegin);
            }
        };
    }

    @Test
    void repliesAgainstDueSendsEndInOneOfTwoHonestStates() throws Exception {
        deploy();
        List<Contact> leads = contacts(1_000, "Lea");
        Map<Long, EnrollmentId> runs = enrollAll(leads);
        AtomicBoolean go = new AtomicBoolean();
        Thread replying = new Thread(() -> {
            while (!go.get()) {
                Thread.onSpinWait();
            }
            leads.forEach(lead -> event("reply", lead));
        });
        replying.start();
        engine.start();
        go.set(true);
        replying.join(LONG.toMillis());
        await().atMost(LONG)
                .until(() -> leads.stream()
                        .allMatch(lead -> messagesTo(lead).stream().noneMatch(m -> m.state() == MessageState.SENDING)));
        engine.stop();
        for (Contact lead : leads) {
            assertThat(run(runs.get(lead.id().value())).state()).isEqualTo(EnrollmentState.STOPPED);
            List<Message> messages = messagesTo(lead);
            List<String> told = told(lead);
            if (messages.isEmpty()) {
                assertThat(told).doesNotContain("sent");
            } else {
                assertThat(messages).hasSize(1);
                assertThat(messages.get(0).state()).isEqualTo(MessageState.ACCEPTED);
                // Either it was settled before the reply came, or it is told that they crossed.
                assertThat(told.indexOf("sent") < told.indexOf("stopped") || told.contains("crossed"))
                        .as("what is told about %s: %s", lead.id(), told)
                        .isTrue();
            }
        }
    }

    @Test
    void howeverManyTryALeadIsInOneSequenceOfAGroupAndOnceInEach() throws Exception {
        List<String> names = List.of("one", "two", "three", "four");
        names.forEach(name -> sequences.deploy(new FakeSequence(name)
                .group("nurture")
                .on("tag.added", (event, contact) -> true)
                .wait("w", Duration.ofDays(9))));
        List<Contact> leads = contacts(100, "Lea");
        ExecutorService callers = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8; i++) {
            String name = names.get(i % names.size());
            boolean byHand = i < 4;
            Future<?> unused = callers.submit(() -> leads.forEach(lead -> {
                if (byHand) {
                    enrollments.enroll(Actor.part("the test"), new SequenceId(name), lead.id(), "", Map.of());
                } else {
                    event("tag.added", lead);
                }
            }));
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        for (Contact lead : leads) {
            List<Enrollment> runs = enrollments.list(
                    Actor.part("the test"), new Enrollments.Query(null, null, null, lead.id(), 0, 100));
            assertThat(runs).as("runs of %s", lead.id()).hasSize(1);
        }
    }

    @Test
    void ofAnEventAndItsTimeOutExactlyOneWins() throws Exception {
        Duration timeout = Duration.ofSeconds(4);
        sequences.deploy(new FakeSequence("nurture")
                .waitFor("w", "call.completed", "m", timeout)
                .then(lead -> lead.note("came " + lead.came("w")))
                .sms("after"));
        List<Contact> leads = contacts(1_000, "Lea");
        engine.start();
        long begin = System.nanoTime();
        enrollAll(leads);
        // Some are told long before their time-out and some long after it; those in between race with it.
        List<Contact> backwards = new ArrayList<>(leads);
        Collections.reverse(backwards);
        ExecutorService callers = Executors.newFixedThreadPool(2);
        for (List<Contact> each : List.of(leads, backwards)) {
            Future<?> unused = callers.submit(() -> {
                LockSupport.parkNanos(begin + timeout.toNanos() - 500_000_000 - System.nanoTime());
                for (int i = 0; i < each.size(); i += 2) {
                    event("call.completed", each.get(i), Map.of("message", "m", "outcome", "reached"));
                }
            });
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        await().atMost(LONG).until(() -> count("nurture", "after", "sent") == 1_000);
        engine.stop();
        int came = 0;
        for (Contact lead : leads) {
            List<String> branches = lines(lead, "note");
            assertThat(branches).as("branches that %s took", lead.id()).hasSize(1);
            came += branches.get(0).equals("came call.completed") ? 1 : 0;
            assertThat(messagesTo(lead)).hasSize(1);
        }
        assertThat(came).as("races that the event won").isBetween(1, 999);
    }

    @Test
    void everyFaultOfAProviderEndsWithEachMessageTakenAtMostOnce() {
        deploy();
        Map<Long, Integer> trouble = new ConcurrentHashMap<>();
        sms.answer = message -> {
            // Each lead has one trouble at its first attempt.
            if (trouble.merge(message.id().value(), 1, Integer::sum) > 1) {
                return sms.accept(message);
            }
            return switch ((int) (message.contact().id().value() % 4)) {
                case 0 -> new Outcome.Unavailable(Duration.ZERO, "429");
                case 1 -> throw new IllegalStateException("Before the request went out");
                case 2 -> new Outcome.Refused("21211", "Not a number");
                default -> sms.accept(message);
            };
        };
        List<Contact> leads = contacts(80, "Lea");
        engine.start();
        Map<Long, EnrollmentId> runs = enrollAll(leads);
        await().atMost(LONG)
                .until(() -> leads.stream()
                        .allMatch(lead -> new StepId("wait-1")
                                .equals(run(runs.get(lead.id().value())).step())));
        engine.stop();
        assertThat(sms.taken).hasSize(60);
        assertThat(count("nurture", "day-1", "sent")).isEqualTo(60);
        assertThat(count("nurture", "day-1", "refused")).isEqualTo(20);
    }

    @Test
    void aCleanStopSettlesWhatIsOnItsWayAndGivesTheRestBack() {
        deploy();
        sms.concurrency = 2;
        AtomicInteger begun = new AtomicInteger();
        sms.answer = message -> {
            begun.incrementAndGet();
            LockSupport.parkNanos(20_000_000);
            return sms.accept(message);
        };
        List<Contact> leads = contacts(100, "Lea");
        enrollAll(leads);
        engine.start();
        await().atMost(LONG).until(() -> begun.get() > 4);
        engine.stop();
        Set<MessageState> states = new HashSet<>();
        leads.forEach(lead -> messagesTo(lead).forEach(message -> states.add(message.state())));
        assertThat(states).doesNotContain(MessageState.SENDING, MessageState.UNKNOWN);
        assertThat(sms.taken.size()).isLessThan(100);
        sms.answer = sms::accept;
        Engine next = anotherEngine();
        // What found no room in its channel was put back for a moment, and is not due at once.
        await().atMost(LONG).until(() -> {
            next.drain();
            return sms.taken.size() == 100;
        });
        assertThat(sms.requests).hasSize(100);
    }

    @Test
    void aFrozenNodeDoesNotSendWhatAnotherHasTakenOver() {
        deploy();
        AtomicBoolean frozen = new AtomicBoolean(true);
        // Stands still with its claim committed and nothing sent, past its lease, as after SIGSTOP.
        FreezingGate freezing = new FreezingGate(gate, frozen);
        Engine sleeper = anotherEngine(freezing);
        List<Contact> leads = contacts(20, "Lea");
        enrollAll(leads);
        Thread sleeping = new Thread(sleeper::drain);
        sleeping.setDaemon(true);
        sleeping.start();
        await().atMost(LONG).until(() -> freezing.holding.get());
        engine.start();
        await().atMost(LONG).until(() -> sms.taken.size() == 20);
        frozen.set(false);
        await().atMost(LONG).until(() -> !sleeping.isAlive());
        engine.stop();
        assertThat(sms.requests).hasSize(20);
        for (Contact lead : leads) {
            assertThat(onlyMessageTo(lead).state()).isEqualTo(MessageState.ACCEPTED);
        }
    }

    /** Holds the claiming node right after its claim is committed. */
    private static final class FreezingGate extends GateThat {
        private final AtomicBoolean frozen;
        private final AtomicBoolean holding = new AtomicBoolean();

        FreezingGate(Gate real, AtomicBoolean frozen) {
            super(real);
            this.frozen = frozen;
        }

        @Override
        public List<GateAnswer> admit(UnitOfWork work, List<TouchRequest> requests) {
            List<GateAnswer> answers = super.admit(work, requests);
            work.afterCommit(() -> {
                holding.set(true);
                while (frozen.get()) {
                    LockSupport.parkNanos(
                            1_000_000 + ThreadLocalRandom.current().nextInt(1_000));
                }
            });
            return answers;
        }
    }

    @Test
    void parkedLeadsGoOnByThemselvesWhenTheChannelIsBack() {
        deploy();
        channels.remove(sms);
        engine.start();
        List<Contact> leads = contacts(5, "Lea");
        Map<Long, EnrollmentId> runs = enrollAll(leads);
        await().atMost(LONG)
                .until(() -> runs.values().stream().allMatch(run -> run(run).state() == EnrollmentState.PARKED));
        channels.add("sms", sms);
        sequences.isBack("channel:sms");
        await().atMost(LONG).until(() -> sms.taken.size() == 5);
    }

    @Test
    void aChannelThatHangsHoldsUpNobodyButItsOwnLeads() {
        FakeChannel mail = new FakeChannel();
        channels.add("email", mail);
        deploy();
        sequences.deploy(new FakeSequence("mails").touch("email", "mail-1").wait("w", Duration.ofDays(3)));
        AtomicBoolean hangs = new AtomicBoolean(true);
        sms.answer = message -> {
            while (hangs.get()) {
                LockSupport.parkNanos(1_000_000);
            }
            return sms.accept(message);
        };
        // All texts are due before the first mail, so a claim in order of time sees the mails last.
        List<Contact> texted = contacts(400, "Tex");
        texted.forEach(lead -> enroll("nurture", lead));
        contacts(400, "Mel").forEach(lead -> enroll("mails", lead));
        engine.start();
        try {
            await().atMost(LONG).until(() -> count("mails", "mail-1", "sent") == 400);
            assertThat(sms.requests).hasSizeLessThanOrEqualTo(sms.concurrency);
            List<Message> begun =
                    texted.stream().flatMap(lead -> messagesTo(lead).stream()).toList();
            assertThat(begun).as("texts that are marked as being sent").hasSizeLessThanOrEqualTo(16);
            // What found no room has come to its touch and has no message yet.
            List<Enrollment> waiting = enrollments.list(
                    Actor.part("the test"),
                    new Enrollments.Query(null, new SequenceId("nurture"), EnrollmentState.ACTIVE, null, 0, 1_000));
            assertThat(waiting).hasSize(400).allMatch(run -> new StepId("day-1").equals(run.step()));
        } finally {
            hangs.set(false);
        }
        // Back at once when there is room for it: nobody has to stay away for longer than a minute.
        await().atMost(Duration.ofSeconds(90)).until(() -> count("nurture", "day-1", "sent") == 400);
        assertThat(sms.requests).hasSize(400);
    }

    @Test
    void aForeignSegmentIsRunOnAWorkerAndDoesNotHoldUpTheOthers() {
        AtomicBoolean slow = new AtomicBoolean(true);
        sequences.deploy(new FakeSequence("slow")
                .thenOutside(lead -> {
                    while (slow.get()) {
                        LockSupport.parkNanos(1_000_000);
                    }
                })
                .wait("w", Duration.ofDays(1)));
        deploy();
        EnrollmentId waiting = enroll("slow", ann());
        engine.start();
        enrollAll(contacts(20, "Lea"));
        await().atMost(LONG).until(() -> sms.taken.size() == 20);
        assertThat(run(waiting).step()).isNull();
        slow.set(false);
        await().atMost(LONG).until(() -> new StepId("w").equals(run(waiting).step()));
    }
}
