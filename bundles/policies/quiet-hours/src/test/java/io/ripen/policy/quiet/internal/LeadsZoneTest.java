package io.ripen.policy.quiet.internal;

import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.crm.PostalAddress;
import io.ripen.delivery.Message;
import io.ripen.policy.SendingWindows.Answer;
import io.ripen.policy.SendingWindows.Question;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.testkit.SequenceTester;
import io.ripen.testkit.TestLead;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What quiet hours know of a lead's zone, everything else knows as well; and whose law holds where. */
class LeadsZoneTest {
    private static final Team TEAM =
            new Team(TeamId.DEFAULT, "Harbor Homes", ZoneId.of("America/New_York"), "US", Map.of());
    private final SendingHours hours = Hours.usual();

    /** A team in New York; the story begins on Monday, 5 January 2026, at 10:00 there. */
    @ParameterizedTest
    @CsvSource({
        // phone, country and state of the address, own zone, and when it is 10:00 there next
        "+13105550123, , , , 2026-01-05T18:00:00Z",
        "+13125550123, , , , 2026-01-05T16:00:00Z",
        "+18085550123, , , , 2026-01-05T20:00:00Z",
        "+4930123456, , , , 2026-01-06T09:00:00Z",
        "+442079460000, , , , 2026-01-06T10:00:00Z",
        "+81312345678, , , , 2026-01-06T01:00:00Z",
        // toll-free numbers lie nowhere
        "+18005550123, , , , 2026-01-05T15:00:00Z",
        // an address says more than a number that somebody keeps
        "+13105550123, US, IL, , 2026-01-05T16:00:00Z",
        ", DE, , , 2026-01-06T09:00:00Z",
        // and the contact's own zone most
        "+13105550123, US, IL, Asia/Tokyo, 2026-01-06T01:00:00Z",
        // on both sides of a border: the team's if it is one of them, else the one behind
        "+18505550123, , , , 2026-01-05T15:00:00Z",
        "+12085550123, , , , 2026-01-05T18:00:00Z",
        ", US, , , 2026-01-05T15:00:00Z",
    })
    void aWaitUntilTenIsTenWhereTheLeadIs(String phone, String country, String state, String zone, String sent) {
        try (SequenceTester tester = SequenceTester.setup()
                .zones(hours)
                .sequence("""
                        <routes><route id="story"><from uri="sequence:story"/>
                        <to id="w" uri="wait:until?at=10:00"/>
                        <to id="m" uri="email:m"/></route></routes>""", Map.of("m.email", "Subject: M\n\nM"))
                .open()) {
            TestLead ann = lead("Ann").timeZone(zone);
            ann = phone == null ? ann.withoutPhone() : ann.phone(phone);
            if (country != null) {
                ann.address(new PostalAddress(null, null, state, null, country));
            }
            tester.enroll(ann).advance(Duration.ofDays(2));
            assertThat(tester.messages()).extracting(Message::plannedAt).containsExactly(Instant.parse(sent));
        }
    }

    @Test
    void whoIsAwayIsBackInTheMorningOfTheirOwnZone() {
        try (SequenceTester tester = SequenceTester.setup()
                .zones(hours)
                .sequence("""
                        <routes><route id="story"><from uri="sequence:story"/>
                        <to id="w" uri="wait:1 day"/>
                        <to id="m" uri="email:m"/></route></routes>""", Map.of("m.email", "Subject: M\n\nM"))
                .open()) {
            tester.enroll(lead("Ann").timeZone(null).phone("+13105550123"))
                    .event("email.auto-reply", Map.of("returnDate", "2026-01-12"))
                    .advance(Duration.ofDays(9));
            assertThat(tester.messages())
                    .extracting(Message::plannedAt)
                    .containsExactly(Instant.parse("2026-01-12T17:00:00Z"));
        }
    }

    /** Mardi Gras, 17 February 2026, is a holiday of Louisiana, where nobody may be texted then. */
    @ParameterizedTest
    @CsvSource({
        // own zone, and whether a text may go at 11:00 there
        "Europe/Berlin, true",
        "Australia/Sydney, true",
        "Asia/Kolkata, true",
        "America/Sao_Paulo, true",
        "America/New_York, true",
        "America/Los_Angeles, true",
        "America/Phoenix, true",
        "Pacific/Honolulu, true",
        "America/Chicago, false",
        "US/Central, false",
    })
    void theLawOfAStateHoldsOnlyWhereAZoneCanLieInIt(String zone, boolean allowed) {
        Instant eleven = Instant.parse("2026-02-17T11:00:00Z")
                .minusSeconds(ZoneId.of(zone)
                        .getRules()
                        .getOffset(Instant.parse("2026-02-17T11:00:00Z"))
                        .getTotalSeconds());
        Answer answer = hours.ask(new Question(AddressKind.PHONE, TEAM, ZoneId.of(zone), null, null, eleven));
        assertThat(answer.allowed()).as(answer.reason()).isEqualTo(allowed);
    }

    @Test
    void aLeadOfWhomOnlyTheTeamIsKnownIsUnderTheLawOfAllStates() {
        Answer answer = hours.ask(
                new Question(AddressKind.PHONE, TEAM, null, null, null, Instant.parse("2026-02-17T16:00:00Z")));
        assertThat(answer.allowed()).isFalse();
    }

    /** Of whom only the zone is known, the law of the country that it lies in counts. */
    @ParameterizedTest
    @CsvSource({
        // 13:30 is lunch time in France, whose law leaves it out
        "Europe/Paris, false",
        "Europe/Berlin, true",
        "Europe/Brussels, true",
    })
    void aZoneAbroadIsUnderItsOwnLaw(String zone, boolean allowed) {
        Answer answer = hours.ask(new Question(
                AddressKind.PHONE, TEAM, ZoneId.of(zone), null, null, Instant.parse("2026-02-17T12:30:00Z")));
        assertThat(answer.allowed()).as(answer.reason()).isEqualTo(allowed);
    }
}
