package io.ripen.policy.breaker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.crm.ContactId;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.Messages;
import io.ripen.event.Event;
import io.ripen.event.EventListener;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.policy.Blocks;
import io.ripen.policy.PolicyMemory;
import io.ripen.policy.breaker.internal.Breaker.Line;
import io.ripen.policy.breaker.internal.Counts.Counted;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import io.ripen.testkit.Examples;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The circuit breaker")
class BreakerTest {
    private static final UnitOfWork WORK = action -> {};
    private static final ContactId ANN = new ContactId(1);
    private static final Line WELCOME = new Line(TeamId.DEFAULT, new SequenceId("welcome"));
    private static final Line OTHER = new Line(new TeamId("north"), new SequenceId("welcome"));

    private final Turned clock = new Turned();
    private final Kept memory = new Kept();
    private final Set set = new Set();
    private final Breaker breaker = breaker();

    private Breaker breaker() {
        Transactions here = new Transactions() {
            @Override
            public <T> T call(Body<T> body) {
                return body.in(WORK);
            }
        };
        return new Breaker(here, memory, set, clock, Examples.configuration(BreakerConfig.class, Map.of()));
    }

    private void happen(Line line, Counted kind, int count) {
        breaker.count(line, kind, count, ANN);
        breaker.flush();
    }

    @Test
    void three_in_a_hundred_who_opt_out_are_borne_and_a_fourth_pauses_the_sequence_with_the_figures() {
        happen(WELCOME, Counted.SENT, 100);
        happen(WELCOME, Counted.OPTED_OUT, 3);
        assertThat(set.blocks).isEmpty();

        happen(WELCOME, Counted.OPTED_OUT, 1);
        assertThat(set.blocks)
                .containsOnlyKeys("sequence:default/welcome")
                .containsEntry(
                        "sequence:default/welcome",
                        "4 of 100 messages of the last 24 hours led to an opt-out, 4.0 %; the limit is 3 %.");
    }

    @Test
    void below_a_hundred_messages_nothing_trips() {
        happen(WELCOME, Counted.SENT, 99);
        happen(WELCOME, Counted.OPTED_OUT, 50);
        happen(WELCOME, Counted.FAILED, 99);
        assertThat(set.blocks).isEmpty();
    }

    @Test
    void failures_and_complaints_have_limits_of_their_own() {
        happen(WELCOME, Counted.SENT, 1_000);
        happen(WELCOME, Counted.FAILED, 200);
        happen(WELCOME, Counted.COMPLAINED, 3);
        assertThat(set.blocks).isEmpty();
        happen(WELCOME, Counted.COMPLAINED, 1);
        assertThat(set.blocks.get("sequence:default/welcome"))
                .contains("4 of 1000")
                .contains("led to a complaint");

        happen(OTHER, Counted.SENT, 1_000);
        happen(OTHER, Counted.FAILED, 201);
        assertThat(set.blocks.get("sequence:north/welcome"))
                .contains("201 of 1000")
                .contains("20.1 %");
    }

    @Test
    void what_is_older_than_a_day_does_not_count() {
        happen(WELCOME, Counted.SENT, 100);
        happen(WELCOME, Counted.OPTED_OUT, 3);
        clock.now = clock.now.plus(Duration.ofHours(24));
        happen(WELCOME, Counted.SENT, 100);
        happen(WELCOME, Counted.OPTED_OUT, 3);
        assertThat(set.blocks).isEmpty();
        clock.now = clock.now.plus(Duration.ofHours(23));
        happen(WELCOME, Counted.OPTED_OUT, 1);
        assertThat(set.blocks).containsKey("sequence:default/welcome");
    }

    @Test
    void what_is_counted_late_belongs_to_the_hour_in_which_it_happened() {
        BreakerPolicy policy = new BreakerPolicy(breaker, new LastMessage());
        policy.heard(optOut("1"));
        clock.now = clock.now.plus(Duration.ofHours(40));
        happen(WELCOME, Counted.SENT, 100);
        happen(WELCOME, Counted.OPTED_OUT, 3);
        assertThat(set.blocks).as("the fourth was 40 hours ago").isEmpty();
    }

    @Test
    void what_is_told_twice_counts_once() {
        BreakerPolicy policy = new BreakerPolicy(breaker, new LastMessage());
        happen(WELCOME, Counted.SENT, 100);
        for (int i = 0; i < 3; i++) {
            policy.heard(optOut("1"));
            policy.heard(optOut(String.valueOf(i)));
        }
        breaker.flush();
        assertThat(set.blocks).as("three of a hundred").isEmpty();
        policy.heard(optOut("3"));
        breaker.flush();
        assertThat(set.blocks).hasSize(1);
    }

    private EventListener.Occurrence optOut(String id) {
        Event event =
                new Event(id, EventTypes.OPT_OUT, TeamId.DEFAULT, ANN, null, clock.now, EventSource.PROVIDER, Map.of());
        return new EventListener.Occurrence(event, Examples.contact(1, "Ann"), clock.now, 1);
    }

    @Test
    void once_lifted_it_does_not_trip_again_by_the_old_figures() {
        happen(WELCOME, Counted.SENT, 100);
        happen(WELCOME, Counted.OPTED_OUT, 50);
        assertThat(set.blocks).hasSize(1);
        set.blocks.clear();

        happen(WELCOME, Counted.OPTED_OUT, 1);
        happen(WELCOME, Counted.SENT, 50);
        assertThat(set.blocks).isEmpty();
        happen(WELCOME, Counted.SENT, 50);
        happen(WELCOME, Counted.OPTED_OUT, 3);
        assertThat(set.blocks).hasSize(1);
    }

    @Test
    void two_nodes_count_together() {
        Breaker second = breaker();
        happen(WELCOME, Counted.SENT, 60);
        second.count(WELCOME, Counted.SENT, 40, ANN);
        second.count(WELCOME, Counted.OPTED_OUT, 2, ANN);
        second.flush();
        happen(WELCOME, Counted.OPTED_OUT, 2);
        assertThat(set.blocks).hasSize(1);
    }

    private static final class Turned implements RipenClock {
        private Instant now = Instant.parse("2026-03-02T15:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public InstantSource machine() {
            return () -> now;
        }

        @Override
        public double speed() {
            return 1;
        }
    }

    /** The lead's last message is one of the sequence {@code welcome}, after more than a page of others. */
    private static final class LastMessage implements Messages {
        @Override
        public List<Message> list(Actor by, Query query) {
            throw new AssertionError("The oldest page says nothing of the last message.");
        }

        @Override
        public Optional<Message> lastOfSequence(Actor by, ContactId contact) {
            return Optional.of(new Message(
                    new MessageId(1),
                    TeamId.DEFAULT,
                    ANN,
                    null,
                    WELCOME.sequence(),
                    null,
                    1,
                    "sms",
                    MessageState.ACCEPTED,
                    "+12025550143",
                    null,
                    "Hello",
                    "1",
                    1,
                    null,
                    null,
                    null,
                    null,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    null));
        }

        @Override
        public Optional<Message> find(Actor by, MessageId id) {
            return Optional.empty();
        }
    }

    private static final class Kept implements PolicyMemory {
        private final Map<String, String> texts = new HashMap<>();

        @Override
        public Map<String, String> lock(UnitOfWork work, String policy, Collection<String> names) {
            Map<String, String> found = new HashMap<>(texts);
            found.keySet().retainAll(names);
            found.values().removeIf(String::isEmpty);
            return found;
        }

        @Override
        public void keep(UnitOfWork work, String policy, Map<String, String> kept) {
            texts.putAll(kept);
        }
    }

    private static final class Set implements Blocks {
        @Override
        public boolean set(Actor by, String name, String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean lift(Actor by, String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Block> all(Actor by) {
            throw new UnsupportedOperationException();
        }

        private final Map<String, String> blocks = new HashMap<>();

        @Override
        public boolean set(UnitOfWork work, String name, String reason, String by) {
            return blocks.putIfAbsent(name, reason) == null;
        }

        @Override
        public boolean lift(UnitOfWork work, String name, String by) {
            return blocks.remove(name) != null;
        }

        @Override
        public Map<String, Block> among(UnitOfWork work, Collection<String> names) {
            return Map.of();
        }

        @Override
        public List<Block> all() {
            return List.of();
        }
    }
}
