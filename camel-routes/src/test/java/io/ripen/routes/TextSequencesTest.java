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
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three sequences that only text, as they ship, over their whole time. */
class TextSequencesTest {

    @Nested
    class FreshLead {
        private final TestLead ann = lead("Ann").tag("Fresh Lead");

        @Test
        void who_never_answers_gets_three_texts_in_four_days() {
            try (SequenceTester tester = open("fresh-lead-sms")) {
                tester.create(ann)
                        .assertMessages("sms:day-0-hello")
                        .advance(days(365))
                        .assertMessages("sms:day-0-hello", "sms:day-1-time-or-price", "sms:day-4-call")
                        .assertCompleted()
                        .assertTagged("Unresponsive");
                assertThat(tester.messages())
                        .extracting(message -> Duration.between(SettableClock.START, message.plannedAt())
                                .toDays())
                        .containsExactly(0L, 1L, 4L);
            }
        }

        @ParameterizedTest
        @CsvSource({"0, 1", "2, 2", "6, 3"})
        void a_reply_stops_it(int day, int messages) {
            try (SequenceTester tester = open("fresh-lead-sms")) {
                tester.create(ann)
                        .advance(days(day))
                        .reply("The roof")
                        .assertStopped("sms.received")
                        .advance(days(60))
                        .assertNotTagged("Unresponsive");
                assertThat(tester.messages()).hasSize(messages);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"appointment.booked", "opt-out", "purchase"})
        void other_good_reasons_stop_it(String type) {
            stopsBy("fresh-lead-sms", tester -> tester.create(ann), type);
        }

        @Test
        void a_lead_without_a_phone_gets_nothing_and_is_not_stuck() {
            try (SequenceTester tester = open("fresh-lead-sms")) {
                tester.create(ann.withoutPhone())
                        .advance(days(30))
                        .assertMessages()
                        .assertCompleted();
            }
        }

        @Test
        void who_looks_at_the_prices_is_taken_over_by_the_warm_sequence() {
            try (SequenceTester tester = SequenceTester.setup()
                    .sequence(Path.of("sequences/fresh-lead-sms"))
                    .sequence(Path.of("sequences/warm-lead-sms"))
                    .open()) {
                tester.create(ann)
                        .visit("/pricing")
                        .advance(days(30))
                        .assertMessages("sms:day-0-hello", "sms:ask", "sms:social-proof", "sms:code")
                        .assertStopped("warm-lead-sms takes over");
            }
        }
    }

    @Nested
    class WarmLead {
        private final TestLead ann = lead("Ann");

        @Test
        void who_saw_the_prices_is_asked_then_shown_proof_then_given_a_code_until_friday() {
            try (SequenceTester tester = open("warm-lead-sms")) {
                tester.create(ann)
                        .visit("/pricing")
                        .assertNothingSent()
                        .advance(minutes(30))
                        .assertMessages("sms:ask")
                        .advance(days(2))
                        .assertMessages("sms:ask", "sms:social-proof")
                        .advance(days(30))
                        .assertMessages("sms:ask", "sms:social-proof", "sms:code")
                        .assertCompleted()
                        .assertTagged("Unresponsive");
                ZonedDateTime code = sentAt(tester, "code", "America/New_York");
                assertThat(code.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
                assertThat(code.getHour()).isEqualTo(10);
                assertThat(tester.message("code").text()).contains("10 % off until this Friday", "FRIDAY10");
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
        void whatever_the_day_of_the_visit_the_friday_of_the_code_is_still_to_come(int day) {
            try (SequenceTester tester = open("warm-lead-sms")) {
                tester.create(ann).advance(days(day)).visit("/pricing").advance(days(14));
                assertThat(sentAt(tester, "code", "America/New_York").getDayOfWeek())
                        .isIn(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY);
            }
        }

        @Test
        void a_lead_in_another_zone_gets_the_code_at_its_own_ten_o_clock() {
            try (SequenceTester tester = open("warm-lead-sms")) {
                tester.create(lead("Kai").timeZone("Asia/Tokyo"))
                        .visit("/pricing")
                        .advance(days(14));
                ZonedDateTime code = sentAt(tester, "code", "Asia/Tokyo");
                assertThat(code.getHour()).isEqualTo(10);
                assertThat(code.getDayOfWeek()).isIn(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY);
            }
        }

        @Test
        void other_pages_customers_and_machines_start_nothing() {
            try (SequenceTester tester = open("warm-lead-sms")) {
                tester.create(ann).visit("/blog").assertNotEnrolled();
                tester.event("page.viewed", Map.of("page", "/pricing", "engagement", "machine"))
                        .assertNotEnrolled();
                tester.create(lead("Ben").tag("Customer")).visit("/pricing").assertNotEnrolled();
            }
        }

        @Test
        void who_looks_ten_times_is_asked_once_in_ninety_days() {
            try (SequenceTester tester = open("warm-lead-sms")) {
                tester.create(ann);
                for (int i = 0; i < 10; i++) {
                    tester.visit("/pricing").advance(days(7));
                }
                assertThat(tester.messages()).hasSize(3);
                tester.advance(days(60)).visit("/pricing").advance(hours(1));
                assertThat(tester.messages()).hasSize(4);
            }
        }

        @Test
        void who_writes_before_the_first_text_gets_none() {
            try (SequenceTester tester = open("warm-lead-sms")) {
                tester.create(ann)
                        .visit("/pricing")
                        .advance(minutes(10))
                        .reply("How much is the big one?")
                        .assertStopped("sms.received")
                        .advance(days(30))
                        .assertMessages();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"appointment.booked", "opt-out", "purchase"})
        void other_good_reasons_stop_it(String type) {
            stopsBy(
                    "warm-lead-sms",
                    tester -> tester.create(ann).visit("/pricing").advance(hours(1)),
                    type);
        }
    }

    @Nested
    class ReEngagement {
        private final TestLead ann = lead("Ann");

        @ParameterizedTest
        @ValueSource(strings = {"Unresponsive", "Nurture Exhausted", "Nurture Complete"})
        void whose_nurture_ended_is_left_alone_for_a_month_then_asked_twice(String tag) {
            try (SequenceTester tester = open("re-engagement-sms")) {
                tester.create(ann)
                        .tag(tag)
                        .advance(days(30).minusHours(1))
                        .assertMessages()
                        .advance(days(30))
                        .assertMessages("sms:reconnect", "sms:last-call")
                        .assertCompleted()
                        .assertTagged("Dormant")
                        .advance(days(365))
                        .assertNothingSent();
                ZonedDateTime first = sentAt(tester, "reconnect", "America/New_York");
                assertThat(first.getHour()).isEqualTo(11);
                assertThat(first.getDayOfWeek()).isIn(DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY);
            }
        }

        @Test
        void who_is_moved_here_is_asked_at_once() {
            try (SequenceTester tester = open("re-engagement-sms")) {
                tester.enroll(ann).assertMessages("sms:reconnect");
            }
        }

        @Test
        void the_hour_is_the_lead_s_own() {
            try (SequenceTester tester = open("re-engagement-sms")) {
                tester.create(lead("Kai").timeZone("Europe/Berlin"))
                        .tag("Unresponsive")
                        .advance(days(40));
                assertThat(sentAt(tester, "reconnect", "Europe/Berlin").getHour())
                        .isEqualTo(11);
            }
        }

        @Test
        void a_reply_between_the_two_texts_stops_it() {
            try (SequenceTester tester = open("re-engagement-sms")) {
                tester.enroll(ann)
                        .advance(days(2))
                        .reply("Yes still")
                        .assertStopped("sms.received")
                        .advance(days(30))
                        .assertMessages("sms:reconnect")
                        .assertNotTagged("Dormant");
            }
        }

        @Test
        void a_customer_and_a_dormant_lead_are_left_in_peace() {
            try (SequenceTester tester = open("re-engagement-sms")) {
                tester.create(ann.tag("Dormant")).tag("Unresponsive").assertNotEnrolled();
                tester.create(lead("Ben").tag("Customer")).tag("Unresponsive").assertNotEnrolled();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"appointment.booked", "opt-out", "purchase"})
        void other_good_reasons_stop_it(String type) {
            stopsBy("re-engagement-sms", tester -> tester.enroll(ann), type);
        }

        @Test
        void takes_up_whoever_another_sequence_lost() {
            try (SequenceTester tester = SequenceTester.setup()
                    .sequence(Path.of("sequences/re-engagement-sms"))
                    .sequence(Path.of("sequences/fresh-lead-sms"))
                    .open()) {
                tester.create(ann.tag("Fresh Lead"))
                        .advance(days(90))
                        .assertMessages(
                                "sms:day-0-hello",
                                "sms:day-1-time-or-price",
                                "sms:day-4-call",
                                "sms:reconnect",
                                "sms:last-call");
            }
        }
    }

    private static void stopsBy(String sequence, java.util.function.Consumer<SequenceTester> begin, String type) {
        try (SequenceTester tester = open(sequence)) {
            begin.accept(tester);
            Endings.assertEnded(type, tester.advance(hours(1)).event(type))
                    .advance(days(90))
                    .assertNothingSent();
        }
    }

    private static SequenceTester open(String sequence) {
        return SequenceTester.of(Path.of("sequences", sequence));
    }

    private static ZonedDateTime sentAt(SequenceTester tester, String step, String zone) {
        Message message = tester.message(step);
        return message.plannedAt().atZone(ZoneId.of(zone));
    }
}
