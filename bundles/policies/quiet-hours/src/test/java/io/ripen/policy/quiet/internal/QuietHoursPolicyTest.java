package io.ripen.policy.quiet.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.channel.AddressKind;
import io.ripen.crm.ContactId;
import io.ripen.crm.PostalAddress;
import io.ripen.health.HealthCheck;
import io.ripen.policy.Decision;
import io.ripen.policy.Inquiries;
import io.ripen.policy.Policy;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.policy.SendingWindows.Answer;
import io.ripen.policy.SendingWindows.Question;
import io.ripen.policy.SendingWindows.ZoneSource;
import io.ripen.policy.quiet.internal.limit.Limits;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.testkit.Examples;
import io.ripen.testkit.PolicyContract;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursPolicyTest extends PolicyContract {
    /** Tuesday, noon in New York. */
    private static final Instant NOON = Instant.parse("2026-11-24T17:00:00Z");

    private static final Instant NIGHT = Instant.parse("2026-11-24T05:00:00Z");
    private static final Instant EIGHT = Instant.parse("2026-11-24T13:00:00Z");
    private static final Instant TEN = Instant.parse("2026-11-24T15:00:00Z");
    private static final String NEW_YORK = "+12125550101";

    private final Asked asked = new Asked();
    private final SendingHours hours = Hours.usual();
    private final QuietHoursPolicy policy = new QuietHoursPolicy(hours, asked);

    private static final class Asked implements Inquiries {
        private final Map<ContactId, Instant> at = new HashMap<>();
        private int statements;

        @Override
        public synchronized Map<ContactId, Instant> newest(UnitOfWork work, Collection<ContactId> contacts) {
            statements++;
            return at;
        }
    }

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
        return send(1, "sms", AddressKind.PHONE, NEW_YORK, NOON);
    }

    @Override
    protected List<Send> notAllowed() {
        return List.of(
                send(1, "sms", AddressKind.PHONE, NEW_YORK, NIGHT),
                send(2, "sms", AddressKind.PHONE, NEW_YORK, NOON.plusSeconds(4 * 86_400)));
    }

    private Decision decide(Send send) {
        return policy.decide(List.of(send), Runnable::run).get(0);
    }

    private static Send on(SendPath path, Send send) {
        return with(send, path, send.team(), send.addressKind(), send.address());
    }

    private static Send with(Send send, SendPath path, Team team, AddressKind kind, String address) {
        return new Send(
                send.message(),
                path,
                team,
                send.contact(),
                send.channel(),
                kind,
                address,
                send.text(),
                send.at(),
                send.priority(),
                null,
                null,
                null);
    }

    private static Send atNight() {
        return send(1, "sms", AddressKind.PHONE, NEW_YORK, NIGHT);
    }

    private static Team team(Map<String, Object> quietHours) {
        return new Team(TeamId.DEFAULT, "Acme", ZoneId.of("America/Chicago"), "US", Map.of("quietHours", quietHours));
    }

    @Test
    void aTextWaitsForTheMorningAndItsReasonSaysWhy() {
        Decision.Hold hold = (Decision.Hold) decide(atNight());

        assertThat(hold.until()).isEqualTo(TEN);
        assertThat(hold.reason())
                .isEqualTo(
                        "It is Tue 2026-11-24 00:00 in America/New_York, and texts go Mon-Fri 10:00-17:00 (the team's"
                                + " hours). The lead's zone: America/New_York (the contact's own zone).");
    }

    @Test
    void whatGoesMustArriveBeforeTheWindowEnds() {
        assertThat(decide(allowed())).isEqualTo(new Decision.Allow(Instant.parse("2026-11-24T22:00:00Z")));
    }

    @Test
    void mailsGoAtAnyTime() {
        assertThat(decide(send(1, "email", AddressKind.EMAIL, "ann@example.com", NIGHT)))
                .isEqualTo(Decision.ALLOW);
        assertThat(asked.statements).isZero();
    }

    @Test
    void whoAskedIsAnsweredAsSoonAsTheLawAllows() {
        Send send = atNight();
        asked.at.put(send.contact().id(), NIGHT.minusSeconds(3_600));

        assertThat(((Decision.Hold) decide(send)).until()).isEqualTo(EIGHT);
        assertThat(decide(send(1, "sms", AddressKind.PHONE, NEW_YORK, EIGHT)))
                .isEqualTo(new Decision.Allow(Instant.parse("2026-11-25T02:00:00Z")));
    }

    /** The numbers and the hour are those of the pages. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/first-sequence.md",
                "examples/camel-channel/README.md",
                "examples/console-channel/README.md"
            })
    void whoFollowsAPageIsWrittenToAtAnyHourOfAnyDay(String page) throws IOException {
        Matcher choice = Pattern.compile("-ge (\\d+) ]; then PHONE=(\\+\\d+); else PHONE=(\\+\\d+); fi")
                .matcher(Files.readString(Path.of("../../..", page)));
        assertThat(choice.find()).as("the page chooses a number").isTrue();
        do {
            isWrittenToAtAnyHour(choice);
        } while (choice.find());
    }

    private void isWrittenToAtAnyHour(Matcher choice) {
        int change = Integer.parseInt(choice.group(1));
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        for (int hour = 0; hour < 366 * 24; hour++) {
            String phone = hour % 24 >= change ? choice.group(2) : choice.group(3);
            for (int minute : new int[] {0, 59}) {
                Send send = toStranger(phone, at.plusSeconds(hour * 3_600L + minute * 60L));
                asked.at.put(send.contact().id(), send.at().minusSeconds(5));
                assertThat(decide(send)).as("%s at %s", phone, send.at()).isInstanceOf(Decision.Allow.class);
            }
        }
    }

    /** The contact has nothing but this number. */
    private static Send toStranger(String phone, Instant at) {
        Send send = send(1, "sms", AddressKind.PHONE, phone, at);
        return new Send(
                send.message(),
                send.path(),
                send.team(),
                Examples.stranger(1),
                send.channel(),
                send.addressKind(),
                phone,
                send.text(),
                at,
                send.priority(),
                null,
                null,
                null);
    }

    @Test
    void whoAskedLongAgoWaitsLikeEverybody() {
        Send send = atNight();
        asked.at.put(send.contact().id(), EIGHT.minusSeconds(24 * 3_600 + 1));

        assertThat(((Decision.Hold) decide(send)).until()).isEqualTo(TEN);
    }

    @Test
    void asksOnceForAWholeBatch() {
        List<Send> night = new java.util.ArrayList<>();
        for (int i = 1; i <= 500; i++) {
            night.add(send(i, "sms", AddressKind.PHONE, NEW_YORK, NIGHT));
        }
        policy.decide(night, Runnable::run);
        assertThat(asked.statements).isEqualTo(1);
    }

    @Test
    void byHandTheHoursOfAnswersCount() {
        assertThat(((Decision.Hold) decide(on(SendPath.HAND, atNight()))).until())
                .isEqualTo(EIGHT);
    }

    @Test
    void aConfirmationGoesAtOnceAndACallAppearsAtOnce() {
        assertThat(decide(on(SendPath.NOTICE, atNight()))).isEqualTo(Decision.ALLOW);
        assertThat(decide(send(1, "call", AddressKind.NONE, "", NIGHT))).isEqualTo(Decision.ALLOW);
    }

    @Test
    void aTestKeepsToTheLawOfItsTester() {
        Send send = send(1, "sms", AddressKind.PHONE, "+12145550101", Instant.parse("2026-11-22T17:00:00Z"));

        Decision.Hold hold = (Decision.Hold) decide(on(SendPath.TEST, send));

        assertThat(hold.until()).as("Sundays from noon in Texas").isEqualTo(Instant.parse("2026-11-22T18:00:00Z"));
        assertThat(hold.reason()).contains("Texas");
    }

    @Test
    void whereTheStateIsNotKnownAllOfThemCountAndStillLeaveHours() {
        Send tollFree = send(1, "sms", AddressKind.PHONE, "+18005550101", Instant.parse("2026-11-24T12:00:00Z"));

        assertThat(((Decision.Hold) decide(on(SendPath.TEST, tollFree))).until())
                .as("10:00, for Kentucky")
                .isEqualTo(TEN);
        assertThat(decide(on(SendPath.TEST, send(1, "sms", AddressKind.PHONE, "+18005550101", NOON))))
                .as("until 17:00, for Maine")
                .isEqualTo(new Decision.Allow(Instant.parse("2026-11-24T22:00:00Z")));
    }

    @Test
    void puertoRicoIsFoundAsAStateAndByItsNumbers() {
        Instant early = Instant.parse("2026-11-24T12:30:00Z");
        Instant nine = Instant.parse("2026-11-24T13:00:00Z");
        Send number = send(1, "sms", AddressKind.PHONE, "+17875550101", early);

        assertThat(((Decision.Hold) decide(on(SendPath.TEST, number))).until()).isEqualTo(nine);
        Answer address = ask(null, new PostalAddress(null, null, "Puerto Rico", null, "US"), NEW_YORK);
        assertThat(address.zones()).containsExactly(ZoneId.of("America/Puerto_Rico"));
    }

    @Test
    void aTeamsOwnHoursStayInsideTheLaw() {
        Team early = team(Map.of("sms", Map.of("from", "06:00", "to", "23:00", "days", List.of("MON-SUN"))));
        Send send = with(atNight(), SendPath.SEQUENCE, early, AddressKind.PHONE, NEW_YORK);

        assertThat(((Decision.Hold) decide(send)).until()).isEqualTo(EIGHT);
    }

    @Test
    void aSettingThatCannotBeReadLeavesTheUsualHoursAndIsTold() {
        Team broken = team(Map.of("sms", Map.of("from", "17:00", "to", "10:00")));
        Send send = with(atNight(), SendPath.SEQUENCE, broken, AddressKind.PHONE, NEW_YORK);

        assertThat(((Decision.Hold) decide(send)).until()).isEqualTo(TEN);
        assertThat(policy.problems(broken))
                .singleElement()
                .asString()
                .contains("quietHours.sms", "17:00-10:00", "ends before it begins");
        assertThat(policy.problems(team(Map.of("fax", Map.of()))))
                .singleElement()
                .asString()
                .contains("'quietHours.fax' is not known");
    }

    @Test
    void aConfigurationThatCannotBeReadLeavesTheUsualHoursAndIsTold() {
        SendingHours broken = new SendingHours(Hours.config(Map.of("sms_hours", "all day")));

        assertThat(broken.problems()).singleElement().asString().contains("sms.hours", "'all day' is no time range");
        assertThat(broken.of(allowed().team()).sms().words()).isEqualTo("Mon-Fri 10:00-17:00");
    }

    private Answer ask(String zone, PostalAddress address, String phone) {
        return hours.ask(new Question(
                AddressKind.PHONE, allowed().team(), zone == null ? null : ZoneId.of(zone), address, phone, NOON));
    }

    @Test
    void theZoneIsTheContactsElseTheAddressElseTheNumbersElseTheTeams() {
        PostalAddress texas = new PostalAddress(null, null, "Texas", null, "US");
        Answer own = ask("Europe/Berlin", texas, NEW_YORK);
        assertThat(own.zones()).containsExactly(ZoneId.of("Europe/Berlin"));
        assertThat(own.zoneSource()).isEqualTo(ZoneSource.CONTACT);

        Answer address = ask(null, texas, NEW_YORK);
        assertThat(address.zones()).containsExactly(ZoneId.of("America/Chicago"), ZoneId.of("America/Denver"));
        assertThat(address.zoneSource()).isEqualTo(ZoneSource.ADDRESS);

        Answer number = ask(null, new PostalAddress(null, "Pensacola", null, null, null), "(850) 555-0100");
        assertThat(number.zones()).containsExactly(ZoneId.of("America/New_York"), ZoneId.of("America/Chicago"));
        assertThat(number.zoneSource()).isEqualTo(ZoneSource.PHONE);

        Answer british = ask(null, null, "+44 7700 900123");
        assertThat(british.zones()).contains(ZoneId.of("Europe/London"));

        Answer tollFree = ask(null, null, "+18005550100");
        assertThat(tollFree.zones()).containsExactly(allowed().team().zone());
        assertThat(tollFree.zoneSource()).isEqualTo(ZoneSource.TEAM);

        assertThatThrownBy(() -> ask(null, null, "none")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAdminsLimitsCountWithoutARestartAndABrokenFileChangesNothing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sending-limits.json");
        AtomicLong nanos = new AtomicLong();
        String one = "{\"version\":\"mine\",\"rules\":[{\"where\":\"US-NY\",\"kinds\":[\"sms\"],"
                + "\"hours\":{\"MON-FRI\":\"14:00-15:00\"},\"source\":\"My lawyer.\"}]}";
        Files.writeString(file, one);
        SendingHours mine = new SendingHours(Hours.config(Map.of("limits", file.toString())), nanos::get);
        QuietHoursPolicy holding = new QuietHoursPolicy(mine, asked);
        Send send = allowed();
        Decision.Hold hold =
                (Decision.Hold) holding.decide(List.of(send), Runnable::run).get(0);
        assertThat(hold.until()).isEqualTo(Instant.parse("2026-11-24T19:00:00Z"));
        assertThat(hold.reason()).contains("My lawyer.");

        Files.writeString(file, "{\"rules\": [{}, ");
        nanos.addAndGet(2_000_000_000L);
        assertThat(holding.decide(List.of(send), Runnable::run).get(0)).isEqualTo(hold);
        assertThat(mine.problems()).singleElement().asString().contains("sending-limits.json", "no JSON", "mine");

        Files.writeString(file, one.replace("14:00", "11:00"));
        nanos.addAndGet(2_000_000_000L);
        assertThat(holding.decide(List.of(send), Runnable::run).get(0)).isInstanceOf(Decision.Allow.class);
        assertThat(mine.problems()).isEmpty();

        Files.delete(file);
        nanos.addAndGet(2_000_000_000L);
        assertThat(mine.problems()).singleElement().asString().contains("missing", "mine");
    }

    @Test
    void aLimitsFileSaysWhereItIsWrong() {
        assertThatThrownBy(() -> Limits.read("{\"rules\":[{\"where\":\"US-FL\",\"kinds\":[\"sms\"],"
                        + "\"hours\":{\"MON-FRI\":\"8-20\"},\"source\":\"x\"}]}"))
                .hasMessageContaining("rules[0] (US-FL)")
                .hasMessageContaining("'8-20' is no time range: write it like 10:00-17:00");
        assertThatThrownBy(() -> Limits.read("{\"rules\":[{\"where\":\"Florida\",\"kinds\":[\"sms\"]}]}"))
                .hasMessageContaining("'where' must be");
    }

    @Test
    void theAgeOfTheTimeZoneRulesIsTold(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("joda-time-9.jar");
        try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(jar))) {
            var entry = new java.util.zip.ZipEntry("org/joda/time/tz/data/ZoneInfoMap");
            entry.setLastModifiedTime(java.nio.file.attribute.FileTime.from(Instant.parse("2026-10-28T12:00:00Z")));
            zip.putNextEntry(entry);
        }
        String path = jar.toString();

        HealthCheck.Result young = TimeZonesHealth.result("2026f", path, null, null, NOON);
        assertThat(young.status()).isEqualTo(HealthCheck.Status.OK);
        assertThat(young.message()).contains("2026f", "2026-10-28", "27 days");
        HealthCheck.Result old =
                TimeZonesHealth.result("2026f", path, null, null, Instant.parse("2027-05-01T00:00:00Z"));
        assertThat(old.status()).isEqualTo(HealthCheck.Status.WARN);
        assertThat(old.message()).contains("joda-time jar into lib/boot");
        HealthCheck.Result jdk = TimeZonesHealth.result("2025a", null, "The jar cannot be read", "2025-04-15", NOON);
        assertThat(jdk.status()).isEqualTo(HealthCheck.Status.WARN);
        assertThat(jdk.message()).contains("2025a of the JDK", "The jar cannot be read");
    }
}
