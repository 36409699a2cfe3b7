package io.ripen.routes;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.SequenceTester.minutes;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.delivery.Message;
import io.ripen.testkit.SequenceTester;
import io.ripen.testkit.SettableClock;
import io.ripen.testkit.TestLead;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code follow-up-14-day-7-touch}, as it ships, over its whole time, by each source. */
class FollowUpTest {
    private final SequenceTester tester = SequenceTester.of(Path.of("sequences/follow-up-14-day-7-touch"));
    private final TestLead ann = lead("Ann").tag("Follow Up");

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void who_never_answers_gets_seven_touches_over_three_channels() {
        tester.create(ann)
                .assertMessages("sms:day-0-sms")
                .advance(hours(1))
                .assertSent("email", "day-0-booking")
                .advance(hours(23))
                .assertAt("day-1-call")
                .callOutcome("voicemail")
                .advance(days(6))
                .callOutcome("no-answer")
                .advance(days(6))
                .assertNothingSent()
                .advance(days(1))
                .assertMessages(
                        "sms:day-0-sms",
                        "email:day-0-email",
                        "call:day-1-call",
                        "sms:day-2-sms-voicemail",
                        "email:day-4-email",
                        "call:day-7-call",
                        "sms:day-14-sms")
                .assertCompleted()
                .assertTagged("Unresponsive")
                .advance(days(365))
                .assertNothingSent();
        assertThat(sentOnDays()).containsExactly(0L, 0L, 1L, 2L, 4L, 7L, 14L);
        assertThat(tester.enrollment().variables()).containsValue("standard");
    }

    @Test
    void when_nobody_calls_the_texts_and_mails_still_come_on_their_days_and_tell_no_lies() {
        tester.create(ann).advance(days(14)).assertCompleted().assertNotSent("sms", "day-2-voicemail");
        assertThat(sentOnDays()).containsExactly(0L, 0L, 1L, 2L, 4L, 7L, 14L);
        assertThat(tester.message("day-2-sms").text()).doesNotContain("voicemail", "called", "tried");
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "3, 4", "6, 5", "10, 6"})
    void a_reply_stops_it_in_any_wait(int day, int messages) {
        tester.create(ann)
                .advance(days(day).minusMinutes(1))
                .reply("Now please")
                .assertStopped("sms.received")
                .advance(days(60))
                .assertNothingSent()
                .assertNotTagged("Unresponsive");
        assertThat(tester.messages()).hasSize(messages);
    }

    @Test
    void a_reply_while_the_call_is_open_stops_it_too() {
        tester.create(ann)
                .advance(days(1))
                .assertAt("day-1-call")
                .replyByMail("Please call after six")
                .assertStopped("email.received")
                .callOutcome("voicemail")
                .advance(days(60))
                .assertMessages("sms:day-0-sms", "email:day-0-email", "call:day-1-call");
    }

    @ParameterizedTest
    @ValueSource(strings = {"appointment.booked", "opt-out", "purchase"})
    void other_good_reasons_stop_it(String type) {
        Endings.assertEnded(type, tester.create(ann).advance(days(5)).event(type))
                .advance(days(60))
                .assertNothingSent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pricing", "booking", "case-study"})
    void a_click_alone_changes_nothing_here(String link) {
        tester.create(ann)
                .advance(days(5))
                .clickElsewhere(link)
                .advance(days(9))
                .assertCompleted();
        assertThat(sentOnDays()).containsExactly(0L, 0L, 1L, 2L, 4L, 7L, 14L);
    }

    @Test
    void who_is_reached_by_phone_is_with_a_person_and_gets_nothing_more() {
        tester.create(ann)
                .advance(days(1))
                .callOutcome("reached")
                .assertCompleted()
                .assertTagged("Reached")
                .advance(days(62)) // a Monday: Ben's first text is not held over a weekend
                .assertNothingSent()
                .assertNotTagged("Unresponsive");
        TestLead ben = lead("Ben").tag("Follow Up");
        tester.create(ben)
                .advance(days(10))
                .assertSent("call", "day-7-call")
                .about(ben)
                .advance(days(4))
                .assertCompleted();
    }

    @Test
    void who_is_reached_by_the_second_call_gets_no_breakup() {
        tester.create(ann)
                .advance(days(7))
                .assertAt("day-7-call")
                .callOutcome("reached")
                .assertTagged("Reached")
                .advance(days(60))
                .assertNotSent("sms", "day-14-breakup");
    }

    @Test
    void after_a_wrong_number_only_the_mails_go_on_and_the_owner_is_told() {
        tester.create(ann)
                .advance(days(1))
                .callOutcome("wrong-number")
                .assertTask("The phone number is wrong: look for another one. The mails go on.")
                .advance(days(13))
                .assertMessages("sms:day-0-sms", "email:day-0-email", "call:day-1-call", "email:day-4-email")
                .assertCompleted();
    }

    @Test
    void the_second_call_asks_for_another_hour_than_the_first() {
        tester.create(ann).advance(days(7)).assertAt("day-7-call");
        assertThat(tester.channel("call").accepted())
                .last()
                .satisfies(call -> assertThat(call.headers()).containsEntry("other-hour-than", "day-1-call"));
    }

    @Test
    void a_call_that_would_fall_on_the_weekend_is_made_on_monday() {
        tester.advance(days(4)).create(ann).advance(days(14)); // a Friday
        assertThat(local("day-1-call").getDayOfWeek()).hasToString("MONDAY");
        assertThat(tester.messages()).hasSize(7);
    }

    @Test
    void a_call_keeps_to_the_lead_s_own_weekend() {
        TestLead kai = lead("Kai").tag("Follow Up").timeZone("Pacific/Auckland");
        // Thursday 10:00 in New York is Friday in Auckland, so the day after is Saturday there.
        tester.advance(days(3)).create(kai).advance(days(14));
        assertThat(tester.message("day-1-call").plannedAt())
                .isEqualTo(
                        Instant.parse("2026-01-11T15:00:00Z")); // Monday 4:00 in Auckland, the hour at which Kai came
    }

    // --- by source ---

    @ParameterizedTest
    @CsvSource({
        "Google LSA, google-call",
        "google-business-profile, google-call",
        "facebook-lead-ad, social-ad",
        "Instagram, social-ad",
        "Facebook referral, social-ad",
        "Referral, referral",
        "web-form, web-form",
        "Organic, web-form",
        "cold-outbound, cold-outbound",
        "trade fair, standard"
    })
    void the_first_match_wins_and_is_recorded(String source, String path) {
        tester.create(ann.source(source)).advance(days(1)).assertEnrolled();
        assertThat(tester.enrollment().variables()).containsValue(path);
    }

    @Test
    void who_called_is_texted_and_called_back_at_once_and_it_is_over_in_seven_days() {
        tester.create(ann.source("google-lsa"))
                .assertMessages("sms:day-0-sms-called")
                .advance(hours(1))
                .assertMessages("sms:day-0-sms-called", "email:day-0-email", "call:day-1-call")
                .callOutcome("voicemail")
                .advance(days(7))
                .assertMessages(
                        "sms:day-0-sms-called",
                        "email:day-0-email",
                        "call:day-1-call",
                        "sms:day-2-sms-voicemail",
                        "email:day-4-email",
                        "call:day-7-call",
                        "sms:day-14-sms")
                .assertCompleted();
        assertThat(last()).isLessThanOrEqualTo(days(7));
    }

    @Test
    void a_lead_of_an_ad_gets_the_standard_at_once() {
        tester.create(ann.source("facebook")).assertMessages("sms:day-0-sms").advance(days(14));
        assertThat(sentOnDays()).containsExactly(0L, 0L, 1L, 2L, 4L, 7L, 14L);
    }

    @Test
    void who_was_recommended_is_called_first_and_twice_in_all_and_is_never_broken_up_with() {
        tester.create(ann.source("referral"))
                .assertMessages("call:referral-call")
                .callOutcome("voicemail")
                .advance(days(30))
                .assertMessages(
                        "call:referral-call",
                        "sms:day-0-sms-referral",
                        "email:day-0-email",
                        "sms:day-2-sms-voicemail",
                        "email:day-4-email",
                        "call:day-7-call-referral")
                .assertCompleted()
                .assertTagged("Unresponsive");
        assertThat(tester.channel("call").accepted())
                .last()
                .satisfies(call -> assertThat(call.headers()).containsEntry("other-hour-than", "referral-call"));
    }

    @Test
    void a_recommended_lead_who_picks_up_gets_nothing_else() {
        tester.create(ann.source("referral"))
                .callOutcome("reached")
                .assertCompleted()
                .advance(days(30))
                .assertMessages("call:referral-call");
    }

    @Test
    void a_recommended_lead_with_a_wrong_number_gets_the_mails() {
        tester.create(ann.source("referral"))
                .callOutcome("wrong-number")
                .advance(days(30))
                .assertMessages("call:referral-call", "email:day-0-email", "email:day-4-email")
                .assertCompleted();
    }

    @Test
    void a_web_form_is_answered_within_two_minutes_but_not_in_the_same_second() {
        tester.create(ann.source("web-form"))
                .assertNothingSent()
                .advance(minutes(2))
                .assertMessages("sms:day-0-sms")
                .advance(days(14))
                .assertCompleted();
        assertThat(sentOnDays()).containsExactly(0L, 0L, 1L, 2L, 4L, 7L, 14L);
    }

    @Test
    void a_cold_lead_is_left_alone_for_a_day_and_then_gets_more_mails_over_three_weeks() {
        tester.create(ann.source("cold-outbound"))
                .advance(hours(24).minusSeconds(1))
                .assertNothingSent()
                .advance(days(20))
                .assertNotTagged("Unresponsive")
                .assertMessages(
                        "sms:day-0-sms-cold",
                        "email:day-0-email-cold",
                        "call:day-1-call",
                        "sms:day-2-sms",
                        "email:day-4-email",
                        "call:day-7-call",
                        "email:day-9-email-cold",
                        "email:day-12-email-cold")
                .advance(hours(1))
                .assertSent("sms", "day-14-breakup")
                .assertCompleted();
        assertThat(last()).isEqualTo(days(21));
        List<Message> mails = tester.messages().stream()
                .filter(message -> message.channel().equals("email"))
                .toList();
        for (int i = 1; i < mails.size(); i++) {
            assertThat(Duration.between(
                            mails.get(i - 1).settledAt(), mails.get(i).plannedAt()))
                    .isGreaterThanOrEqualTo(hours(48));
        }
    }

    @Test
    void a_cold_lead_who_writes_in_the_first_day_never_gets_the_first_text() {
        tester.create(ann.source("cold"))
                .advance(hours(5))
                .replyByMail("Who are you?")
                .advance(days(30))
                .assertMessages();
    }

    @Test
    void whoever_reads_a_script_knows_what_to_say_to_the_mailbox() {
        tester.create(ann.owner("Kim")).advance(days(14));
        assertThat(tester.messages())
                .filteredOn(message -> message.channel().equals("call"))
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.text())
                        .contains("Script:", "Voicemail:", "Kim", "Harbor Homes")
                        .doesNotContain("{{"));
    }

    private List<Long> sentOnDays() {
        return tester.messages().stream()
                .map(message -> Duration.between(SettableClock.START, message.plannedAt())
                        .toDays())
                .toList();
    }

    private Duration last() {
        List<Message> messages = tester.messages();
        return Duration.between(
                SettableClock.START, messages.get(messages.size() - 1).plannedAt());
    }

    private java.time.ZonedDateTime local(String step) {
        return tester.message(step).plannedAt().atZone(ZoneId.of("America/New_York"));
    }
}
