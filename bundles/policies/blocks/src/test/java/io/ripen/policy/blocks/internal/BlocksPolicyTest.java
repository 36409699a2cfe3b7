package io.ripen.policy.blocks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.policy.Blocks;
import io.ripen.policy.Decision;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlocksPolicyTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UnitOfWork WORK = action -> {};

    private final Kept kept = new Kept();
    private final BlocksPolicy policy = new BlocksPolicy(kept);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all",
                "team:acme",
                "channel:sms",
                "sender:acme/sms",
                "sequence:acme/new-lead",
                "phone:+14155550100"
            })
    void aBlockKeepsBackWhatItNamesUntilItIsLifted(String name) {
        kept.set(WORK, name, "Too many complaints.", "kim");
        Decision decision = policy.decide(List.of(sms(SendPath.SEQUENCE)), WORK).get(0);
        assertThat(decision).isInstanceOfSatisfying(Decision.Await.class, await -> {
            assertThat(await.block()).isEqualTo(name);
            assertThat(await.reason())
                    .contains("at 2026-11-22T12:00:00Z", "by kim", "Too many complaints.", "'" + name + "'");
        });
        kept.lift(WORK, name, "kim");
        assertThat(policy.decide(List.of(sms(SendPath.SEQUENCE)), WORK)).containsExactly(Decision.ALLOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "team:other",
                "channel:email",
                "sender:other/sms",
                "sequence:other/new-lead",
                "phone:+14155550101",
                "email:+14155550100"
            })
    void aBlockOfSomethingElseKeepsNothingBack(String name) {
        kept.set(WORK, name, "Not yours.", "kim");
        assertThat(policy.decide(List.of(sms(SendPath.SEQUENCE)), WORK)).containsExactly(Decision.ALLOW);
    }

    @Test
    void whileInDoubtAboutALeadAPersonMayAnswerButNoSequence() {
        kept.set(WORK, "phone:+14155550100", "Wrote 'please leave me alone'.", "consent");
        assertThat(policy.decide(List.of(sms(SendPath.HAND), sms(SendPath.NOTICE)), WORK))
                .containsOnly(Decision.ALLOW);
        assertThat(policy.decide(List.of(sms(SendPath.CAMPAIGN)), WORK).get(0)).isInstanceOf(Decision.Await.class);
    }

    /** The lead wrote "who is this, leave me alone" at noon, and YES or PRICE later. */
    @Test
    void theDoubtAboutALeadDoesNotKeepBackTheAnswerToWhatTheyWriteAfterIt() {
        kept.set(WORK, "phone:+14155550100", "Wrote 'please leave me alone'.", "consent");
        Send touch = sms(SendPath.SEQUENCE);
        assertThat(policy.decide(List.of(touch.answering(NOON.plusSeconds(1))), WORK))
                .containsExactly(Decision.ALLOW);
        assertThat(policy.decide(List.of(touch), WORK).get(0)).isInstanceOf(Decision.Await.class);
        // Not the text itself that is in doubt, nor what was written before it.
        assertThat(policy.decide(List.of(touch.answering(NOON)), WORK).get(0)).isInstanceOf(Decision.Await.class);
        assertThat(policy.decide(List.of(touch.answering(NOON.minusSeconds(60))), WORK)
                        .get(0))
                .isInstanceOf(Decision.Await.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "team:acme", "channel:sms", "sequence:acme/new-lead", "phone:+14155550100"})
    void whatAPersonStoppedStopsAnswersToo(String name) {
        kept.set(WORK, name, "The number is being looked into.", "kim");
        assertThat(policy.decide(List.of(sms(SendPath.SEQUENCE).answering(NOON.plusSeconds(1))), WORK)
                        .get(0))
                .isInstanceOf(Decision.Await.class);
    }

    @Test
    void theSwitchForAllStopsWhatPeopleWriteToo() {
        kept.set(WORK, Blocks.ALL, "Stop.", "kim");
        for (SendPath path : SendPath.values()) {
            assertThat(policy.decide(List.of(sms(path)), WORK).get(0))
                    .as("%s", path)
                    .isInstanceOf(Decision.Await.class);
        }
    }

    @Test
    void theHoldStopsEveryPathAndGoesBeforeAllOthers() {
        kept.set(WORK, Blocks.ALL, "Stop.", "kim");
        kept.set(WORK, Blocks.HOLD, "A copy.", "ripen start");
        for (SendPath path : SendPath.values()) {
            assertThat(policy.decide(List.of(sms(path)), WORK).get(0))
                    .as("%s", path)
                    .isInstanceOfSatisfying(Decision.Await.class, await -> {
                        assertThat(await.block()).isEqualTo(Blocks.HOLD);
                        assertThat(await.reason()).startsWith("Everything that leaves was stopped at ");
                    });
        }
    }

    private static Send sms(SendPath path) {
        Contact ann = new Contact(
                new ContactId(1),
                new TeamId("acme"),
                null,
                "Ann",
                null,
                null,
                null,
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                Consent.UNKNOWN,
                Map.of(),
                NOON,
                1);
        return new Send(
                new MessageId(1),
                path,
                new Team(new TeamId("acme"), "Acme", ZoneId.of("UTC"), "US", Map.of()),
                ann,
                "sms",
                AddressKind.PHONE,
                "+14155550100",
                "Hello",
                NOON,
                Send.USUAL_PRIORITY,
                null,
                new SequenceId("new-lead"),
                new StepId("intro"));
    }

    private static final class Kept implements Blocks {
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

        private final Map<String, Block> set = new TreeMap<>();

        @Override
        public boolean set(UnitOfWork work, String name, String reason, String by) {
            return set.putIfAbsent(name, new Block(name, reason, by, NOON)) == null;
        }

        @Override
        public boolean lift(UnitOfWork work, String name, String by) {
            return set.remove(name) != null;
        }

        @Override
        public Map<String, Block> among(UnitOfWork work, Collection<String> names) {
            Map<String, Block> found = new TreeMap<>(set);
            found.keySet().retainAll(names);
            return found;
        }

        @Override
        public List<Block> all() {
            return List.copyOf(set.values());
        }
    }
}
