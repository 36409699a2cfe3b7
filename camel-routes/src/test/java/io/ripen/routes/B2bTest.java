package io.ripen.routes;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.delivery.Message;
import io.ripen.report.VariantResult;
import io.ripen.testkit.SequenceTester;
import io.ripen.testkit.SettableClock;
import io.ripen.testkit.TestLead;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code b2b-90-day}, as it ships, over its whole time. */
class B2bTest {
    private static final Long[] DAYS = {0L, 2L, 5L, 8L, 12L, 16L, 21L, 26L, 31L, 42L, 60L, 88L};

    private final SequenceTester tester = SequenceTester.of(Path.of("sequences/b2b-90-day"));
    private final TestLead ann = lead("Ann").tag("B2B").company("Alder Works", 60, "Logistics");

    /** Days are the lead's: one of them, in March, has 23 hours. */
    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneId.of("America/New_York"));
    }

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void who_never_answers_gets_twelve_mails_in_ninety_days() {
        tester.create(ann).advance(days(89));
        assertThat(tester.messages())
                .extracting(message -> ChronoUnit.DAYS.between(day(SettableClock.START), day(message.plannedAt())))
                .containsExactly(DAYS);
        assertThat(tester.messages()).extracting(Message::channel).containsOnly("email");
        tester.assertNotTagged("Nurture Exhausted")
                .advance(days(1))
                .assertCompleted()
                .assertTagged("Nurture Exhausted")
                .assertNotTagged("Nurture Complete");
    }

    @Test
    void the_mails_lead_through_the_four_stages() {
        tester.create(ann).advance(days(90));
        List<String> stages = tester.messages().stream()
                .map(message -> message.step()
                        .value()
                        .substring(0, message.step().value().indexOf('-')))
                .distinct()
                .toList();
        assertThat(stages).containsExactly("awareness", "consideration", "decision", "retention");
    }

    @Test
    void who_read_the_case_study_is_invited_to_a_demo_and_is_not_exhausted() {
        tester.create(ann)
                .advance(days(10))
                .click("case-study")
                .advance(days(80))
                .assertSent("email", "consideration-day-16-demo")
                .assertNotSent("email", "consideration-day-16-comparison")
                .assertTagged("Nurture Complete")
                .assertNotTagged("Nurture Exhausted");
        assertThat(tester.messages()).hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pricing", "booking"})
    void interest_that_comes_late_counts_at_the_end(String link) {
        tester.create(ann)
                .advance(days(40))
                .clickElsewhere(link)
                .advance(days(50))
                .assertSent("email", "consideration-day-16-comparison")
                .assertTagged("Nurture Complete");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "4,2", "6,3", "9,4", "13,5", "18,6", "22,7", "27,8", "35,9", "50,10", "70,11", "89,12"})
    void a_reply_in_any_of_the_waits_stops_it(int day, int mails) {
        tester.create(ann)
                .advance(days(day))
                .replyByMail("Let us talk")
                .assertStopped("email.received")
                .advance(days(120))
                .assertNothingSent()
                .assertNotTagged("Nurture Exhausted");
        assertThat(tester.messages()).hasSize(mails);
    }

    @ParameterizedTest
    @ValueSource(strings = {"appointment.booked", "opt-out", "purchase", "purchased"})
    void other_good_reasons_stop_it_too(String type) {
        Endings.assertEnded(type, tester.create(ann).advance(days(30)).event(type))
                .advance(days(120))
                .assertNothingSent();
    }

    @Test
    void no_two_mails_are_nearer_than_two_days() {
        tester.create(ann).advance(days(90));
        List<Message> mails = tester.messages();
        for (int i = 1; i < mails.size(); i++) {
            assertThat(Duration.between(
                            mails.get(i - 1).settledAt(), mails.get(i).plannedAt()))
                    .isGreaterThanOrEqualTo(days(2));
        }
    }

    @Test
    void the_first_subject_is_tried_in_two_forms_and_each_lead_keeps_its_own() {
        for (int i = 0; i < 40; i++) {
            tester.create(lead("Lead" + i).tag("B2B").email("lead" + i + "@example.com"));
            assertThat(tester.messages()).hasSize(1);
            if (tester.messages().get(0).step().value().equals("awareness-day-0-question")) {
                assertThat(tester.messages().get(0).subject()).isEqualTo("What made you look around, Lead" + i + "?");
                tester.replyByMail("Our old tool is too slow");
            }
        }
        VariantResult promise = tester.variants().get(0);
        VariantResult question = tester.variants().get(1);
        assertThat(promise.variant()).isEqualTo("promise");
        assertThat(promise.leads() + question.leads()).isEqualTo(40);
        assertThat(promise.leads()).isBetween(8L, 32L);
        assertThat(promise.replied()).isZero();
        assertThat(question.replied()).isEqualTo(question.leads());
    }

    @Test
    void without_the_tag_there_are_no_mails() {
        tester.create(lead("Ben").tag("New Lead")).assertNotEnrolled();
    }

    @Test
    void a_lead_without_a_name_or_a_company_gets_no_holes() {
        tester.create(lead("").tag("B2B").email("info@example.com")).advance(days(90));
        assertThat(tester.messages())
                .hasSize(12)
                .allSatisfy(mail -> assertThat(mail.text())
                        .contains("Hi there,")
                        .doesNotContain("{{")
                        .doesNotContain("null"));
    }
}
