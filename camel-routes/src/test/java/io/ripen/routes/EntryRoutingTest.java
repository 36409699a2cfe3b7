package io.ripen.routes;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.testkit.SequenceTester;
import io.ripen.testkit.TestLead;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code entry-routing}, as it ships, beside the five sequences that it chooses from. */
class EntryRoutingTest {
    private final SequenceTester tester = SequenceTester.setup()
            .sequence(Path.of("sequences/entry-routing"))
            .sequence(Path.of("sequences/core-nurture-31-day"))
            .sequence(Path.of("sequences/b2b-90-day"))
            .sequence(Path.of("sequences/follow-up-14-day-7-touch"))
            .sequence(Path.of("sequences/fresh-lead-sms"))
            .sequence(Path.of("sequences/new-lead-14-day"))
            .open();

    private final TestLead ann = lead("Ann").tag("Inbound");

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void a_large_company_gets_the_nurture() {
        goes(ann.company("Alder", 300, "Energy"), "large-company", "email:day-0");
    }

    @Test
    void a_very_large_one_gets_a_person_there() {
        goes(ann.company("Alder", 3_000, "Energy"), "large-company", "email:enterprise-day-0");
        tester.assertTask("Call this company of over 500 people");
    }

    @Test
    void who_uses_a_competitor_s_product_gets_the_long_comparison() {
        goes(ann.field("competitor", "Brand X").source("referral"), "compares", "email:awareness-day-0");
    }

    @Test
    void the_first_match_wins() {
        goes(ann.field("competitor", "Brand X").company("Alder", 300, "Energy"), "large-company", "email:day-0");
    }

    @Test
    void a_recommended_lead_is_called() {
        goes(ann.source("Referral"), "hot", "call:referral-call");
    }

    @Test
    void who_looked_at_the_prices_before_is_followed_up_by_phone_as_well() {
        tester.create(lead("Ben"))
                .visit("/pricing")
                .tag("Inbound")
                .event("contact.created") // the CRM tells of it later than the pages do
                .advance(days(1))
                .assertMessages("sms:day-0-sms", "email:day-0-email", "call:day-1-call");
        assertThat(tester.enrollment().variables()).containsValue("hot");
    }

    @Test
    void a_middle_sized_company_gets_the_nurture() {
        goes(ann.company("Alder", 20, "Energy"), "mid-company", "email:day-0");
    }

    @Test
    void a_lead_with_nothing_but_a_number_gets_texts() {
        goes(ann.withoutEmail(), "by-text", "sms:day-0-hello");
    }

    @Test
    void anybody_else_gets_the_standard() {
        goes(ann.company("Alder", 5, "Energy").field("competitor", ""), "standard", "sms:day-1-intro");
        tester.advance(days(20))
                .assertMessages(
                        "sms:day-1-intro", "email:day-3-case-study", "sms:day-7-check-in", "email:day-14-offer");
    }

    @Test
    void a_contact_without_the_tag_is_not_routed() {
        tester.create(lead("Ben")).assertNotEnrolled().advance(days(40)).assertMessages();
    }

    private void goes(TestLead who, String path, String first) {
        tester.create(who).assertCompleted();
        // Which form of a mail that is tried in two forms goes by the contact's id.
        assertThat(tester.messages())
                .extracting(message -> (message.channel() + ":" + message.step()).replaceFirst("-question$", ""))
                .containsExactly(first);
        assertThat(tester.enrollment().variables()).containsValue(path);
    }
}
