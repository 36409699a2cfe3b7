package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.SequenceTester.minutes;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.report.VariantResult;
import io.ripen.step.Step;
import io.ripen.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How what a lead does steers the route, told as stories. The clock begins on a Monday at 10:00 in New York. */
class BehaviourStoriesTest {
    private static final Map<String, String> TEXTS = Map.of(
            "a.sms",
            "A",
            "b.sms",
            "B",
            "c.sms",
            "C",
            "d.sms",
            "D",
            "ring.call",
            "Script: hello",
            "m1.email",
            "Subject: One\n\nOne",
            "m2.email",
            "Subject: Two\n\nTwo",
            "m3.email",
            "Subject: Three\n\nThree");

    /** Any event type; options link, page, count and within. */
    private static final Trigger ANY = new Trigger() {
        @Override
        public Set<String> options() {
            return Set.of("link", "page", "count", "within");
        }

        @Override
        public Condition condition(String on, Map<String, String> options) {
            return new Condition() {
                @Override
                public boolean matches(Event event, Contact contact) {
                    return (!options.containsKey("link")
                                    || !on.equals("link.clicked")
                                    || options.get("link").equals(event.data().get("link")))
                            && (!options.containsKey("page")
                                    || options.get("page").equals(event.data().get("page")));
                }

                @Override
                public int count() {
                    return Integer.parseInt(options.getOrDefault("count", "1"));
                }

                @Override
                public Duration window() {
                    return Duration.ofDays(Integer.parseInt(options.getOrDefault("within", "0")));
                }
            };
        }
    };

    // --- waits ---

    @Test
    void an_offset_from_the_enrollment_does_not_add_up_with_the_waits_before() {
        try (SequenceTester tester = open("", """
            <to id="a" uri="sms:a"/>
            <to id="w1" uri="wait:3 days"/>
            <to id="w2" uri="wait:14 days after enrollment"/>
            <to id="b" uri="sms:b"/>\
            """)) {
            tester.enroll(lead("Ann"))
                    .advance(days(14).minusMinutes(1))
                    .assertNotSent("sms", "b")
                    .advance(minutes(2))
                    .assertSent("sms", "b");
        }
    }

    @Test
    void an_offset_that_has_passed_already_is_over_at_once() {
        try (SequenceTester tester = open("", """
            <to id="w1" uri="wait:5 days"/>
            <to id="w2" uri="wait:2 days after enrollment"/>
            <to id="b" uri="sms:b"/>\
            """)) {
            tester.enroll(lead("Ann")).advance(days(5)).assertSent("sms", "b");
        }
    }

    @Test
    void a_time_of_day_and_weekday_is_the_lead_s_own() {
        try (SequenceTester tester = open("", """
            <to id="w" uri="wait:until?at=9:30&amp;days=Tue-Fri"/>
            <to id="a" uri="sms:a"/>\
            """)) {
            tester.enroll(lead("Ann").timeZone("America/Los_Angeles")).advance(days(3));
            assertThat(sentAt(tester, "a")).isEqualTo("2026-01-06T17:30:00Z"); // Tuesday 9:30 in Los Angeles
            tester.enroll(lead("Bea").timeZone("Europe/Berlin")).advance(days(3));
            assertThat(sentAt(tester, "a")).isEqualTo("2026-01-09T08:30:00Z"); // enrolled on Thursday
        }
    }

    @Test
    void a_wait_of_days_may_end_at_an_hour_of_the_day() {
        try (SequenceTester tester = open("", """
            <to id="w" uri="wait:2 days?at=16:00&amp;days=Mon-Fri"/>
            <to id="a" uri="sms:a"/>\
            """)) {
            tester.enroll(lead("Ann")).advance(days(4));
            assertThat(sentAt(tester, "a")).isEqualTo("2026-01-07T21:00:00Z"); // Wednesday 16:00 in New York
        }
    }

    @Test
    void a_local_time_in_the_gap_of_the_clock_change_comes_an_hour_later_and_not_never() {
        try (SequenceTester tester = SequenceTester.setup()
                .sequence(route("", """
                    <to id="w" uri="wait:until?at=02:30"/>
                    <to id="a" uri="sms:a"/>\
                    """), TEXTS)
                .trigger(ANY, "*")
                .startAt(Instant.parse("2026-03-08T05:00:00Z")) // midnight before the change in New York
                .open()) {
            tester.enroll(lead("Ann")).advance(days(1));
            assertThat(sentAt(tester, "a")).isEqualTo("2026-03-08T07:30:00Z"); // 3:30 in the new time
        }
    }

    @Test
    void a_date_field_with_an_offset_is_waited_for() {
        try (SequenceTester tester = open("", """
            <to id="w" uri="wait:until?field=renewal&amp;offset=-7 days&amp;at=09:00"/>
            <to id="a" uri="sms:a"/>\
            """)) {
            tester.enroll(lead("Ann").field("renewal", "2026-02-20")).advance(days(60));
            assertThat(sentAt(tester, "a")).isEqualTo("2026-02-13T14:00:00Z");
        }
    }

    @Test
    void a_lead_without_the_date_goes_on_at_once_or_leaves_as_declared() {
        try (SequenceTester tester = open("", """
            <to id="w" uri="wait:until?field=renewal"/>
            <to id="a" uri="sms:a"/>\
            """)) {
            tester.enroll(lead("Ann")).assertSent("sms", "a");
            assertThat(tester.history()).anyMatch(line -> line.contains("is missing or cannot be read"));
        }
        try (SequenceTester tester = open("", """
            <to id="w" uri="wait:until?field=renewal&amp;missing=exit"/>
            <to id="a" uri="sms:a"/>\
            """)) {
            tester.enroll(lead("Ann").field("renewal", "soon"))
                    .assertNothingSent()
                    .assertStopped("missing");
        }
    }

    @Test
    void a_reminder_comes_before_the_appointment() {
        try (SequenceTester tester = open("on=appointment.booked", """
            <to id="w" uri="wait:until?event=appointment.booked&amp;data=start&amp;offset=-24 hours"/>
            <to id="a" uri="sms:a"/>\
            """)) {
            tester.create(lead("Ann"))
                    .book(Instant.parse("2026-01-20T15:00:00Z"))
                    .advance(days(30));
            assertThat(sentAt(tester, "a")).isEqualTo("2026-01-19T15:00:00Z");
        }
    }

    // --- waiting for what the lead does ---

    private static final String FOR_CLICK = """
        <to id="a" uri="sms:a"/>
        <to id="w" uri="wait:for?on=link.clicked,appointment.booked&amp;link=pricing&amp;timeout=3 days"/>
        <choice id="which">
          <when><simple>${body.came('w')} == 'link.clicked'</simple><to id="b" uri="sms:b"/></when>
          <when><simple>${body.came('w')} == 'timeout'</simple><to id="c" uri="sms:c"/></when>
          <otherwise><to id="d" uri="sms:d"/></otherwise>
        </choice>\
        """;

    @Test
    void the_first_event_that_is_waited_for_ends_the_wait_and_the_branch_can_see_which() {
        try (SequenceTester tester = open("", FOR_CLICK)) {
            tester.enroll(lead("Ann"))
                    .clickElsewhere("imprint")
                    .assertNotSent("sms", "b")
                    .clickElsewhere("pricing")
                    .assertMessages("sms:a", "sms:b")
                    .advance(days(30))
                    .assertMessages("sms:a", "sms:b")
                    .assertCompleted();
            tester.enroll(lead("Bea"))
                    .book(Instant.parse("2026-06-01T10:00:00Z"))
                    .assertMessages("sms:a", "sms:d");
        }
    }

    @Test
    void without_an_event_the_time_out_ends_the_wait_once() {
        try (SequenceTester tester = open("", FOR_CLICK)) {
            tester.enroll(lead("Ann"))
                    .advance(days(3).minusMinutes(1))
                    .assertMessages("sms:a")
                    .advance(minutes(1))
                    .assertMessages("sms:a", "sms:c")
                    .clickElsewhere("pricing")
                    .assertMessages("sms:a", "sms:c");
        }
    }

    @Test
    void a_reply_in_a_wait_for_a_click_stops_all_the_same() {
        try (SequenceTester tester = open("", FOR_CLICK)) {
            tester.enroll(lead("Ann"))
                    .reply("no")
                    .assertStopped("sms.received")
                    .advance(days(10))
                    .assertMessages("sms:a");
        }
    }

    @Test
    void an_edit_of_the_filter_holds_for_those_who_come_later() {
        try (SequenceTester tester = open("", FOR_CLICK)) {
            tester.enroll(lead("Ann"));
            tester.edit(xml -> xml.replace("link=pricing", "link=demo"));
            TestLead bea = lead("Bea");
            tester.clickElsewhere("pricing")
                    .assertSent("sms", "b")
                    .enroll(bea)
                    .clickElsewhere("pricing")
                    .assertNotSent("sms", "b");
            tester.clickElsewhere("demo").assertSent("sms", "b");
        }
    }

    @Test
    void an_automatic_answer_is_no_reply_and_one_with_a_date_pauses_until_then() {
        String xml = """
            <to id="a" uri="sms:a"/>
            <to id="w" uri="wait:3 days"/>
            <to id="b" uri="sms:b"/>
            <to id="w2" uri="wait:20 days"/>
            <to id="c" uri="sms:c"/>\
            """;
        try (SequenceTester tester = open("", xml)) {
            tester.enroll(lead("Ann")).event("email.auto-reply", Map.of("returnDate", "2026-01-15"));
            tester.assertEnrolled().advance(days(30));
            assertThat(sentAt(tester, "b")).isEqualTo("2026-01-15T14:00:00Z"); // 9:00 in New York
            tester.enroll(lead("Bea")).event("email.auto-reply", Map.of());
            tester.advance(days(3)).assertMessages("sms:a", "sms:b");
            tester.enroll(lead("Cay")).event("email.auto-reply", Map.of("returnDate", "2019-01-01"));
            tester.advance(days(3)).assertMessages("sms:a", "sms:b");
        }
    }

    @Test
    void a_bad_template_is_told_at_deployment() {
        try (SequenceTester tester = open("", "<to id=\"a\" uri=\"sms:a\"/>")) {
            assertThatThrownBy(() -> SequenceTester.setup()
                            .sequence(
                                    route("", "<to id=\"x\" uri=\"sms:x\"/>"),
                                    Map.of("x.sms", "See {{#link.p}}javascript:alert(1){{/link.p}}"))
                            .open())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("x.sms:1");
            tester.enroll(lead("Ann")).assertSent("sms", "a");
        }
    }

    @Test
    void any_data_of_an_event_may_be_asked_for() {
        String xml =
                route("on=webinar.attended&amp;data.room=main&amp;field.plan=Gold", "<to id=\"a\" uri=\"sms:a\"/>");
        try (SequenceTester tester = SequenceTester.setup().sequence(xml, TEXTS).open()) {
            tester.create(lead("Ann").field("plan", "Gold"))
                    .event("webinar.attended", Map.of("room", "side"))
                    .assertNotEnrolled()
                    .event("webinar.attended", Map.of("room", "main"))
                    .assertSent("sms", "a");
            tester.create(lead("Bea").field("plan", "Basic"));
            tester.event("webinar.attended", Map.of("room", "main")).assertNotEnrolled();
        }
    }

    // --- jumps, goals, delays, paths ---

    @Test
    void a_jump_leaves_out_what_lies_between() {
        try (SequenceTester tester = open("", """
            <to id="w" uri="wait:for?on=link.clicked&amp;timeout=2 days"/>
            <choice id="hot">
              <when><simple>${body.came('w')} == 'link.clicked'</simple><to id="j" uri="goto:decision"/></when>
            </choice>
            <to id="a" uri="sms:a"/>
            <to id="w2" uri="wait:10 days"/>
            <to id="decision" uri="sms:b"/>
            <to id="done" uri="contact:tag?add=Done"/>\
            """)) {
            tester.enroll(lead("Ann"))
                    .clickElsewhere("pricing")
                    .assertMessages("sms:decision")
                    .assertTagged("Done")
                    .assertCompleted();
            tester.enroll(lead("Bea")).advance(days(30)).assertMessages("sms:a", "sms:decision");
        }
    }

    @Test
    void what_stands_behind_a_stop_may_be_reached_by_a_jump() {
        try (SequenceTester tester = open("", """
            <filter id="f"><simple>${body.hasTag('x')}</simple><to id="j" uri="goto:late"/></filter>
            <to id="a" uri="sms:a"/>
            <stop/>
            <to id="late" uri="sms:b"/>\
            """)) {
            tester.enroll(lead("Ann").tag("x")).assertMessages("sms:late").assertCompleted();
            tester.enroll(lead("Bea")).assertMessages("sms:a").assertCompleted();
        }
    }

    @Test
    void choices_that_follow_each_other_keep_their_ids_when_a_branch_of_the_first_waits() {
        try (SequenceTester tester = open("", """
            <choice id="one"><when><simple>${body.source} == 'x'</simple><to id="w" uri="wait:1 day"/></when></choice>
            <choice id="two"><when><simple>${body.source} == 'x'</simple><to id="a" uri="sms:a"/></when></choice>\
            """)) {
            tester.enroll(lead("Ann").source("x")).advance(days(1)).assertMessages("sms:a");
        }
    }

    @Test
    void a_jump_back_sends_again_and_each_time_is_a_message_of_its_own() {
        try (SequenceTester tester = open("", """
            <to id="ask" uri="sms:a"/>
            <to id="w" uri="wait:for?on=link.clicked&amp;timeout=2 days"/>
            <choice id="again">
              <when><simple>${body.came('w')} == 'timeout'</simple><to id="j" uri="goto:ask"/></when>
            </choice>
            <to id="b" uri="sms:b"/>\
            """)) {
            tester.enroll(lead("Ann"))
                    .advance(days(5))
                    .assertMessages("sms:ask", "sms:ask", "sms:ask")
                    .clickElsewhere("x")
                    .assertMessages("sms:ask", "sms:ask", "sms:ask", "sms:b")
                    .assertCompleted();
            assertThat(tester.messages()).extracting("occurrence").containsExactly(1, 2, 3, 1);
        }
    }

    @Test
    void a_goal_ends_the_run_as_a_success() {
        try (SequenceTester tester = open("on=contact.created&amp;goal=appointment.booked", """
            <to id="a" uri="sms:a"/>
            <to id="w" uri="wait:3 days"/>
            <to id="b" uri="sms:b"/>\
            """)) {
            tester.enroll(lead("Ann"))
                    .book(Instant.parse("2026-06-01T10:00:00Z"))
                    .assertCompleted()
                    .advance(days(10))
                    .assertMessages("sms:a");
        }
    }

    @Test
    void the_first_step_may_come_later() {
        try (SequenceTester tester = open("on=contact.created&amp;after=24 hours", "<to id=\"a\" uri=\"sms:a\"/>")) {
            tester.create(lead("Ann"))
                    .advance(hours(23))
                    .assertNothingSent()
                    .assertEnrolled()
                    .advance(hours(1))
                    .assertSent("sms", "a");
            tester.create(lead("Bea"))
                    .advance(hours(1))
                    .reply("hi")
                    .advance(days(5))
                    .assertMessages();
        }
    }

    @Test
    void a_path_is_recorded_and_scales_the_waits_after_it() {
        Step path = (where, options) ->
                (lead, effects) -> effects.path(where, Double.parseDouble(options.getOrDefault("pace", "1")));
        try (SequenceTester tester = SequenceTester.setup()
                .sequence(route("", """
                    <choice id="source">
                      <when><simple>${body.source} == 'lsa'</simple><to id="p" uri="way:urgent?pace=0.5"/></when>
                    </choice>
                    <to id="w" uri="wait:14 days"/>
                    <choice id="text">
                      <when><simple>${body.path} == 'urgent'</simple><to id="a" uri="sms:a"/></when>
                      <otherwise><to id="b" uri="sms:b"/></otherwise>
                    </choice>\
                    """), TEXTS)
                .trigger(ANY, "*")
                .step("way", path)
                .open()) {
            tester.enroll(lead("Ann").source("lsa")).advance(days(7)).assertMessages("sms:a");
            tester.enroll(lead("Bea"))
                    .advance(days(13))
                    .assertMessages()
                    .advance(days(1))
                    .assertMessages("sms:b");
        }
    }

    @Test
    void a_split_keeps_each_lead_s_variant_and_reports_compare_what_came_of_them() {
        try (SequenceTester tester = open("", """
            <to id="ab" uri="split:greeting?a=50&amp;b=50"/>
            <choice id="by-variant">
              <when><simple>${variable.greeting} == 'a'</simple><to id="a" uri="sms:a"/></when>
              <otherwise><to id="b" uri="sms:b"/></otherwise>
            </choice>
            <to id="w" uri="wait:3 days"/>
            <to id="c" uri="sms:c"/>\
            """)) {
            int leads = 160;
            for (int i = 0; i < leads; i++) {
                tester.enroll(lead("Lead" + i));
                boolean a = tester.messages().get(0).step().value().equals("a");
                if (a && i % 2 == 0 || !a && i % 10 == 0) {
                    tester.reply("yes"); // every second one of a, and every tenth one of b
                }
            }
            List<VariantResult> results = tester.variants();
            assertThat(results).extracting(VariantResult::variant).containsExactly("a", "b");
            assertThat(results.get(0).leads() + results.get(1).leads()).isEqualTo(leads);
            assertThat(results).allSatisfy(each -> assertThat(each.leads()).isBetween(55L, 105L));
            assertThat(results.get(0).replyRate()).isBetween(0.35, 0.65);
            assertThat(results.get(1).replyRate()).isBetween(0.02, 0.25);
            assertThat(results.get(0).significance()).isNull();
            assertThat(results.get(1).significance()).isLessThan(0.001);
        }
    }

    @Test
    void a_step_may_end_the_run_and_nothing_after_it_happens() {
        String other = route("", "<to id=\"d\" uri=\"sms:d\"/>").replace("story", "other");
        try (SequenceTester tester = SequenceTester.setup()
                .sequence(route("", """
                    <to id="a" uri="sms:a"/>
                    <to id="w" uri="wait:1 day"/>
                    <to id="m" uri="enrollment:move?to=other"/>
                    <to id="t" uri="contact:tag?add=Never"/>
                    <to id="b" uri="sms:b"/>\
                    """), TEXTS)
                .sequence(other, TEXTS)
                .open()) {
            tester.enroll(lead("Ann"))
                    .advance(days(2))
                    .assertMessages("sms:a", "sms:d")
                    .assertNotTagged("Never");
            tester.assertCompleted();
        }
    }

    // --- calls ---

    private static final String CALL = """
        <to id="ring" uri="call:ring?timeout=2 days"/>
        <choice id="said">
          <when><simple>${body.outcome('ring')} == 'voicemail'</simple><to id="a" uri="sms:a"/></when>
          <when><simple>${body.outcome('ring')} == 'timeout'</simple><to id="b" uri="sms:b"/></when>
          <otherwise><to id="c" uri="sms:c"/></otherwise>
        </choice>\
        """;

    @Test
    void the_sequence_waits_for_what_came_of_the_call() {
        try (SequenceTester tester = open("", CALL)) {
            tester.enroll(lead("Ann"))
                    .assertAt("ring")
                    .advance(hours(30))
                    .assertAt("ring")
                    .callOutcome("voicemail")
                    .assertMessages("call:ring", "sms:a")
                    .assertCompleted();
            tester.enroll(lead("Bea")).callOutcome("no-answer").assertMessages("call:ring", "sms:c");
        }
    }

    @Test
    void a_call_that_nobody_made_does_not_hold_the_lead_for_ever() {
        try (SequenceTester tester = open("", CALL)) {
            tester.enroll(lead("Ann"))
                    .advance(days(2))
                    .assertMessages("call:ring", "sms:b")
                    .callOutcome("voicemail")
                    .assertMessages("call:ring", "sms:b");
        }
    }

    // --- what conditions may ask ---

    @Test
    void three_unopened_mails_in_a_row_are_seen_and_a_machine_s_open_does_not_count() {
        String xml = """
            <to id="m1" uri="email:m1"/>
            <to id="w1" uri="wait:2 days"/>
            <to id="m2" uri="email:m2"/>
            <to id="w2" uri="wait:2 days"/>
            <to id="m3" uri="email:m3"/>
            <to id="w3" uri="wait:2 days"/>
            <choice id="cold">
              <when><simple>${body.unopenedInRow} >= 3</simple><to id="a" uri="sms:a"/></when>
              <otherwise><to id="b" uri="sms:b"/></otherwise>
            </choice>\
            """;
        try (SequenceTester tester = open("", xml)) {
            tester.enroll(lead("Ann")).openByMachine("m1").advance(days(6)).assertSent("sms", "a");
            tester.enroll(lead("Bea"))
                    .advance(days(3))
                    .open("m2")
                    .advance(days(3))
                    .assertSent("sms", "b");
        }
    }

    @Test
    void conditions_ask_visits_replies_and_silence() {
        String xml = """
            <to id="w" uri="wait:4 days"/>
            <choice id="q">
              <when><simple>${body.repliedWith('yes')}</simple><to id="a" uri="sms:a"/></when>
              <when><simple>${body.visits('/pricing', '5 days')} >= 2</simple><to id="b" uri="sms:b"/></when>
              <when><simple>${body.daysSinceEngagement} >= 4</simple><to id="c" uri="sms:c"/></when>
              <otherwise><to id="d" uri="sms:d"/></otherwise>
            </choice>\
            """;
        try (SequenceTester tester = open("exitOn=opt-out", xml)) {
            tester.enroll(lead("Ann")).reply("Oh YES please").advance(days(4)).assertMessages("sms:a");
            tester.enroll(lead("Eve"))
                    .reply("I said it yesterday to that eyesore of a yes-man")
                    .advance(days(4))
                    .assertMessages("sms:c"); // four days without a YES
            tester.enroll(lead("Bea"))
                    .visit("/pricing")
                    .visit("/pricing/eu")
                    .advance(days(4))
                    .assertMessages("sms:b");
            tester.enroll(lead("Cay")).advance(days(4)).assertMessages("sms:c");
            tester.enroll(lead("Dot"))
                    .advance(days(2))
                    .visit("/blog")
                    .advance(days(2))
                    .assertMessages("sms:d");
        }
    }

    @Test
    void a_trigger_may_want_to_see_it_several_times_in_a_window() {
        try (SequenceTester tester = open(
                "on=page.viewed&amp;page=/pricing&amp;count=3&amp;within=5 days", "<to id=\"a\" uri=\"sms:a\"/>")) {
            tester.create(lead("Ann"))
                    .visit("/pricing")
                    .visit("/blog")
                    .advance(days(4))
                    .visit("/pricing")
                    .assertNotEnrolled()
                    .advance(days(2)) // the first one is out of the window now
                    .visit("/pricing")
                    .assertNotEnrolled()
                    .visit("/pricing")
                    .assertSent("sms", "a");
        }
    }

    @Test
    void one_of_a_group_only() {
        String other = route("on=contact.created&amp;tag=X&amp;group=nurture", "<to id=\"wx\" uri=\"wait:9 days\"/>")
                .replace("story", "other");
        try (SequenceTester tester = SequenceTester.setup()
                .sequence(
                        route("on=tag.added&amp;tag=Y&amp;group=nurture", "<to id=\"w\" uri=\"wait:9 days\"/>"), TEXTS)
                .sequence(other, Map.of())
                .open()) {
            tester.create(lead("Ann").tag("X")).tag("Y").assertNotEnrolled();
            tester.advance(days(9)).untag("Y").tag("Y").assertEnrolled();
        }
    }

    private static String sentAt(SequenceTester tester, String step) {
        return String.valueOf(tester.message(step).settledAt());
    }

    private static SequenceTester open(String from, String steps) {
        return SequenceTester.setup()
                .sequence(route(from, steps), TEXTS)
                .trigger(ANY, "*")
                .open();
    }

    private static String route(String from, String steps) {
        String options = from.isEmpty() ? "" : "?" + from;
        return """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="story">
                <from uri="sequence:story%s"/>
                %s
              </route>
            </routes>\
            """.formatted(options, steps);
    }
}
