package io.ripen.engine.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.FailureEvents;
import io.ripen.core.store.OutboxRow;
import io.ripen.crm.Contact;
import io.ripen.delivery.FailureReaction;
import io.ripen.delivery.FailureReaction.Failure;
import io.ripen.delivery.MessageId;
import io.ripen.event.EventListener;
import io.ripen.event.EventListeners.Listener;
import io.ripen.event.EventListeners.Quarantined;
import io.ripen.event.EventReaction;
import io.ripen.health.HealthCheck;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a listener may rely on, and what it cannot break. */
abstract class ListenersContract extends OutboxScenario {

    ListenersContract(TestDatabase database) {
        super(database);
    }

    /** Fails as often as it is told to. */
    private static final class Failing extends Recording {
        final AtomicInteger left = new AtomicInteger();

        @Override
        public void heard(Occurrence occurrence) throws Exception {
            super.heard(occurrence);
            if (left.getAndDecrement() > 0) {
                throw new IllegalStateException("No channel #sales");
            }
        }
    }

    /** Waits for something that never comes. */
    private static final class Hanging extends Recording {
        final CountDownLatch never = new CountDownLatch(1);
        final AtomicInteger interrupted = new AtomicInteger();
        final boolean ignoresInterrupts;

        Hanging(boolean ignoresInterrupts) {
            this.ignoresInterrupts = ignoresInterrupts;
        }

        @Override
        public void heard(Occurrence occurrence) throws Exception {
            super.heard(occurrence);
            while (never.getCount() > 0) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                    if (!ignoresInterrupts) {
                        throw e;
                    }
                }
            }
        }
    }

    private void drainAndFail(OutboxRunner node) {
        assertThatThrownBy(node::drain).hasMessageContaining("No channel #sales");
    }

    private Listener known(OutboxRunner node, String name) {
        return new KeptListeners(stores, node).find(name).orElseThrow();
    }

    private HealthCheck.Result health(OutboxRunner node) {
        return new ListenersHealth(new KeptListeners(stores, node), node::stuck, clock).check();
    }

    @Test
    void whatCameBeforeItWasInstalledIsNotTold_whatCameWhileItWasAwayIs() {
        Contact ann = contact();
        OutboxRunner node = node();
        Recording chat = new Recording();
        happens("before", ann);
        node.add("chat", chat);
        node.drain();
        happens("1", ann);
        node.drain();
        node.remove(chat);
        happens("2", ann);
        node.drain();
        assertThat(chat.heard).containsExactly("1");

        OutboxRunner restarted = node();
        happens("3", ann);
        restarted.add("chat", chat);
        restarted.drain();
        assertThat(chat.heard).containsExactly("1", "2", "3");
        assertThat(known(restarted, "chat").waiting()).isZero();
    }

    @Test
    void itHearsTheEventAsItCame() {
        Contact ann = contact();
        List<EventListener.Occurrence> told = new ArrayList<>();
        OutboxRunner node = node();
        node.add("chat", new Recording() {
            @Override
            public void heard(Occurrence occurrence) {
                told.add(occurrence);
            }
        });
        node.drain();
        happens("1", ann);
        stores.transactions().call(work -> {
            stores.outbox().put(work, List.of(event("stranger", TYPE, 0), event("other", "reply", 0)));
            return work;
        });
        node.drain();

        assertThat(told).hasSize(2);
        EventListener.Occurrence first = told.get(0);
        assertThat(first.contact()).isEqualTo(ann);
        assertThat(first.event().data()).containsEntry("channel", "sms");
        assertThat(first.event().address()).isEqualTo("+14155550100");
        assertThat(first.receivedAt()).isEqualTo(clock.instant());
        assertThat(first.attempt()).isEqualTo(1);
        assertThat(first.key()).isEqualTo("default/1/" + ann.id());
        assertThat(told.get(1).contact()).isNull();
        assertThat(told.get(1).key()).isEqualTo("default/stranger");
    }

    @Test
    void whatNobodyWantsCostsNoStatement() {
        OutboxRunner node = node();
        node.add("chat", new Recording());
        node.drain();
        long before = stores.statistics().statements();
        stores.transactions().call(work -> {
            stores.outbox().put(work, List.of(event("1", "message.sent", 7), event("2", "reply", 7)));
            return work;
        });
        assertThat(stores.statistics().statements()).isEqualTo(before);
    }

    @Test
    void whatIsRolledBackIsToldToNobody() {
        OutboxRunner node = node();
        Recording chat = new Recording();
        node.add("chat", chat);
        node.drain();
        assertThatThrownBy(() -> stores.transactions().call(work -> {
                    stores.outbox().put(work, List.of(event("1", TYPE, 0)));
                    throw new IllegalStateException("Not now");
                }))
                .hasMessage("Not now");
        node.drain();
        assertThat(chat.heard).isEmpty();
    }

    @Test
    void aFailureIsTriedAgainAndOnlyThatContactWaits() {
        Contact ann = contact();
        Contact bob = contact();
        OutboxRunner node = node();
        Failing chat = new Failing();
        node.add("chat", chat);
        node.drain();
        chat.left.set(1);
        happens("ann-1", ann);
        happens("ann-2", ann);
        happens("bob-1", bob);
        drainAndFail(node);
        node.drain();
        assertThat(chat.heard).containsExactly("ann-1", "bob-1");

        clock.advance(Duration.ofSeconds(9));
        node.drain();
        assertThat(chat.heard).hasSize(2);
        clock.advance(Duration.ofSeconds(1));
        happens("ann-3", ann);
        node.drain();
        assertThat(chat.heard).containsExactly("ann-1", "bob-1", "ann-1", "ann-2", "ann-3");
    }

    @Test
    void whatFailsAgainAndAgainIsPutIntoQuarantineAndComesOutByHand() {
        Contact ann = contact();
        Contact bob = contact();
        OutboxRunner node = node();
        Failing chat = new Failing();
        node.add("chat", chat);
        node.drain();
        for (int attempt = 1; attempt <= 8; attempt++) {
            chat.left.set(1);
            if (attempt == 1) {
                happens("bad", ann);
            }
            drainAndFail(node);
            // Others are told meanwhile, so the listener itself is not left alone.
            happens("fine-" + attempt, bob);
            node.drain();
            clock.advance(Duration.ofHours(7));
        }
        happens("later", ann);
        node.drain();
        assertThat(chat.heard).filteredOn("bad"::equals).hasSize(8);
        assertThat(chat.heard).endsWith("later");

        KeptListeners kept = new KeptListeners(stores, node);
        Listener listener = known(node, "chat");
        assertThat(listener.quarantined()).isEqualTo(1);
        assertThat(listener.waiting()).isZero();
        Quarantined bad = kept.quarantine("chat", 0, 10).get(0);
        assertThat(bad.event().id()).isEqualTo("bad");
        assertThat(bad.contact()).isEqualTo(ann.id());
        assertThat(bad.attempts()).isEqualTo(8);
        assertThat(bad.error()).contains("IllegalStateException", "No channel #sales");
        assertThat(health(node).status()).isEqualTo(HealthCheck.Status.WARN);
        assertThat(health(node).message()).contains("chat", "1 event", "/api/v1/listeners/chat/quarantine/retry");

        assertThat(kept.retry("chat", List.of(bad.id() + 1))).isZero();
        assertThat(kept.retry("chat", List.of())).isEqualTo(1);
        assertThat(kept.retry("chat", List.of())).isZero();
        node.drain();
        assertThat(chat.heard).endsWith("later", "bad");
        assertThat(health(node).status()).isEqualTo(HealthCheck.Status.OK);
    }

    @Test
    void whatIsDroppedFromQuarantineIsNeverTold() {
        OutboxRunner node = node();
        Failing chat = new Failing();
        node.add("chat", chat);
        node.drain();
        chat.left.set(8);
        happens("bad", contact());
        for (int attempt = 1; attempt <= 8; attempt++) {
            drainAndFail(node);
            clock.advance(Duration.ofHours(7));
        }
        assertThat(new KeptListeners(stores, node).drop("chat", List.of())).isEqualTo(1);
        node.drain();
        assertThat(chat.heard).hasSize(8);
        assertThat(known(node, "chat").quarantined()).isZero();
    }

    @Test
    void oneThatFailsAtEverythingIsLeftAloneForAWhileAndLosesNothing() {
        OutboxRunner node = node();
        Failing chat = new Failing();
        node.add("chat", chat);
        node.drain();
        chat.left.set(1_000);
        for (int i = 0; i < 20; i++) {
            happens("e" + i, contact());
        }
        drainAndFail(node);
        assertThat(chat.heard).as("told before it is left alone").hasSize(5);
        node.drain();
        assertThat(chat.heard).hasSize(5);
        Listener paused = known(node, "chat");
        assertThat(paused.failures()).isEqualTo(5);
        assertThat(paused.waiting()).isEqualTo(20);
        assertThat(health(node).message()).contains("failed 5 times", "No channel #sales", "20 events wait");

        clock.advance(Duration.ofSeconds(5));
        drainAndFail(node);
        assertThat(chat.heard).as("one is tried").hasSize(6);

        chat.left.set(0);
        clock.advance(Duration.ofMinutes(10));
        node.drain();
        assertThat(Set.copyOf(chat.heard)).hasSize(20);
        assertThat(known(node, "chat").waiting()).isZero();
        assertThat(known(node, "chat").error()).isNull();
        assertThat(health(node).status()).isEqualTo(HealthCheck.Status.OK);
    }

    @Test
    void oneThatIsInstalledAnewIsToldAtOnce() {
        OutboxRunner node = node();
        Failing chat = new Failing();
        node.add("chat", chat);
        node.drain();
        chat.left.set(5);
        for (int i = 0; i < 6; i++) {
            happens("e" + i, contact());
        }
        drainAndFail(node);
        node.remove(chat);
        Recording mended = new Recording();
        node.add("chat", mended);
        node.drain();
        assertThat(mended.heard).containsExactly("e5");
    }

    @Test
    void oneThatHangsIsInterruptedAndHoldsUpNobody() {
        OutboxRunner node = liveNode();
        Hanging hanging = new Hanging(false);
        Recording other = new Recording();
        node.add("hanging", hanging);
        node.add("other", other);
        await().atMost(LONG).until(() -> new KeptListeners(stores, node).all().size() == 2);
        for (int i = 0; i < 30; i++) {
            happens("e" + i, contact());
        }
        await().atMost(LONG).until(() -> other.heard.size() == 30);
        await().atMost(LONG).until(() -> hanging.heard.size() == 1);

        clock.advance(Duration.ofSeconds(31));
        await().atMost(LONG).until(() -> known(node, "hanging").error() != null);
        assertThat(hanging.interrupted).hasValue(1);
        Listener paused = known(node, "hanging");
        assertThat(paused.error()).contains("longer than 30 s");
        assertThat(paused.pausedUntil()).isAfter(clock.instant());
        assertThat(paused.waiting()).isEqualTo(30);

        hanging.never.countDown();
        clock.advance(Duration.ofMinutes(10));
        await().atMost(LONG).until(() -> known(node, "hanging").waiting() == 0);
        assertThat(Set.copyOf(hanging.heard)).hasSize(30);
    }

    @Test
    void oneThatHangsBeforeItSaysWhatItWantsHoldsUpNobodyEither() {
        OutboxRunner node = liveNode();
        CountDownLatch never = new CountDownLatch(1);
        node.add("hanging", new Recording() {
            @Override
            public Set<String> types() {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return super.types();
            }
        });
        Recording other = new Recording();
        node.add("other", other);
        await().atMost(LONG).until(() -> !new KeptListeners(stores, node).all().isEmpty());
        happens("1", contact());
        await().atMost(LONG).until(() -> other.heard.size() == 1);
        never.countDown();
        await().atMost(LONG).until(() -> new KeptListeners(stores, node).all().size() == 2);
    }

    @Test
    void oneThatCannotEvenBeInterruptedIsGivenUpAndToldOnAnotherNode() {
        OutboxRunner node = liveNode();
        Hanging stubborn = new Hanging(true);
        node.add("stubborn", stubborn);
        await().atMost(LONG).until(() -> !new KeptListeners(stores, node).all().isEmpty());
        happens("1", contact());
        happens("2", contact());
        await().atMost(LONG).until(() -> stubborn.heard.size() == 1);
        clock.advance(Duration.ofSeconds(31));
        await().atMost(LONG).until(() -> stubborn.interrupted.get() > 0);
        clock.advance(Duration.ofSeconds(6));
        await().atMost(LONG).until(() -> known(node, "stubborn").error() != null);
        assertThat(health(node).message()).contains("hangs in a call that does not end", "restart");

        clock.advance(Duration.ofMinutes(11));
        OutboxRunner another = node();
        Recording healthy = new Recording();
        another.add("stubborn", healthy);
        another.drain();
        assertThat(healthy.heard).containsExactly("1", "2");

        long began = System.nanoTime();
        node.remove(stubborn);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        stubborn.never.countDown();
    }

    @Test
    void twoNodesTellEachEventOnceAndThoseOfAContactInTheirOrder() {
        Map<Long, List<Integer>> told = new ConcurrentHashMap<>();
        Recording counting = new Recording() {
            @Override
            public void heard(Occurrence occurrence) {
                Contact contact = occurrence.contact();
                told.computeIfAbsent(contact == null ? 0 : contact.id().value(), id -> new CopyOnWriteArrayList<>())
                        .add(Integer.valueOf(occurrence.event().id().replaceAll(".*-", "")));
            }
        };
        List<OutboxRunner> nodes = List.of(liveNode(), liveNode());
        nodes.forEach(node -> node.add("counting", counting));
        await().atMost(LONG)
                .until(() -> !new KeptListeners(stores, nodes.get(0)).all().isEmpty());
        List<Contact> contacts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            contacts.add(contact());
        }
        for (int i = 0; i < 25; i++) {
            for (Contact each : contacts) {
                happens(each.id() + "-" + i, each);
            }
        }
        await().atMost(LONG).until(() -> known(nodes.get(0), "counting").waiting() == 0);
        assertThat(told).hasSize(20);
        told.values().forEach(each -> assertThat(each).hasSize(25).isSorted());
    }

    @Test
    void whatADeadNodeHadIsToldByAnotherWhenItsLeaseEnds() {
        OutboxRunner node = node();
        Recording chat = new Recording();
        node.add("chat", chat);
        node.drain();
        happens("1", contact());
        // A node that claims and is killed before it writes down what became of it.
        List<OutboxRow> claimed = stores.transactions().call(work -> {
            stores.outboxConsumers().turn(work, "chat");
            return stores.outbox().claim(work, "chat", clock.instant().plusSeconds(140), 99, 10);
        });
        assertThat(claimed).hasSize(1);
        node.drain();
        assertThat(chat.heard).isEmpty();

        clock.advance(Duration.ofSeconds(141));
        node.drain();
        assertThat(chat.heard).containsExactly("1");
        // It was only frozen: what it thinks that it did changes nothing any more.
        happens("2", contact());
        int gone = stores.transactions().call(work -> stores.outbox().done(work, List.of(1L, 2L), 99));
        assertThat(gone).isZero();
        node.drain();
        assertThat(chat.heard).containsExactly("1", "2");
    }

    @Test
    void whatConcernsADeletedContactIsNotTold() {
        OutboxRunner node = node();
        Failing chat = new Failing();
        node.add("chat", chat);
        node.drain();
        Contact ann = contact();
        chat.left.set(1);
        happens("1", ann);
        drainAndFail(node);
        stores.transactions().call(work -> stores.contacts().delete(work, ann.id()));
        clock.advance(Duration.ofHours(1));
        node.drain();
        assertThat(chat.heard).containsExactly("1");
        assertThat(known(node, "chat").waiting()).isZero();
    }

    @Test
    void oneThatNoNodeHasHadForAWeekIsForgotten() {
        OutboxRunner node = node();
        Recording chat = new Recording();
        node.add("chat", chat);
        node.drain();
        node.remove(chat);
        happens("1", contact());
        clock.advance(Duration.ofDays(6));
        node.look();
        assertThat(known(node, "chat").waiting()).isEqualTo(1);
        assertThat(health(node).message()).contains("is on no node since", "DELETE /api/v1/listeners/chat");
        clock.advance(Duration.ofDays(2));
        node.look();
        assertThat(new KeptListeners(stores, node).all()).isEmpty();
        node.add("chat", chat);
        node.drain();
        assertThat(chat.heard).isEmpty();
    }

    /** Writes a mark in its transaction for each it was told of; fails at events called bad. */
    @SuppressWarnings("deprecation")
    private final class OldKind implements EventReaction {
        final AtomicBoolean fails = new AtomicBoolean(true);
        final AtomicInteger strangers = new AtomicInteger();

        @Override
        public Set<String> types() {
            return Set.of("*");
        }

        @Override
        public void react(UnitOfWork work, List<Occurrence> occurrences) {
            for (Occurrence each : occurrences) {
                String name = "mark-" + each.event().id();
                int before =
                        stores.settings().find(work, name).map(Integer::valueOf).orElse(0);
                stores.settings().put(work, name, String.valueOf(before + 1));
                if (fails.get() && each.event().id().startsWith("bad")) {
                    throw new IllegalStateException("No channel #sales");
                }
            }
        }

        @Override
        public void reactToStrangers(UnitOfWork work, List<io.ripen.event.Event> events) {
            strangers.addAndGet(events.size());
        }
    }

    private String mark(String id) {
        return stores.transactions()
                .call(work -> stores.settings().find(work, "mark-" + id))
                .orElse("0");
    }

    @Test
    @SuppressWarnings("deprecation")
    void aReactionOfTheOlderKindGoesOnToWorkAndItsWritesCountOnce() {
        OutboxRunner node = node();
        OldKind reaction = new OldKind();
        node.add("old", reaction);
        node.drain();
        happens("1", contact());
        happens("bad", contact());
        happens("2", contact());
        stores.transactions().call(work -> {
            stores.outbox().put(work, List.of(event("stranger", "anything", 0)));
            return work;
        });
        drainAndFail(node);
        assertThat(List.of(mark("1"), mark("bad"), mark("2"))).containsExactly("1", "0", "1");
        assertThat(reaction.strangers.get()).isPositive();

        reaction.fails.set(false);
        clock.advance(Duration.ofMinutes(1));
        node.drain();
        assertThat(mark("bad")).isEqualTo("1");
        assertThat(known(node, "old").waiting()).isZero();
    }

    @Test
    void whoIsToldOfMessagesThatFailedIsToldOnceAndAfterTheCommit() {
        OutboxRunner node = node();
        List<Failure> counted = new ArrayList<>();
        AtomicBoolean fails = new AtomicBoolean(true);
        FailureReaction counting = (work, failures) -> {
            if (fails.get()) {
                throw new IllegalStateException("No channel #sales");
            }
            work.afterCommit(() -> counted.addAll(failures));
        };
        Recording all = new Recording() {
            @Override
            public Set<String> types() {
                return Set.of("*");
            }
        };
        node.add("counts", counting);
        node.add("all", all);
        node.drain();
        Failure failure = new Failure(
                new MessageId(12),
                TeamId.DEFAULT,
                contact().id(),
                new SequenceId("nurture"),
                "sms",
                FailureReaction.Kind.UNDELIVERED,
                "30005");
        stores.transactions().call(work -> {
            stores.outbox().put(work, List.of(FailureEvents.of(failure, clock.instant())));
            return work;
        });
        drainAndFail(node);
        fails.set(false);
        clock.advance(Duration.ofSeconds(10));
        node.drain();
        assertThat(counted).containsExactly(failure);
        assertThat(all.heard).as("a failure is no event").isEmpty();
        node.remove(counting);
        assertThat(known(node, "counts").installed()).isFalse();
    }
}
