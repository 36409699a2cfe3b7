package io.ripen.policy.caps.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.channel.AddressKind;
import io.ripen.delivery.MessageId;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.PolicyMemory;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.policy.SendingWindows;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.team.Team;
import io.ripen.testkit.Examples;
import io.ripen.testkit.PolicyContract;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrequencyCapsPolicyTest {
    private static final UnitOfWork WORK = action -> {};
    /** Monday, 9:00 in New York, where the example lead lives. */
    private static final Instant MONDAY = Instant.parse("2026-03-02T14:00:00Z");

    private final Kept memory = new Kept();
    private final FrequencyCapsPolicy policy = policy("usual");

    private FrequencyCapsPolicy policy(String preset) {
        return new FrequencyCapsPolicy(
                memory, null, Examples.configuration(CapsConfig.class, Map.of("preset", preset)));
    }

    @Test
    void aSecondTextOnTheSameLocalDayWaitsForTheNextOne() {
        assertThat(decide(sms(1, MONDAY))).isInstanceOf(Decision.Allow.class);
        // 23:59 in New York, when it is Tuesday in UTC already.
        Decision second = decide(sms(2, Instant.parse("2026-03-03T04:59:00Z")));
        assertThat(second).isInstanceOfSatisfying(Decision.Hold.class, hold -> {
            assertThat(hold.until()).isEqualTo(Instant.parse("2026-03-03T05:00:00Z"));
            assertThat(hold.reason()).contains("At most 1 a day", "+12125550101", "2026-03-02", "message 1");
        });
        assertThat(decide(sms(2, Instant.parse("2026-03-03T05:00:00Z")))).isInstanceOf(Decision.Allow.class);
    }

    @Test
    void theDayThatClocksGoForwardHasTwentyThreeHours() {
        assertThat(decide(sms(1, Instant.parse("2026-03-08T12:00:00Z")))).isInstanceOf(Decision.Allow.class);
        assertThat(decide(sms(2, Instant.parse("2026-03-08T13:00:00Z"))))
                .isInstanceOfSatisfying(
                        Decision.Hold.class,
                        hold -> assertThat(hold.until()).isEqualTo(Instant.parse("2026-03-09T04:00:00Z")));
    }

    @Test
    void aLeadWhoseZoneIsInDoubtHasTheDayOfEachZoneTheyMayBeIn() {
        FrequencyCapsPolicy knowing = new FrequencyCapsPolicy(
                memory,
                question -> new SendingWindows.Answer(
                        true,
                        null,
                        List.of(ZoneId.of("America/New_York"), ZoneId.of("America/Los_Angeles")),
                        SendingWindows.ZoneSource.PHONE,
                        "quiet-hours",
                        ""),
                Examples.configuration(CapsConfig.class, Map.of("preset", "usual")));
        Send first = ofAStranger(1, Instant.parse("2026-03-03T04:30:00Z"));
        assertThat(knowing.decide(List.of(first), WORK).get(0)).isInstanceOf(Decision.Allow.class);
        // Half an hour later it is Tuesday in New York, and still Monday in Los Angeles.
        Send second = ofAStranger(2, Instant.parse("2026-03-03T05:30:00Z"));
        assertThat(knowing.decide(List.of(second), WORK).get(0)).isInstanceOfSatisfying(Decision.Hold.class, hold -> {
            assertThat(hold.until()).isEqualTo(Instant.parse("2026-03-03T08:00:00Z"));
            assertThat(hold.reason()).contains("America/Los_Angeles");
        });
    }

    private static Send ofAStranger(long id, Instant at) {
        return new Send(
                new MessageId(id),
                SendPath.SEQUENCE,
                Examples.TEAM,
                Examples.stranger(id),
                "sms",
                AddressKind.PHONE,
                "+12125550101",
                "Hello",
                at,
                Send.USUAL_PRIORITY,
                null,
                null,
                null);
    }

    @Nested
    class SharedAddress {
        private Send step(long id, long contact, String name, String text, Instant at, Team team) {
            return new Send(
                    new MessageId(id),
                    SendPath.SEQUENCE,
                    team,
                    Examples.contact(contact, name),
                    "sms",
                    AddressKind.PHONE,
                    "+12125550101",
                    text,
                    at,
                    Send.USUAL_PRIORITY,
                    null,
                    new SequenceId("nurture"),
                    new StepId("hello"));
        }

        private Team set(Map<String, Object> settings) {
            Team team = Examples.TEAM;
            return new Team(team.id(), team.name(), team.zone(), team.region(), settings);
        }

        private Send step(long id, long contact, String name, String text, Instant at) {
            return step(id, contact, name, text, at, Examples.TEAM);
        }

        @Test
        void theSameTextGoesOnceWhateverTheNameAndTheLink() {
            decide(step(1, 1, "Ann", "Hi Ann! See https://x.example/l/abc", MONDAY));
            assertThat(decide(step(2, 2, "Bob", "Hi Bob! See https://x.example/l/def", MONDAY.plusSeconds(1))))
                    .isInstanceOfSatisfying(
                            Decision.Deny.class,
                            deny -> assertThat(deny.reason()).contains("message 1", "contact 1", "+12125550101"));
        }

        @Test
        void bothInOneBatch() {
            assertThat(policy.decide(
                            List.of(
                                    step(1, 1, "Ann", "Hello", MONDAY),
                                    step(2, 2, "Bob", "Hello", MONDAY),
                                    step(3, 3, "Cid", "Hello", MONDAY)),
                            WORK))
                    .extracting(each -> each.getClass().getSimpleName())
                    .containsExactly("Allow", "Deny", "Deny");
        }

        @Test
        void twoAppointmentsAreTwoTexts() {
            decide(step(1, 1, "Ann", "Ann, see you on Monday at 9:00", MONDAY));
            assertThat(decide(step(2, 2, "Bob", "Bob, see you on Tuesday at 10:00", MONDAY)))
                    .as("held by the cap of a day only")
                    .isInstanceOf(Decision.Hold.class);
        }

        @Test
        void theSameContactMayGetItAgain() {
            decide(step(1, 1, "Ann", "Tip of the day", MONDAY));
            assertThat(decide(step(2, 1, "Ann", "Tip of the day", MONDAY.plusSeconds(90_000))))
                    .isInstanceOf(Decision.Allow.class);
        }

        @Test
        void afterAWeekItGoes() {
            decide(step(1, 1, "Ann", "Hello", MONDAY));
            assertThat(decide(step(2, 2, "Bob", "Hello", MONDAY.plusSeconds(7 * 86_400 - 1))))
                    .isInstanceOf(Decision.Deny.class);
            assertThat(decide(step(2, 2, "Bob", "Hello", MONDAY.plusSeconds(7 * 86_400))))
                    .isInstanceOf(Decision.Allow.class);
        }

        @Test
        void whatDidNotGoAfterAllCountsForNobody() {
            Send first = step(1, 1, "Ann", "Hello", MONDAY);
            decide(first);
            policy.release(List.of(first), WORK);
            assertThat(decide(step(2, 2, "Bob", "Hello", MONDAY))).isInstanceOf(Decision.Allow.class);
        }

        @Test
        void aTeamMaySetAnotherTimeOrNone() {
            Team day = set(Map.of("caps", Map.of("sameText", "1 day")));
            decide(step(1, 1, "Ann", "Hello", MONDAY, day));
            assertThat(decide(step(2, 2, "Bob", "Hello", MONDAY.plusSeconds(86_400), day)))
                    .isInstanceOf(Decision.Allow.class);
            Team none = set(Map.of("caps", Map.of("sameText", 0, "sms", Map.of("perDay", 0))));
            assertThat(decide(step(3, 3, "Cid", "Hello", MONDAY.plusSeconds(86_401), none)))
                    .isInstanceOf(Decision.Allow.class);
            assertThat(policy.problems(set(Map.of("caps", Map.of("sameText", "often")))))
                    .singleElement()
                    .asString()
                    .contains("caps.sameText");
        }
    }

    @Nested
    class Answers {
        private Send answer(long id, Instant at, Instant written) {
            return sms(id, at).answering(written);
        }

        @Test
        void theAnswerToWhatTheLeadWroteDoesNotWait() {
            assertThat(decide(sms(1, MONDAY))).isInstanceOf(Decision.Allow.class);
            assertThat(decide(sms(2, MONDAY.plusSeconds(660)))).isInstanceOf(Decision.Hold.class);
            assertThat(decide(answer(2, MONDAY.plusSeconds(660), MONDAY.plusSeconds(600))))
                    .isInstanceOf(Decision.Allow.class);
        }

        @Test
        void oneAnswerForEachTextOfTheLead() {
            decide(sms(1, MONDAY));
            Instant written = MONDAY.plusSeconds(600);
            assertThat(decide(answer(2, MONDAY.plusSeconds(660), written))).isInstanceOf(Decision.Allow.class);
            assertThat(decide(answer(3, MONDAY.plusSeconds(661), written))).isInstanceOf(Decision.Hold.class);
            assertThat(decide(answer(3, MONDAY.plusSeconds(800), MONDAY.plusSeconds(700))))
                    .isInstanceOf(Decision.Allow.class);
        }

        @Test
        void threeAnswersADayAreTheMost() {
            decide(sms(1, MONDAY));
            for (int i = 0; i < 3; i++) {
                Instant written = MONDAY.plusSeconds(600 + 60 * i);
                assertThat(decide(answer(2 + i, written.plusSeconds(1), written)))
                        .as("answer %s", i + 1)
                        .isInstanceOf(Decision.Allow.class);
            }
            Instant written = MONDAY.plusSeconds(1200);
            assertThat(decide(answer(9, written.plusSeconds(1), written))).isInstanceOf(Decision.Hold.class);
        }

        @Test
        void afterADayItAnswersNothingAnyMore() {
            decide(mail(1, MONDAY));
            Instant late = MONDAY.plusSeconds(24 * 3600 + 700);
            assertThat(decide(mail(2, late).answering(MONDAY.plusSeconds(600)))).isInstanceOf(Decision.Hold.class);
            assertThat(decide(mail(2, late.minusSeconds(200)).answering(MONDAY.plusSeconds(600))))
                    .isInstanceOf(Decision.Allow.class);
        }

        @Test
        void anAnswerCountsForWhatComesAfterIt() {
            assertThat(decide(answer(1, MONDAY, MONDAY.minusSeconds(60)))).isInstanceOf(Decision.Allow.class);
            assertThat(decide(sms(2, MONDAY.plusSeconds(600)))).isInstanceOf(Decision.Hold.class);
        }

        @Test
        void whatDoesNotGoAfterAllLeavesThePlaceToTheNext() {
            decide(sms(1, MONDAY));
            Instant written = MONDAY.plusSeconds(600);
            Send first = answer(2, MONDAY.plusSeconds(660), written);
            decide(first);
            policy.release(List.of(first), WORK);
            assertThat(decide(answer(3, MONDAY.plusSeconds(670), written))).isInstanceOf(Decision.Allow.class);
        }

        @Test
        void aCampaignAnswersNobody() {
            decide(sms(1, MONDAY));
            Send campaign = new Send(
                    new MessageId(2),
                    SendPath.CAMPAIGN,
                    Examples.TEAM,
                    Examples.contact(2, "Ann"),
                    "sms",
                    AddressKind.PHONE,
                    "+12125550101",
                    "Hello",
                    MONDAY.plusSeconds(60),
                    Send.USUAL_PRIORITY,
                    null,
                    null,
                    null);
            assertThat(decide(campaign.answering(MONDAY.plusSeconds(30)))).isInstanceOf(Decision.Hold.class);
        }
    }

    @Test
    void mailsAreFortyEightHoursApartAndExactlySoManyAreAllowed() {
        assertThat(decide(mail(1, MONDAY))).isInstanceOf(Decision.Allow.class);
        assertThat(decide(mail(2, MONDAY.plusSeconds(48 * 3600 - 1))))
                .isInstanceOfSatisfying(
                        Decision.Hold.class, hold -> assertThat(hold.until()).isEqualTo(MONDAY.plusSeconds(48 * 3600)));
        assertThat(decide(mail(2, MONDAY.plusSeconds(48 * 3600)))).isInstanceOf(Decision.Allow.class);
    }

    @Test
    void twoSpellingsOfOneMailboxHaveOneCap() {
        assertThat(decide(spelt(1, MONDAY, "ann.lead@gmail.com"))).isInstanceOf(Decision.Allow.class);
        assertThat(decide(spelt(2, MONDAY, "AnnLead+cars@googlemail.com"))).isInstanceOf(Decision.Hold.class);
        assertThat(decide(spelt(3, MONDAY, "ann.lead@example.com"))).isInstanceOf(Decision.Allow.class);
    }

    private static Send spelt(long id, Instant at, String address) {
        return send(id, SendPath.SEQUENCE, "email", AddressKind.EMAIL, address, at, Examples.TEAM);
    }

    @Test
    void onlyTheOperatorCanLeaveAllCapsOut() {
        FrequencyCapsPolicy none = policy("none");
        assertThat(none.decide(List.of(sms(1, MONDAY), sms(2, MONDAY), mail(3, MONDAY), mail(4, MONDAY)), WORK))
                .containsOnly(Decision.ALLOW);
        assertThat(policy.problems(team("none"))).singleElement().asString().contains("write usual, b2b or b2c");
    }

    @Test
    void aTextDoesNotCountAgainstAMail() {
        assertThat(decide(sms(1, MONDAY))).isInstanceOf(Decision.Allow.class);
        assertThat(decide(mail(2, MONDAY))).isInstanceOf(Decision.Allow.class);
    }

    @Test
    void ofTwoThatWantTheSamePlaceTheFirstAskedHasItAndTheGateAsksByPriority() {
        assertThat(policy.decide(List.of(sms(7, MONDAY), sms(3, MONDAY)), WORK))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Decision.Allow.class),
                        second -> assertThat(second).isInstanceOf(Decision.Hold.class));
    }

    @Test
    void aMessageThatHasThePlaceKeepsItWhenItIsTriedAgain() {
        assertThat(decide(sms(1, MONDAY))).isInstanceOf(Decision.Allow.class);
        assertThat(decide(sms(1, MONDAY.plusSeconds(60)))).isInstanceOf(Decision.Allow.class);
        assertThat(decide(sms(2, MONDAY.plusSeconds(120)))).isInstanceOf(Decision.Hold.class);
    }

    @Test
    void aPlaceThatIsGivenBackIsFree() {
        Send one = sms(1, MONDAY);
        assertThat(decide(one)).isInstanceOf(Decision.Allow.class);
        policy.release(List.of(one), WORK);
        assertThat(decide(sms(2, MONDAY))).isInstanceOf(Decision.Allow.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = SendPath.class,
            names = {"HAND", "TEST", "NOTICE"})
    void whatAPersonWritesNeitherWaitsNorCounts(SendPath path) {
        assertThat(decide(sms(1, MONDAY))).isInstanceOf(Decision.Allow.class);
        assertThat(decide(send(2, path, "sms", AddressKind.PHONE, "+12125550101", MONDAY, Examples.TEAM)))
                .isInstanceOf(Decision.Allow.class);
        assertThat(decide(send(3, path, "email", AddressKind.EMAIL, "ann@example.com", MONDAY, Examples.TEAM)))
                .isInstanceOf(Decision.Allow.class);
        assertThat(decide(mail(4, MONDAY))).isInstanceOf(Decision.Allow.class);
    }

    @Nested
    class ATeamMay {
        @Test
        void chooseOneMailInFourDays() {
            Team team = team("b2b");
            assertThat(decide(mail(1, MONDAY, team))).isInstanceOf(Decision.Allow.class);
            assertThat(decide(mail(2, MONDAY.plusSeconds(3 * 86_400), team)))
                    .isInstanceOfSatisfying(
                            Decision.Hold.class,
                            hold -> assertThat(hold.until()).isEqualTo(MONDAY.plusSeconds(4 * 86_400)));
        }

        @Test
        void chooseThreeMailsAWeek() {
            Team team = team(Map.of("preset", "b2c", "email", Map.of("apart", "24 hours")));
            for (int day = 0; day < 3; day++) {
                assertThat(decide(mail(1 + day, MONDAY.plusSeconds(day * 86_400L), team)))
                        .isInstanceOf(Decision.Allow.class);
            }
            assertThat(decide(mail(9, MONDAY.plusSeconds(3 * 86_400), team)))
                    .isInstanceOfSatisfying(Decision.Hold.class, hold -> {
                        assertThat(hold.until()).isEqualTo(MONDAY.plusSeconds(7 * 86_400));
                        assertThat(hold.reason()).contains("At most 3 in 7 days");
                    });
        }

        @Test
        void liftACap() {
            Team team = team(Map.of("sms", Map.of("perDay", 0)));
            assertThat(decide(send(1, SendPath.SEQUENCE, "sms", AddressKind.PHONE, "+12125550101", MONDAY, team)))
                    .isInstanceOf(Decision.Allow.class);
            assertThat(decide(send(2, SendPath.SEQUENCE, "sms", AddressKind.PHONE, "+12125550101", MONDAY, team)))
                    .isInstanceOf(Decision.Allow.class);
        }

        @Test
        void notLiftOneByAMistake() {
            Team team = team(Map.of("sms", Map.of("perday", 0)));
            assertThat(decide(sms(1, MONDAY))).isInstanceOf(Decision.Allow.class);
            assertThat(decide(send(2, SendPath.SEQUENCE, "sms", AddressKind.PHONE, "+12125550101", MONDAY, team)))
                    .isInstanceOf(Decision.Hold.class);
            assertThatThrownBy(() -> TeamCaps.of(Map.of("sms", Map.of("perday", 0)), TeamCaps.USUAL))
                    .hasMessageContaining("caps.sms.perday")
                    .hasMessageContaining("perDay");
            assertThatThrownBy(() -> TeamCaps.of("b2x", TeamCaps.USUAL)).hasMessageContaining("usual, b2b or b2c");
        }
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
            return mail(1, MONDAY);
        }

        @Override
        protected List<Send> notAllowed() {
            memory.keep(WORK, FrequencyCapsPolicy.TYPE, Map.of("PHONE:+12125550101", "99@" + MONDAY.toEpochMilli()));
            return List.of(sms(2, MONDAY.plusSeconds(1)), sms(3, MONDAY.plusSeconds(7200)));
        }
    }

    private Decision decide(Send send) {
        return policy.decide(List.of(send), WORK).get(0);
    }

    private static Team team(Object caps) {
        Team usual = Examples.TEAM;
        return new Team(usual.id(), usual.name(), usual.zone(), usual.region(), Map.of("caps", caps));
    }

    private static Send sms(long id, Instant at) {
        return send(id, SendPath.SEQUENCE, "sms", AddressKind.PHONE, "+12125550101", at, Examples.TEAM);
    }

    private static Send mail(long id, Instant at) {
        return mail(id, at, Examples.TEAM);
    }

    private static Send mail(long id, Instant at, Team team) {
        return send(id, SendPath.SEQUENCE, "email", AddressKind.EMAIL, "ann@example.com", at, team);
    }

    private static Send send(
            long id, SendPath path, String channel, AddressKind kind, String address, Instant at, Team team) {
        return new Send(
                new MessageId(id),
                path,
                team,
                Examples.contact(1, "Ann"),
                channel,
                kind,
                address,
                "Hello",
                at,
                Send.USUAL_PRIORITY,
                null,
                null,
                null);
    }

    private static final class Kept implements PolicyMemory {
        private final Map<String, String> texts = new ConcurrentHashMap<>();

        @Override
        public Map<String, String> lock(UnitOfWork work, String policy, Collection<String> names) {
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
