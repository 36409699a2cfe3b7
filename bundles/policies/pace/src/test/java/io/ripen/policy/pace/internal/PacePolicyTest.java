package io.ripen.policy.pace.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.ChannelType;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.delivery.MessageId;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.PolicyMemory;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.team.Team;
import io.ripen.testkit.Examples;
import io.ripen.testkit.PolicyContract;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PacePolicyTest {
    private static final UnitOfWork WORK = action -> {};
    private static final Instant START = Instant.parse("2026-03-02T15:00:00Z");

    private final Turned clock = new Turned();
    private final Kept memory = new Kept();
    private final PacePolicy policy = policy(0);

    private PacePolicy policy(int ceiling) {
        PacePolicy made =
                new PacePolicy(memory, clock, Examples.configuration(PaceConfig.class, Map.of("ceiling", ceiling)));
        made.add(new OneASecond(), Map.of(ChannelType.PROPERTY, "sms"));
        return made;
    }

    /** How the gate meets them: the same batch size, each asked again when it was told to. */
    @Test
    void twentyThousandThatAreDueAtOnceGoOutAtTheSendersPaceEachAskedAboutAFewTimes() {
        Team team = team(Map.of("sms", Map.of("perSecond", 100)));
        PriorityQueue<Waiting> queue =
                new PriorityQueue<>(Comparator.comparing(Waiting::due).thenComparingLong(Waiting::message));
        for (int i = 1; i <= 20_000; i++) {
            queue.add(new Waiting(i, START, null));
        }
        Map<Long, Integer> bySecond = new TreeMap<>();
        int asked = 0;
        while (!queue.isEmpty()) {
            if (queue.peek().due().isAfter(clock.instant())) {
                clock.now = queue.peek().due();
            }
            List<Send> batch = new ArrayList<>();
            while (batch.size() < 500 && !queue.isEmpty() && !queue.peek().due().isAfter(clock.instant())) {
                Waiting next = queue.poll();
                batch.add(text(next.message(), SendPath.SEQUENCE, "Hello", team, next.heldBy()));
            }
            asked += batch.size();
            List<Decision> decisions = policy.decide(batch, WORK);
            for (int i = 0; i < batch.size(); i++) {
                if (decisions.get(i) instanceof Decision.Hold hold) {
                    queue.add(new Waiting(batch.get(i).message().value(), hold.until(), PacePolicy.TYPE));
                } else {
                    bySecond.merge(clock.instant().getEpochSecond(), 1, Integer::sum);
                }
            }
        }
        assertThat(bySecond.values()).allSatisfy(sent -> assertThat(sent).isLessThanOrEqualTo(201));
        assertThat(bySecond).hasSizeBetween(195, 205);
        assertThat(bySecond.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(20_000);
        assertThat(asked).as("asked about 20,000 messages").isLessThan(60_000);
    }

    @Test
    void aLongTextCountsForItsSegments() {
        assertThat(decide(text(1, SendPath.SEQUENCE, "x".repeat(400), Examples.TEAM, null)))
                .isInstanceOf(Decision.Allow.class);
        clock.now = START.plusMillis(1_900);
        assertThat(decide(text(2, SendPath.SEQUENCE, "Hello", Examples.TEAM, null)))
                .isInstanceOfSatisfying(Decision.Hold.class, hold -> {
                    assertThat(hold.until()).isAfter(clock.instant());
                    assertThat(hold.reason()).contains("default/sms", "at most 1 a second, counted in SMS segments");
                });
    }

    @Test
    void whatAPersonWritesGoesBeforeTheQueueAndIsPaidFor() {
        for (int i = 1; i <= 10; i++) {
            decide(text(i, SendPath.SEQUENCE, "Hello", Examples.TEAM, null));
        }
        assertThat(decide(text(11, SendPath.HAND, "Hello", Examples.TEAM, null)))
                .isInstanceOf(Decision.Allow.class);
        clock.now = START.plusMillis(900);
        assertThat(decide(text(2, SendPath.SEQUENCE, "Hello", Examples.TEAM, PacePolicy.TYPE)))
                .isInstanceOf(Decision.Hold.class);
    }

    @Test
    void whatWasNotNeededIsGivenBack() {
        Team team = team(Map.of("sms", Map.of("perDay", 1)));
        Send one = text(1, SendPath.SEQUENCE, "Hello", team, null);
        assertThat(decide(one)).isInstanceOf(Decision.Allow.class);
        assertThat(decide(text(2, SendPath.SEQUENCE, "Hello", team, null))).isInstanceOf(Decision.Hold.class);
        policy.release(List.of(one), WORK);
        clock.now = START.plusSeconds(2);
        assertThat(decide(text(2, SendPath.SEQUENCE, "Hello", team, null))).isInstanceOf(Decision.Allow.class);
    }

    @Test
    void aTeamsCeilingHoldsUntilItsNextDay() {
        PacePolicy strict = policy(2);
        Team team = team(Map.of("sms", Map.of("perSecond", 0)));
        List<Decision> decisions = strict.decide(
                List.of(
                        text(1, SendPath.SEQUENCE, "Hello", team, null),
                        text(2, SendPath.CAMPAIGN, "Hello", team, null),
                        text(3, SendPath.SEQUENCE, "Hello", team, null),
                        text(4, SendPath.HAND, "Hello", team, null)),
                WORK);
        assertThat(decisions.get(1)).isInstanceOf(Decision.Allow.class);
        assertThat(decisions.get(2)).isInstanceOfSatisfying(Decision.Hold.class, hold -> {
            assertThat(hold.until()).isEqualTo(Instant.parse("2026-03-03T05:00:00Z"));
            assertThat(hold.reason()).contains("at most 2 messages a day", "2026-03-02");
        });
        assertThat(decisions.get(3)).isInstanceOf(Decision.Allow.class);
    }

    @Test
    void aMistakeInTheSettingDoesNotLiftTheLimit() {
        Team team = team(Map.of("sms", Map.of("persecond", 0)));
        assertThat(decide(text(1, SendPath.SEQUENCE, "x".repeat(400), team, null)))
                .isInstanceOf(Decision.Allow.class);
        assertThat(decide(text(2, SendPath.SEQUENCE, "Hello", team, null))).isInstanceOf(Decision.Hold.class);
        assertThatThrownBy(() -> SenderPace.of(team, "sms", 1)).hasMessageContaining("pace.sms.persecond");
        assertThatThrownBy(() -> SenderPace.of(team(Map.of("sms", "fast")), "sms", 1))
                .hasMessageContaining("perSecond");
    }

    @Test
    void aSenderWithoutALimitAsksNoDatabase() {
        Send mail = new Send(
                new MessageId(1),
                SendPath.SEQUENCE,
                Examples.TEAM,
                Examples.contact(1, "Ann"),
                "email",
                AddressKind.EMAIL,
                "ann@example.com",
                "Hello",
                START,
                Send.USUAL_PRIORITY,
                null,
                null,
                null);
        assertThat(decide(mail)).isInstanceOf(Decision.Allow.class);
        assertThat(memory.asked).isZero();
    }

    @Nested
    class Contract extends PolicyContract {
        @Override
        protected Policy policy() {
            return policy;
        }

        @Override
        protected Transactions transactions() {
            return noTransactions();
        }

        @Override
        protected Send allowed() {
            return text(1, SendPath.HAND, "Hello", Examples.TEAM, null);
        }

        @Override
        protected List<Send> notAllowed() {
            Team full = team(Map.of("ceiling", 1, "sms", Map.of("perSecond", 0)));
            policy.decide(List.of(text(9, SendPath.SEQUENCE, "Hello", full, null)), WORK);
            return List.of(text(2, SendPath.SEQUENCE, "Hello", full, null));
        }
    }

    private record Waiting(
            long message,
            Instant due,
            @org.jspecify.annotations.Nullable String heldBy) {}

    private Decision decide(Send send) {
        return policy.decide(List.of(send), WORK).get(0);
    }

    private static Team team(Map<String, Object> pace) {
        Team usual = Examples.TEAM;
        return new Team(usual.id(), usual.name(), usual.zone(), usual.region(), Map.of("pace", pace));
    }

    private Send text(
            long id, SendPath path, String text, Team team, @org.jspecify.annotations.Nullable String heldBy) {
        return new Send(
                new MessageId(id),
                path,
                team,
                Examples.contact(id, "Ann"),
                "sms",
                AddressKind.PHONE,
                "+12125550101",
                text,
                clock.instant(),
                Send.USUAL_PRIORITY,
                heldBy,
                null,
                null);
    }

    private static final class OneASecond implements Channel {
        @Override
        public Outcome send(OutboundMessage message) {
            throw new AssertionError("A policy sends nothing.");
        }

        @Override
        public double pace() {
            return 1;
        }
    }

    private static final class Turned implements RipenClock {
        private volatile Instant now = START;

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

    private static final class Kept implements PolicyMemory {
        private final Map<String, String> texts = new ConcurrentHashMap<>();
        private volatile int asked;

        @Override
        public Map<String, String> lock(UnitOfWork work, String policy, Collection<String> names) {
            asked++;
            Map<String, String> found = new HashMap<>(texts);
            found.keySet().retainAll(names);
            return found;
        }

        @Override
        public void keep(UnitOfWork work, String policy, Map<String, String> kept) {
            texts.putAll(kept);
        }
    }
}
