package io.ripen.routes;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.Outcome;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import io.ripen.event.EventTypes;
import io.ripen.testkit.SequenceTester;
import io.ripen.testkit.SettableClock;
import io.ripen.testkit.TestLead;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code new-lead-14-day}, as it ships, over its whole time. */
class NewLeadTest {
    private final SequenceTester tester = SequenceTester.of(Path.of("sequences/new-lead-14-day"));
    private final TestLead ann = lead("Ann").tag("New Lead");

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void who_never_answers_gets_four_touches_in_fourteen_days() {
        tester.create(ann)
                .assertMessages("sms:day-1-intro")
                .advance(days(3).minusSeconds(1))
                .assertNothingSent()
                .advance(Duration.ofSeconds(1))
                .assertSent("email", "day-3-case-study")
                .advance(days(4))
                .assertSent("sms", "day-7-check-in")
                .assertNotTagged("Nurture Complete")
                .advance(days(7))
                .assertMessages("sms:day-1-intro", "email:day-3-case-study", "sms:day-7-check-in", "email:day-14-offer")
                .assertCompleted()
                .assertTagged("Nurture Complete");
    }

    @Test
    void each_touch_goes_out_on_its_day() {
        tester.create(ann).advance(days(20));
        assertThat(tester.messages())
                .extracting(message -> Duration.between(SettableClock.START, message.plannedAt())
                        .toDays())
                .containsExactly(0L, 3L, 7L, 14L);
    }

    @Test
    void when_it_is_over_it_is_over() {
        tester.create(ann)
                .advance(days(15))
                .advance(days(365))
                .assertNothingSent()
                .assertCompleted();
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "5, 2", "10, 3"})
    void a_reply_in_any_wait_stops_it_at_once(int day, int messages) {
        tester.create(ann)
                .advance(days(day))
                .reply("Yes, tell me more")
                .assertStopped("sms.received")
                .advance(days(60))
                .assertNothingSent()
                .assertNotTagged("Nurture Complete");
        assertThat(tester.messages()).hasSize(messages);
    }

    @Test
    void a_reply_by_mail_stops_it_as_well() {
        tester.create(ann)
                .advance(days(4))
                .replyByMail("Please call me")
                .assertStopped("email.received")
                .advance(days(60))
                .assertMessages("sms:day-1-intro", "email:day-3-case-study");
    }

    @Test
    void a_reply_in_the_second_before_a_touch_beats_it() {
        tester.create(ann)
                .advance(days(3).minusSeconds(1))
                .reply("STOP")
                .advance(days(60))
                .assertMessages("sms:day-1-intro");
    }

    @ParameterizedTest
    @ValueSource(strings = {"appointment.booked", "opt-out", "purchase"})
    void a_booking_a_purchase_or_an_opt_out_stops_it(String type) {
        Endings.assertEnded(type, tester.create(ann).advance(days(8)).event(type))
                .advance(days(60))
                .assertNothingSent();
    }

    @Test
    void what_has_nothing_to_do_with_it_stops_nothing() {
        tester.create(ann).event("page.viewed").tag("VIP").advance(days(20)).assertCompleted();
    }

    @Test
    void who_clicked_the_case_study_is_offered_a_demo() {
        tester.create(ann)
                .advance(days(4))
                .click("case-study")
                .advance(days(20))
                .assertMessages("sms:day-1-intro", "email:day-3-case-study", "sms:day-7-demo", "email:day-14-offer")
                .assertCompleted();
    }

    @Test
    void a_click_that_comes_after_the_branch_changes_nothing() {
        tester.create(ann)
                .advance(days(8))
                .click("case-study")
                .advance(days(20))
                .assertSent("sms", "day-7-check-in")
                .assertNotSent("sms", "day-7-demo");
    }

    @Test
    void a_click_on_something_else_is_no_click_on_the_case_study() {
        tester.create(ann)
                .advance(days(4))
                .clickElsewhere("pricing")
                .advance(days(20))
                .assertSent("sms", "day-7-check-in");
    }

    @Test
    void a_scanner_that_clicks_everything_is_nobody() {
        tester.create(ann)
                .advance(days(4))
                .event("link.clicked", Map.of("link", "case-study", "human", false))
                .advance(days(20))
                .assertSent("sms", "day-7-check-in");
    }

    @Test
    void a_contact_with_another_tag_is_not_enrolled() {
        tester.create(lead("Ben").tag("Newsletter"))
                .assertNotEnrolled()
                .advance(days(20))
                .assertNothingSent();
    }

    @Test
    void a_contact_that_gets_the_tag_later_is_not_enrolled() {
        tester.create(lead("Ben")).tag("New Lead").advance(days(20)).assertNotEnrolled();
    }

    @Test
    void the_same_event_twice_enrolls_once() {
        tester.create(ann).advance(days(20)).assertCompleted();
        assertThat(tester.receive("crm-77", EventTypes.CONTACT_CREATED, Map.of())
                        .enrolled())
                .hasSize(1);
        assertThat(tester.receive("crm-77", EventTypes.CONTACT_CREATED, Map.of())
                        .duplicate())
                .isTrue();
        tester.advance(days(20));
        assertThat(tester.messages()).hasSize(8);
    }

    @Test
    void nobody_is_in_it_twice_at_the_same_time() {
        tester.create(ann).event(EventTypes.CONTACT_CREATED).event(EventTypes.CONTACT_CREATED);
        assertThat(tester.messages()).hasSize(1);
    }

    @Test
    void who_has_no_phone_gets_the_mails() {
        tester.create(lead("Ben").tag("New Lead").withoutPhone())
                .advance(days(20))
                .assertMessages("email:day-3-case-study", "email:day-14-offer")
                .assertCompleted();
    }

    @Test
    void whose_number_is_refused_gets_the_mails() {
        tester.channel("sms").answer(message -> new Outcome.Refused("21211", "Not a valid number."));
        tester.create(ann)
                .advance(days(20))
                .assertMessages("email:day-3-case-study", "email:day-14-offer")
                .assertCompleted();
        assertThat(tester.channel("sms").attempts())
                .as("refused for good, so one attempt for each of the two texts")
                .hasSize(2);
    }

    @Test
    void a_provider_that_is_down_for_an_hour_delays_and_does_not_lose() {
        tester.channel("sms").answer(message -> new Outcome.Unavailable(Duration.ofSeconds(1), "Connection refused."));
        tester.create(ann).assertNothingSent().advance(hours(1)).assertNothingSent();
        tester.channel("sms").answer(message -> new Outcome.Accepted("SM" + message.id()));
        tester.advance(hours(1)).assertMessages("sms:day-1-intro");
        Message intro = tester.message("day-1-intro");
        tester.advance(days(3));
        assertThat(Duration.between(
                        intro.settledAt(), tester.message("day-3-case-study").plannedAt()))
                .as("a wait counts from the real sending")
                .isEqualTo(days(3));
    }

    @Test
    void leads_do_not_hold_each_other_up() {
        TestLead ben = lead("Ben").tag("New Lead");
        tester.create(ann).advance(days(2)).create(ben).advance(days(1));
        tester.about(ann).assertSent("email", "day-3-case-study");
        tester.about(ben).assertNotSent("email", "day-3-case-study").reply("No thanks");
        tester.about(ann).advance(days(30)).assertCompleted();
        tester.about(ben).assertStopped("sms.received").assertMessages("sms:day-1-intro");
    }

    @Test
    void nothing_is_left_unsettled() {
        tester.create(ann).advance(days(20));
        assertThat(tester.messages()).extracting(Message::state).containsOnly(MessageState.ACCEPTED);
        assertThat(List.copyOf(tester.history())).isNotEmpty();
    }
}
