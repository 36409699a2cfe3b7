package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.SequenceTester.minutes;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a wait means on the lead's calendar and clock. */
class CalendarStoriesTest {
    private static final Map<String, String> TEXTS = Map.of("a.sms", "A", "b.sms", "B", "m.email", "Subject: M\n\nM");

    private static SequenceTester from(String start, String steps) {
        return SequenceTester.setup()
                .startAt(Instant.parse(start))
                .sequence("""
                        <routes><route id="story">
                        <from uri="sequence:story"/>
                        %s
                        </route></routes>""".formatted(steps), TEXTS)
                .open();
    }

    private static String wait(String uri) {
        return "<to id=\"w\" uri=\"" + uri.replace("&", "&amp;") + "\"/><to id=\"a\" uri=\"sms:a\"/>"
                + "<to id=\"end\" uri=\"wait:900 days\"/>";
    }

    private static List<Instant> sent(SequenceTester tester, String step) {
        return tester.messages().stream()
                .filter(message -> message.state() == MessageState.ACCEPTED)
                .filter(message ->
                        message.step() != null && message.step().value().equals(step))
                .map(Message::plannedAt)
                .toList();
    }

    /** When the text goes that follows a wait; days are in Berlin, which changes its clock on 28 March and 31 October 2027. */
    @ParameterizedTest
    @CsvSource({
        // days, weeks, months by the calendar: the same time of day on both sides of a change
        "2027-10-30T08:00:00Z, wait:1 day, 2027-10-31T09:00:00Z",
        "2027-10-30T08:00:00Z, wait:24 hours, 2027-10-31T08:00:00Z",
        "2027-03-27T09:00:00Z, wait:1 day, 2027-03-28T08:00:00Z",
        "2027-10-20T08:00:00Z, wait:2 weeks, 2027-11-03T09:00:00Z",
        "2027-10-20T08:00:00Z, wait:P2W, 2027-11-03T09:00:00Z",
        "2027-10-20T08:00:00Z, wait:P14D, 2027-11-03T09:00:00Z",
        "2027-10-20T08:00:00Z, wait:PT336H, 2027-11-03T08:00:00Z",
        "2027-01-31T09:00:00Z, wait:1 month, 2027-02-28T09:00:00Z",
        "2027-08-31T08:00:00Z, wait:6 months, 2028-02-29T09:00:00Z",
        "2027-10-15T08:00:00Z, wait:1 month, 2027-11-15T09:00:00Z",
        "2027-10-15T08:00:00Z, wait:1 year, 2028-10-15T08:00:00Z",
        "2027-10-30T08:00:00Z, wait:1 day 12 hours, 2027-10-31T21:00:00Z",
        // a time that the spring leaves out, and one that comes twice
        "2027-03-27T01:30:00Z, wait:1 day, 2027-03-28T01:30:00Z",
        "2027-10-30T00:30:00Z, wait:1 day, 2027-10-31T00:30:00Z",
        // N days at HH:MM, reached on the second, a second, an hour after and before
        "2027-06-01T08:00:00Z, wait:2 days?at=10:00, 2027-06-03T08:00:00Z",
        "2027-06-01T08:00:01Z, wait:2 days?at=10:00, 2027-06-03T08:00:00Z",
        "2027-06-01T09:00:00Z, wait:2 days?at=10:00, 2027-06-03T08:00:00Z",
        "2027-06-01T21:59:00Z, wait:2 days?at=10:00, 2027-06-03T08:00:00Z",
        "2027-06-01T06:00:00Z, wait:2 days?at=10:00, 2027-06-03T08:00:00Z",
        "2027-06-01T22:30:00Z, wait:1 day?at=0:15, 2027-06-02T22:15:00Z",
        "2027-10-30T09:00:00Z, wait:1 day?at=10:00, 2027-10-31T09:00:00Z",
        "2027-06-04T09:00:00Z, wait:1 day?at=10:00&days=Mon-Fri, 2027-06-07T08:00:00Z",
        "2027-06-04T09:00:00Z, wait:1 day?days=Mon-Fri, 2027-06-07T09:00:00Z",
        "2027-06-01T09:00:00Z, wait:36 hours?at=10:00, 2027-06-03T08:00:00Z",
        "2027-06-01T09:00:00Z, wait:until?at=10:00, 2027-06-02T08:00:00Z",
        "2027-06-01T07:00:00Z, wait:until?at=10:00, 2027-06-01T08:00:00Z",
        "2027-06-01T09:00:00Z, wait:1 month?at=10:00, 2027-07-01T08:00:00Z",
        "2027-10-20T09:00:00Z, wait:14 days after enrollment?at=10:00, 2027-11-03T09:00:00Z",
        "2027-10-20T09:00:00Z, wait:14 days after enrollment, 2027-11-03T10:00:00Z",
    })
    void aWaitIsOver(String start, String wait, String end) {
        try (SequenceTester tester = from(start, wait(wait))) {
            tester.enroll(lead("Ann").timeZone("Europe/Berlin")).advance(days(400));
            assertThat(sent(tester, "a")).containsExactly(Instant.parse(end));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // the field, the offset, the zone, and when the text goes
        "2027-11-02, offset=-5 days&at=08:30, Europe/Berlin, 2027-10-28T06:30:00Z",
        "2027-11-02, offset=-5 days, Europe/Berlin, 2027-10-28T07:00:00Z",
        "2027-11-02, offset=-1 week&at=08:30, Europe/Berlin, 2027-10-26T06:30:00Z",
        "2027-11-30, offset=-1 month&at=08:30, Europe/Berlin, 2027-10-30T06:30:00Z",
        "2027-12-31, offset=-1 month&at=08:30, Europe/Berlin, 2027-11-30T07:30:00Z",
        "2027-11-02, offset=2 days&at=18:00, America/New_York, 2027-11-04T22:00:00Z",
        "2027-11-07, offset=2 days&at=18:00, America/New_York, 2027-11-09T23:00:00Z",
        "2027-11-02T15:00:00+01:00, offset=-5 days, Europe/Berlin, 2027-10-28T13:00:00Z",
        "2027-11-02T15:00:00+01:00, offset=-120 hours, Europe/Berlin, 2027-10-28T14:00:00Z",
        "2027-11-02T15:00:00Z, offset=-1 day&at=18:00, America/New_York, 2027-11-01T22:00:00Z",
        "2027-11-02T15:00:00Z, offset=-24 hours&at=18:00, America/New_York, 2027-11-01T22:00:00Z",
        "2027-11-02, offset=-5 hours, America/New_York, 2027-11-02T08:00:00Z",
        "2027-11-06, offset=-1 day&at=09:00&days=Mon-Thu, America/New_York, 2027-11-08T14:00:00Z",
        // midnight of UTC is a date
        "2027-11-17T00:00:00Z, offset=-1 day&at=09:00, America/Los_Angeles, 2027-11-16T17:00:00Z",
        "2027-11-17T00:00:00.000+0000, offset=0 days&at=09:00, America/Los_Angeles, 2027-11-17T17:00:00Z",
        "1826409600000, offset=0 days, America/New_York, 2027-11-17T14:00:00Z",
        "2027-11-17 00:00:00, offset=-1 day, Asia/Tokyo, 2027-11-16T00:00:00Z",
    })
    void aWaitGoesByADateOfTheContact(String date, String options, String zone, String end) {
        try (SequenceTester tester = from("2027-06-01T08:00:00Z", wait("wait:until?field=renewal_date&" + options))) {
            tester.enroll(lead("Ann").timeZone(zone).field("renewal_date", date))
                    .advance(days(300));
            assertThat(sent(tester, "a")).containsExactly(Instant.parse(end));
        }
    }

    @Test
    void untilATimeThenATagThenTwoDaysAtThisTimeIsTwoDaysOn() {
        try (SequenceTester tester = from("2027-06-01T06:00:00Z", """
                <to id="w1" uri="wait:until?at=10:00"/>
                <to id="t" uri="contact:tag?add=Seen"/>
                <to id="w2" uri="wait:2 days?at=10:00"/>
                <to id="a" uri="sms:a"/>""")) {
            tester.enroll(lead("Ann").timeZone("Europe/Berlin")).advance(days(9));
            assertThat(sent(tester, "a")).containsExactly(Instant.parse("2027-06-03T08:00:00Z"));
        }
    }

    @Test
    void aLoopOfSevenDaysNeverDrifts() {
        try (SequenceTester tester = from("2027-09-01T10:00:01Z", """
                <to id="a" uri="sms:a"/>
                <to id="w" uri="wait:7 days?at=10:00"/>
                <to id="again" uri="goto:a"/>""")) {
            tester.enroll(lead("Ann").timeZone("Europe/Berlin")).advance(days(7 * 52));
            List<Instant> sent = sent(tester, "a");
            assertThat(sent).hasSize(53);
            assertThat(sent.subList(1, 53))
                    .allMatch(at -> at.atZone(java.time.ZoneId.of("Europe/Berlin"))
                            .toLocalTime()
                            .equals(java.time.LocalTime.of(10, 0)));
            assertThat(sent.get(52)).isEqualTo("2028-08-30T08:00:00Z");
        }
    }

    @Test
    void aPathHalvesDaysAndTheirRestIsHours() {
        try (SequenceTester tester = from("2027-06-01T08:00:00Z", """
                <to id="p" uri="path:urgent?pace=0.5"/>
                <to id="w" uri="wait:3 days"/>
                <to id="a" uri="sms:a"/>
                <to id="w2" uri="wait:14 days?at=10:00"/>
                <to id="b" uri="sms:b"/>""")) {
            tester.enroll(lead("Ann").timeZone("Europe/Berlin")).advance(days(20));
            assertThat(sent(tester, "a")).containsExactly(Instant.parse("2027-06-02T20:00:00Z"));
            assertThat(sent(tester, "b")).containsExactly(Instant.parse("2027-06-09T08:00:00Z"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // an appointment that far ahead, and whether the reminder before it goes
        "appointment, -72 hours, 24, false",
        "appointment, -72 hours, 71, false",
        "appointment, -72 hours, 73, true",
        "appointment, -1 hour, 0, false",
        "appointment, -24 hours, 24, true",
        "appointment, -3 days, 48, false",
        "appointment, -1 hour, -48, false",
        "appointment, 2 hours, -48, true",
        "appointment, 0 hours, -48, true",
    })
    void aReminderWhoseMomentHasPassedIsLeftOut(String what, String offset, int ahead, boolean goes) {
        try (SequenceTester tester = from("2027-06-01T08:00:00Z", """
                <to id="first" uri="wait:for?on=appointment.booked&amp;timeout=9 days"/>
                <to id="w" uri="wait:until?event=appointment.booked&amp;data=start&amp;offset=%s"/>
                <to id="a" uri="sms:a"/>
                <to id="m" uri="email:m?onFail=exit"/>
                <to id="w2" uri="wait:20 days"/>
                <to id="b" uri="sms:b"/>""".formatted(offset))) {
            tester.enroll(lead("Ann"))
                    .book(Instant.parse("2027-06-01T08:00:00Z").plus(hours(ahead)));
            tester.advance(days(5));
            assertThat(sent(tester, "a")).hasSize(goes ? 1 : 0);
            assertThat(sent(tester, "m")).hasSize(goes ? 1 : 0);
            tester.advance(days(40));
            assertThat(sent(tester, "b")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // the date, the options, and whether the text goes at once
        "2027-05-20, offset=-7 days, false",
        "2027-05-20, offset=-7 days&past=send, true",
        "2027-05-20, offset=-7 days&past=skip, false",
        "2027-05-20, offset=0 days, true",
        "2027-05-20, offset=3 days&past=skip, false",
        "2027-06-04, offset=-1 week, false",
        "2027-06-04, offset=-7 days&at=09:00, false",
        "soon, offset=-7 days, false",
        "soon, offset=-7 days&missing=continue, true",
        "soon, offset=7 days, true",
        "soon, offset=7 days&missing=skip, false",
    })
    void whatIsPastOrMissingGoesAsItsRuleSays(String date, String options, boolean goes) {
        try (SequenceTester tester = from("2027-06-01T08:00:00Z", wait("wait:until?field=renewal_date&" + options))) {
            tester.enroll(lead("Ann").field("renewal_date", date)).advance(minutes(1));
            assertThat(sent(tester, "a")).hasSize(goes ? 1 : 0);
            tester.assertAt("end");
        }
    }

    @Test
    void whatWasLeftOutIsToldAndARouteMayAsk() {
        try (SequenceTester tester = from("2027-06-01T08:00:00Z", """
                <to id="w" uri="wait:until?field=renewal_date&amp;offset=-7 days"/>
                <to id="a" uri="sms:a"/>
                <choice id="c"><when><simple>${body.outcome('a')} == 'skipped'</simple>
                <to id="t" uri="contact:tag?add=Too Late"/></when></choice>
                <to id="end" uri="wait:30 days"/>""")) {
            tester.enroll(lead("Ann").field("renewal_date", "2027-05-20"))
                    .advance(minutes(1))
                    .assertTagged("Too Late");
            assertThat(String.join("\n", tester.history()))
                    .contains("The moment that step 'w' waits for, 2027-05-13T13:00:00Z, has passed.");
        }
    }

    @Test
    void pastMayEndTheRun() {
        try (SequenceTester tester =
                from("2027-06-01T08:00:00Z", wait("wait:until?field=renewal_date&offset=-7 days&past=exit"))) {
            tester.enroll(lead("Ann").field("renewal_date", "2027-05-20")).assertStopped("has passed");
        }
    }

    @ParameterizedTest
    @CsvSource({"after 2 weeks, 13, 15", "after 1 week, 6, 8", "after 30 days, 29, 31", "after 48 hours, 1, 3"})
    void aPauseBeforeComingInAgainIsAsLongAsItSays(String reentry, int tooEarly, int late) {
        try (SequenceTester tester = SequenceTester.of("""
                <routes><route id="story"><from uri="sequence:story?on=page.viewed&amp;reentry=%s"/>
                <to id="a" uri="sms:a"/></route></routes>""".formatted(reentry), TEXTS)) {
            tester.create(lead("Ann")).visit("/x").advance(days(tooEarly)).visit("/x");
            assertThat(sent(tester, "a")).hasSize(1);
            tester.advance(days(late - tooEarly)).visit("/x");
            assertThat(sent(tester, "a")).hasSize(2);
        }
    }
}
