package io.ripen.routes;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.delivery.Message;
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

/** {@code core-nurture-31-day}, as it ships, over its whole time. */
class CoreNurtureTest {
    private static final String REP = "Write to this lead yourself";

    private final SequenceTester tester = SequenceTester.of(Path.of("sequences/core-nurture-31-day"));
    private final TestLead ann = lead("Ann").tag("Nurture").company("Alder Works", 60, "Logistics");

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void who_never_answers_gets_seven_mails_and_then_the_rep_writes() {
        tester.create(ann)
                .advance(days(31).minusSeconds(1))
                .assertMessages(
                        "email:day-0",
                        "email:day-3",
                        "email:day-7",
                        "email:day-12",
                        "email:day-16-comparison",
                        "email:decision-day-21",
                        "email:decision-day-26");
        assertThat(tester.tasks()).isEmpty();
        assertThat(sentOnDays()).containsExactly(0L, 3L, 7L, 12L, 16L, 21L, 26L);
        tester.advance(Duration.ofSeconds(1)).assertTask(REP);
        tester.advance(days(4)).assertCompleted().assertTagged("Nurture Exhausted");
        assertThat(tester.messages()).hasSize(7);
    }

    @Test
    void who_opens_nothing_still_gets_all_of_it_while_nothing_else_is_enabled() {
        tester.create(ann).advance(days(35));
        assertThat(tester.messages()).hasSize(7);
        assertThat(tester.history()).anyMatch(line -> line.contains("Did not enter sequence 'unopened-restart'"));
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "5, 2", "9, 3", "14, 4", "18, 5", "22, 6", "29, 7", "33, 7"})
    void a_reply_stops_it_in_any_wait(int day, int mails) {
        tester.create(ann)
                .advance(days(day))
                .replyByMail("Let us talk")
                .assertStopped("email.received")
                .advance(days(90))
                .assertNothingSent()
                .assertNotTagged("Nurture Exhausted");
        assertThat(tester.messages()).hasSize(mails);
    }

    @ParameterizedTest
    @ValueSource(strings = {"appointment.booked", "opt-out", "purchase"})
    void other_good_reasons_stop_it(String type) {
        Endings.assertEnded(type, tester.create(ann).advance(days(10)).event(type))
                .advance(days(90))
                .assertNothingSent();
        assertThat(tester.tasks()).isEmpty();
    }

    @Test
    void who_clicked_the_case_study_is_shown_a_demo_and_counts_as_interested() {
        tester.create(ann)
                .advance(days(13))
                .click("case-study")
                .advance(days(22))
                .assertSent("email", "day-16-demo")
                .assertNotSent("email", "day-16-comparison")
                .assertTagged("Nurture Complete");
        assertThat(sentOnDays()).containsExactly(0L, 3L, 7L, 12L, 16L, 21L, 26L);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 2", "8, 3", "13, 4", "17, 5"})
    void a_click_on_the_prices_leads_to_the_decision_as_soon_as_the_caps_allow(int day, int mailsBefore) {
        tester.create(ann).advance(days(day));
        assertThat(tester.messages()).hasSize(mailsBefore);
        tester.clickElsewhere("pricing")
                .advance(days(2)) // mails are 48 hours apart
                .assertSent("email", "decision-day-21")
                .advance(days(5))
                .assertSent("email", "decision-day-26")
                .advance(days(5))
                .assertTask(REP)
                .advance(days(4))
                .assertCompleted()
                .assertTagged("Nurture Complete");
        assertThat(tester.messages()).hasSize(mailsBefore + 2);
    }

    @Test
    void a_click_on_the_prices_in_the_decision_part_does_not_send_it_again() {
        tester.create(ann).advance(days(22)).click("pricing").advance(days(30));
        assertThat(sentOnDays()).containsExactly(0L, 3L, 7L, 12L, 16L, 21L, 26L);
    }

    @Test
    void a_scanner_that_clicks_the_prices_accelerates_nothing() {
        tester.create(ann)
                .advance(days(8))
                .event("link.clicked", Map.of("link", "pricing", "engagement", "machine"))
                .advance(days(27));
        assertThat(sentOnDays()).containsExactly(0L, 3L, 7L, 12L, 16L, 21L, 26L);
    }

    // --- by size of the company ---

    @ParameterizedTest
    @CsvSource({"501, enterprise", "500, large", "101, large", "100, mid", "20, mid", "19, small", "1, small"})
    void the_size_of_the_company_chooses_the_way_and_it_is_recorded(int size, String path) {
        tester.create(lead("Ben").tag("Nurture").company("Birch", size, "Retail"))
                .assertEnrolled();
        assertThat(tester.enrollment().variables()).containsValue(path);
    }

    @Test
    void a_lead_without_a_company_goes_the_common_way() {
        tester.create(lead("Ben").tag("Nurture")).advance(days(12)).assertSent("email", "day-12-case-study");
        assertThat(tester.enrollment().variables()).containsValue("unknown-size");
    }

    @Test
    void a_small_company_reads_about_a_small_team() {
        tester.create(lead("Ben").tag("Nurture").company("Birch", 6, "Retail"))
                .advance(days(12))
                .assertSent("email", "day-12-case-study-small")
                .assertNotSent("email", "day-12-case-study");
    }

    @Test
    void a_company_of_more_than_500_people_gets_a_person() {
        tester.create(lead("Eve").tag("Nurture").owner("Kim").company("Elm Group", 2_000, "Energy"))
                .assertTask("Call this company of over 500 people")
                .advance(days(31))
                .assertMessages("email:enterprise-day-0", "email:enterprise-day-7", "email:enterprise-day-16")
                .assertTask(REP)
                .advance(days(4))
                .assertCompleted();
        assertThat(sentOnDays()).containsExactly(0L, 7L, 16L);
        assertThat(tester.message("enterprise-day-0").text()).contains("Elm Group", "Kim");
    }

    @Test
    void mails_are_at_least_two_days_apart_unless_the_lead_hurries() {
        tester.create(ann).advance(days(31));
        List<Message> mails = tester.messages();
        for (int i = 1; i < mails.size(); i++) {
            assertThat(Duration.between(
                            mails.get(i - 1).settledAt(), mails.get(i).plannedAt()))
                    .isGreaterThanOrEqualTo(hours(48));
        }
    }

    @Test
    void a_lead_in_another_zone_gets_the_same() {
        tester.create(lead("Kai").tag("Nurture").timeZone("Pacific/Auckland")).advance(days(35));
        assertThat(sentOnDays()).containsExactly(0L, 3L, 7L, 12L, 16L, 21L, 26L);
    }

    private List<Long> sentOnDays() {
        return tester.messages().stream()
                .map(message -> Duration.between(SettableClock.START, message.plannedAt())
                        .toDays())
                .toList();
    }
}
