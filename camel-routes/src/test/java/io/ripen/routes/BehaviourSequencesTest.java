package io.ripen.routes;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.testkit.SequenceTester;
import io.ripen.testkit.TestLead;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped sequences that begin or turn by what a lead does, over their whole time, alone and beside others. */
class BehaviourSequencesTest {
    private final TestLead ann = lead("Ann");

    /** B3. */
    @Nested
    class TopicTrack {
        @Test
        void a_click_on_a_topic_switches_from_the_general_mails_to_those_of_the_topic() {
            try (SequenceTester tester = open("core-nurture-31-day", "topic-track")) {
                tester.create(ann.tag("Nurture"))
                        .advance(days(4))
                        .click("topic-setup")
                        .assertStopped("Switched to the track")
                        .advance(days(60))
                        .assertMessages("email:day-0", "email:day-3", "email:setup-1", "email:setup-2")
                        .assertTask("Interested in a topic and silent: write in person")
                        .assertTagged("Nurture Complete");
            }
        }

        @Test
        void the_other_topic_has_mails_of_its_own_and_the_way_is_recorded() {
            try (SequenceTester tester = open("topic-track")) {
                tester.create(ann)
                        .clickElsewhere("topic-results")
                        .advance(days(12))
                        .assertMessages("email:results-1", "email:results-2")
                        .assertCompleted();
                assertThat(tester.enrollment().variables()).containsValue("results");
            }
        }

        @Test
        void a_scanner_and_a_click_on_something_else_switch_nothing() {
            try (SequenceTester tester = open("topic-track")) {
                tester.create(ann)
                        .clickElsewhere("pricing")
                        .event("link.clicked", Map.of("link", "topic-setup", "engagement", "machine"))
                        .assertNotEnrolled();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"reply", "appointment.booked", "opt-out", "purchase"})
        void good_reasons_stop_it(String type) {
            stops("topic-track", tester -> tester.create(ann).clickElsewhere("topic-setup"), type);
        }
    }

    /** B4. */
    @Nested
    class UnopenedRestart {
        private SequenceTester three() {
            return open("core-nurture-31-day", "unopened-restart", "re-engagement-sms")
                    .create(ann.tag("Nurture"));
        }

        @Test
        void after_three_unopened_mails_it_pauses_a_week_and_then_tries_another_subject() {
            try (SequenceTester tester = three()) {
                tester.advance(days(11))
                        .assertMessages("email:day-0", "email:day-3", "email:day-7")
                        .assertStopped("not opened")
                        .advance(days(7).minusSeconds(1))
                        .assertNothingSent()
                        .advance(days(3))
                        .assertSent("email", "another-subject");
                assertThat(subject(tester, "another-subject"))
                        .isNotIn(subject(tester, "day-7"), subject(tester, "day-0"));
            }
        }

        @Test
        void who_opens_that_goes_on_where_the_nurture_stopped() {
            try (SequenceTester tester = three()) {
                tester.advance(days(20))
                        .open("another-subject")
                        .advance(days(3))
                        .assertSent("email", "day-12");
                tester.assertNotTagged("Restarted")
                        .advance(days(80))
                        .assertMessages(
                                "email:day-0",
                                "email:day-3",
                                "email:day-7",
                                "email:another-subject",
                                "email:day-12",
                                "email:day-16-comparison",
                                "email:decision-day-21",
                                "email:decision-day-26",
                                "sms:reconnect",
                                "sms:last-call")
                        .assertTask("Write to this lead yourself");
            }
        }

        @Test
        void who_does_not_is_moved_to_re_engagement() {
            try (SequenceTester tester = three()) {
                tester.advance(days(45))
                        .assertMessages(
                                "email:day-0",
                                "email:day-3",
                                "email:day-7",
                                "email:another-subject",
                                "sms:reconnect",
                                "sms:last-call")
                        .assertTagged("Dormant");
            }
        }

        @Test
        void who_opens_the_third_one_only_is_not_paused() {
            try (SequenceTester tester = three()) {
                tester.advance(days(8)).open("day-7").advance(days(4)).assertSent("email", "day-12");
            }
        }

        @Test
        void an_open_by_a_machine_is_no_open() {
            try (SequenceTester tester = three()) {
                tester.advance(days(8)).openByMachine("day-7").advance(days(4)).assertNotSent("email", "day-12");
            }
        }

        @Test
        void three_unopened_mails_later_on_pause_it_too() {
            try (SequenceTester tester = three()) {
                tester.advance(days(1))
                        .open("day-0")
                        .advance(days(14))
                        .assertSent("email", "day-12")
                        .advance(days(5))
                        .assertNotSent("email", "decision-day-21")
                        .assertStopped("not opened");
            }
        }

        @Test
        void who_opens_everything_gets_everything_and_is_left_alone() {
            try (SequenceTester tester = three()) {
                for (String step : new String[] {"day-0", "day-3", "day-7", "day-12", "day-16-comparison"}) {
                    while (tester.messages().stream()
                            .noneMatch(message -> String.valueOf(message.step()).equals(step))) {
                        tester.advance(days(1));
                    }
                    tester.open(step);
                }
                tester.advance(days(15)).assertNotSent("email", "another-subject");
                assertThat(tester.messages()).hasSize(7);
            }
        }

        @Test
        void a_reply_in_the_pause_ends_all_of_it() {
            try (SequenceTester tester = three()) {
                tester.advance(days(14))
                        .replyByMail("I was on leave")
                        .advance(days(90))
                        .assertMessages("email:day-0", "email:day-3", "email:day-7");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"appointment.booked", "opt-out", "purchase"})
        void good_reasons_stop_it(String type) {
            stops("unopened-restart", tester -> tester.enroll(ann), type);
        }

        private String subject(SequenceTester tester, String step) {
            return String.valueOf(tester.message(step).subject());
        }
    }

    /** B5. */
    @Nested
    class ReadyToTalk {
        @Test
        void three_visits_in_five_days_bring_a_mail_from_the_owner_who_is_told() {
            try (SequenceTester tester = open("ready-to-talk")) {
                tester.create(ann.owner("Kim"))
                        .visit("/")
                        .advance(days(2))
                        .visit("/services")
                        .advance(days(2))
                        .assertNotEnrolled()
                        .visit("/contact")
                        .advance(hours(1))
                        .assertMessages("email:ready-to-talk")
                        .assertTask("Three visits in five days: a mail in your name asks whether the lead is ready to"
                                + " talk.")
                        .advance(days(30))
                        .assertCompleted();
                assertThat(tester.message("ready-to-talk").text()).contains("Kim");
                assertThat(tester.tasks()).hasSize(1);
            }
        }

        @Test
        void who_comes_back_after_the_mail_is_called() {
            try (SequenceTester tester = open("ready-to-talk")) {
                tester.create(ann)
                        .visit("/")
                        .visit("/")
                        .visit("/")
                        .advance(days(1))
                        .click("booking");
                tester.assertTask("Came back after your mail: call");
            }
        }

        @ParameterizedTest
        @CsvSource({"3, 3", "6, 2"})
        void visits_that_are_too_few_or_too_far_apart_mean_nothing(int apart, int visits) {
            try (SequenceTester tester = open("ready-to-talk")) {
                tester.create(ann);
                for (int i = 0; i < visits; i++) {
                    tester.visit("/").advance(days(apart));
                }
                tester.assertNotEnrolled();
            }
        }

        @Test
        void ten_visits_bring_one_mail() {
            try (SequenceTester tester = open("ready-to-talk")) {
                tester.create(ann);
                for (int i = 0; i < 10; i++) {
                    tester.visit("/").advance(days(1));
                }
                tester.assertMessages("email:ready-to-talk");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"reply", "appointment.booked", "opt-out", "purchase"})
        void good_reasons_stop_it_before_the_mail(String type) {
            try (SequenceTester tester = open("ready-to-talk")) {
                Endings.assertEnded(
                        type,
                        tester.create(ann).visit("/").visit("/").visit("/").event(type));
                tester.advance(days(5)).assertMessages();
            }
        }
    }

    /** B7. */
    @Nested
    class ThoughtsAfterDownload {
        @Test
        void who_downloads_and_is_silent_for_fourteen_days_is_asked() {
            try (SequenceTester tester = open("thoughts-after-download")) {
                tester.create(ann)
                        .event("resource.downloaded", Map.of("resource", "buyers-guide"))
                        .advance(days(14).minusSeconds(1))
                        .assertMessages()
                        .advance(hours(1))
                        .assertMessages("email:thoughts")
                        .advance(days(60))
                        .assertMessages("email:thoughts")
                        .assertTagged("Unresponsive")
                        .assertCompleted();
            }
        }

        @Test
        void each_sign_of_life_begins_the_fourteen_days_anew() {
            try (SequenceTester tester = open("thoughts-after-download")) {
                tester.create(ann)
                        .event("resource.downloaded")
                        .advance(days(10))
                        .visit("/pricing")
                        .advance(days(10))
                        .clickElsewhere("case-study")
                        .advance(days(13))
                        .assertMessages()
                        .advance(days(1))
                        .assertMessages("email:thoughts");
            }
        }

        @Test
        void who_looks_around_after_the_mail_is_not_called_unresponsive() {
            try (SequenceTester tester = open("thoughts-after-download")) {
                tester.create(ann)
                        .event("resource.downloaded")
                        .advance(days(16))
                        .visit("/pricing")
                        .advance(days(30))
                        .assertCompleted()
                        .assertNotTagged("Unresponsive");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"reply", "appointment.booked", "opt-out", "purchase"})
        void good_reasons_stop_it(String type) {
            stops("thoughts-after-download", tester -> tester.create(ann).event("resource.downloaded"), type);
        }
    }

    /** B8. */
    @Nested
    class HandToSales {
        private static final String CALL = "Reads everything and says nothing: call";

        @Test
        void eight_mails_opened_in_a_row_become_a_call_task_and_nothing_is_sent() {
            try (SequenceTester tester = letters()) {
                tester.create(ann.tag("Letters"));
                for (int i = 1; i <= 8; i++) {
                    assertThat(tester.tasks()).isEmpty();
                    tester.open("mail-" + i).advance(days(2));
                }
                tester.assertTask(CALL).assertTagged("Handed To Sales");
                tester.open("mail-9").advance(days(2));
                assertThat(tester.tasks()).as("once").hasSize(1);
                assertThat(tester.messages()).as("the mails go on").hasSize(10);
            }
        }

        @Test
        void one_unopened_mail_in_between_breaks_the_row() {
            try (SequenceTester tester = letters()) {
                tester.create(ann.tag("Letters"));
                for (int i = 1; i <= 9; i++) {
                    if (i != 4) {
                        tester.open("mail-" + i);
                    }
                    tester.advance(days(2));
                }
                assertThat(tester.tasks()).isEmpty();
            }
        }

        @Test
        void one_mail_opened_eight_times_is_one_mail_and_machines_open_nothing() {
            try (SequenceTester tester = letters()) {
                tester.create(ann.tag("Letters")).advance(days(16));
                for (int i = 1; i <= 8; i++) {
                    tester.open("mail-1");
                }
                TestLead ben = lead("Ben").tag("Letters");
                tester.create(ben);
                for (int i = 1; i <= 8; i++) {
                    tester.openByMachine("mail-" + i).advance(days(2));
                }
                assertThat(tester.about(ann).tasks()).isEmpty();
                assertThat(tester.about(ben).tasks()).isEmpty();
            }
        }

        /** A mail every other day. */
        private SequenceTester letters() {
            StringBuilder steps = new StringBuilder();
            Map<String, String> templates = new HashMap<>();
            for (int i = 1; i <= 12; i++) {
                steps.append("<to id=\"mail-%d\" uri=\"email:letter\"/><to id=\"wait-%d\" uri=\"wait:2 days\"/>"
                        .formatted(i, i));
            }
            templates.put("letter.email", "Subject: A letter\n\nHello");
            return SequenceTester.setup()
                    .sequence(Path.of("sequences/hand-to-sales"))
                    .sequence(
                            "<routes xmlns=\"http://camel.apache.org/schema/xml-io\"><route id=\"letters\"><from"
                                    + " uri=\"sequence:letters?on=contact.created&amp;tag=Letters\"/>" + steps
                                    + "</route></routes>",
                            templates)
                    .open();
        }
    }

    /** B9 and T5. */
    @Nested
    class KeywordReplies {
        private SequenceTester asked() {
            return open("keyword-replies").create(ann).tag("Ask By Text").assertMessages("sms:ask");
        }

        @ParameterizedTest
        @ValueSource(strings = {"YES", "yes!", "Oh yes please"})
        void yes_brings_a_call(String text) {
            try (SequenceTester tester = asked()) {
                tester.advance(days(1))
                        .reply(text)
                        .assertMessages("sms:ask", "sms:answer-yes")
                        .assertTask("Said YES to a call: ring back")
                        .assertCompleted()
                        .advance(days(60))
                        .assertNothingSent();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"ABC", "abc", "Abc, thanks"})
        void abc_brings_the_prices(String text) {
            try (SequenceTester tester = asked()) {
                tester.reply(text).advance(days(1)).assertMessages("sms:ask", "sms:answer-abc", "email:prices");
                tester.assertTask("Asked for prices by text; they went out by mail.");
            }
        }

        @Test
        void own_words_are_for_a_person() {
            try (SequenceTester tester = asked()) {
                tester.reply("Who is this?")
                        .assertMessages("sms:ask")
                        .assertTask("Answered in own words: read and reply");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"STOP", "please stop, yes I mean it"})
        void a_reply_that_says_stop_is_never_answered_by_a_machine(String text) {
            try (SequenceTester tester = asked()) {
                tester.reply(text).advance(days(60)).assertMessages("sms:ask");
            }
        }

        @Test
        void no_response_brings_the_question_once_more_and_then_the_end_tag() {
            try (SequenceTester tester = asked()) {
                tester.advance(days(3))
                        .assertMessages("sms:ask", "sms:again")
                        .advance(days(60))
                        .assertMessages("sms:ask", "sms:again")
                        .assertTagged("Unresponsive")
                        .assertCompleted();
            }
        }

        @Test
        void an_answer_to_the_second_question_counts_like_one_to_the_first() {
            try (SequenceTester tester = asked()) {
                tester.advance(days(5))
                        .reply("abc")
                        .assertSent("email", "prices")
                        .assertNotTagged("Unresponsive");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"appointment.booked", "opt-out", "purchase"})
        void good_reasons_stop_it(String type) {
            stops("keyword-replies", tester -> tester.create(ann).tag("Ask By Text"), type);
        }
    }

    @Test
    void a_pause_ends_at_ten_where_the_lead_lives() {
        try (SequenceTester tester = open("core-nurture-31-day", "unopened-restart")) {
            tester.create(lead("Kai").tag("Nurture").timeZone("Asia/Tokyo")).advance(days(25));
            assertThat(tester.message("another-subject")
                            .plannedAt()
                            .atZone(ZoneId.of("Asia/Tokyo"))
                            .getHour())
                    .isEqualTo(10);
        }
    }

    private static void stops(String sequence, Consumer<SequenceTester> begin, String type) {
        try (SequenceTester tester = open(sequence)) {
            begin.accept(tester);
            Endings.assertEnded(type, tester.advance(hours(1)).event(type))
                    .advance(days(90))
                    .assertNothingSent();
        }
    }

    private static SequenceTester open(String... sequences) {
        var setup = SequenceTester.setup();
        for (String each : sequences) {
            setup.sequence(Path.of("sequences", each));
        }
        return setup.open();
    }
}
