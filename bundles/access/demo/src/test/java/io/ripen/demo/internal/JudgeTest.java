package io.ripen.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.MessageState;
import io.ripen.sandbox.SandboxMessage;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.team.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every way in which a lead may get something else than it was promised has to be seen. */
class JudgeTest {
    private static final Instant DAY_0 = Instant.parse("2026-01-05T15:00:00Z");
    private static final Promise PROMISE = new Promise(
            List.of(
                    new Promise.Touch("intro", "sms", Duration.ZERO),
                    new Promise.Touch("story", "email", Duration.ofDays(3))),
            Set.of("Done"));
    private static final Judge JUDGE = new Judge(late(Duration.ofMinutes(10), Duration.ZERO), 1_000);

    private final List<Message> messages = new ArrayList<>();
    private final List<SandboxMessage> received = new ArrayList<>();
    private LeadKind kind = LeadKind.SILENT;
    private EnrollmentState state = EnrollmentState.COMPLETED;
    private Set<String> tags = Set.of("Done");
    private int enrollments = 1;
    /** When a message was planned, where that is not when it went. */
    private @Nullable Instant planned;

    private Story.@Nullable Span stopped;
    private Story.@Nullable Span clicked;
    private List<String> barred = List.of();

    @Test
    void all_touches_in_time_are_as_promised() {
        sent("intro", day(0));
        sent("story", day(3));
        assertThat(wrong()).isNull();
    }

    @Test
    void who_is_held_without_having_asked_for_it_is_wrong() {
        sent("intro", day(0));
        sent("story", day(3));
        barred = List.of("Everything to phone:+12125550100 is held: The lead wrote \"Let us talk.\".");
        assertThat(wrong()).contains("Nothing in its story stops us", "is held: The lead wrote \"Let us talk.\"");
    }

    @Test
    void a_missing_touch_is_wrong() {
        sent("intro", day(0));
        assertThat(wrong()).contains("never got story");
    }

    @Test
    void a_busy_machine_excuses_half_a_minute_and_no_more() {
        assertThat(Judge.tooLate(late(Duration.ofSeconds(30_000), Duration.ofSeconds(30_000)), 1_000))
                .isNull();
        assertThat(Judge.tooLate(late(Duration.ofSeconds(30_100), Duration.ZERO), 1_000))
                .contains("planned 30.1 s after it was due");
        assertThat(Judge.tooLate(late(Duration.ZERO, Duration.ofSeconds(30_100)), 1_000))
                .contains("kept 30.1 s longer than the policies ask");
    }

    @Test
    void a_touch_that_is_missing_is_not_excused_by_a_run_that_was_later_than_allowed() {
        sent("intro", day(0));
        stopped = new Story.Span(day(3).plus(Duration.ofHours(10)), day(3).plus(Duration.ofHours(10)));
        state = EnrollmentState.STOPPED;
        tags = Set.of();
        // 100 seconds are not quite three hours at this speed.
        assertThat(wrongBy(new Judge(late(Duration.ofDays(2), Duration.ZERO), 100)))
                .contains("story was due at");
        assertThat(wrongBy(new Judge(late(Duration.ofDays(2), Duration.ZERO), 1_000)))
                .isNull();
    }

    @Test
    void a_touch_that_came_twice_is_wrong() {
        sent("intro", day(0));
        sent("story", day(3));
        received.add(received.get(1));
        assertThat(wrong()).contains("2 times");
    }

    @Test
    void a_touch_that_the_sandbox_never_saw_is_wrong() {
        sent("intro", day(0));
        sent("story", day(3));
        received.remove(1);
        assertThat(wrong()).contains("0 times");
    }

    @Test
    void a_touch_that_came_early_is_wrong() {
        sent("intro", day(0));
        sent("story", day(2));
        assertThat(wrong()).contains("early");
    }

    @Test
    void a_hole_in_the_text_is_wrong() {
        sent("intro", day(0));
        sent("story", day(3));
        SandboxMessage story = received.remove(1);
        received.add(new SandboxMessage(
                2, "email", story.providerId(), "", "", "", "Hi {{contact.first_name}}", null, day(3)));
        assertThat(wrong()).contains("hole");
    }

    @Test
    void a_message_of_no_step_is_wrong() {
        sent("intro", day(0));
        sent("story", day(3));
        received.add(new SandboxMessage(9, "sms", "stray", "", "", null, "Hello again", null, day(4)));
        assertThat(wrong()).contains("no step");
    }

    @Test
    void who_writes_stop_is_answered_once_at_any_hour_and_nobody_else_is() {
        Instant night = day(1).plus(Duration.ofHours(14));
        sent("intro", day(0));
        stopped(night);
        notice(night.plusSeconds(2));
        assertThat(wrong()).contains("beside its sequence");
        kind = LeadKind.STOP;
        assertThat(wrong()).isNull();
        received.remove(1);
        assertThat(wrong()).contains("The answer to its STOP is ACCEPTED and came in 0 times");
        notice(night.plusSeconds(3));
        assertThat(wrong()).contains("2 messages beside");
        messages.remove(1);
        assertThat(wrong()).isNull();
        stopped(day(3));
        assertThat(wrong()).contains("had not written");
    }

    @Test
    void two_enrollments_are_wrong() {
        enrollments = 2;
        assertThat(wrong()).contains("2 times");
    }

    @Test
    void the_end_tag_must_be_there() {
        sent("intro", day(0));
        sent("story", day(3));
        tags = Set.of();
        assertThat(wrong()).contains("lacks the tag Done");
    }

    @Test
    void who_stopped_in_mid_wait_gets_no_more() {
        stopped(day(2));
        sent("intro", day(0));
        assertThat(wrong()).isNull();
    }

    @Test
    void a_touch_after_the_stop_is_wrong() {
        stopped(day(2));
        sent("intro", day(0));
        sent("story", day(3));
        assertThat(wrong()).contains("after the lead had stopped");
    }

    @Test
    void a_touch_that_was_due_long_before_the_stop_is_not_excused_by_it() {
        stopped(day(5));
        sent("intro", day(0));
        assertThat(wrong()).contains("story was due");
    }

    @Test
    void a_run_that_goes_on_after_the_stop_is_wrong() {
        stopped(day(2));
        sent("intro", day(0));
        state = EnrollmentState.ACTIVE;
        assertThat(wrong()).contains("ACTIVE");
    }

    @Test
    void a_refused_number_is_as_promised_when_the_mails_come() {
        kind = LeadKind.BAD_NUMBER;
        message("intro", day(0), MessageState.REFUSED, null);
        sent("story", day(3));
        assertThat(wrong()).isNull();
    }

    @Test
    void an_unreachable_lead_that_was_reached_is_wrong() {
        kind = LeadKind.BAD_NUMBER;
        sent("intro", day(0));
        sent("story", day(3));
        assertThat(wrong()).contains("should have been refused");
    }

    @Test
    void a_click_counts_only_when_it_came_before_the_choice() {
        Promise other = new Promise(List.of(new Promise.Touch("check-in", "sms", Duration.ZERO)), Set.of());
        sent("check-in", day(4));
        clicked = new Story.Span(day(2), day(3));
        assertThat(Judge.clickedTooLate(story(), PROMISE, other)).isFalse();
        clicked = new Story.Span(day(4), day(5));
        assertThat(Judge.clickedTooLate(story(), PROMISE, other)).isTrue();
    }

    @Test
    void a_text_at_night_or_on_a_sunday_is_wrong() {
        sent("intro", DAY_0.minus(Duration.ofSeconds(1)));
        sent("story", day(3));
        assertThat(wrong()).contains("texts go Mon-Fri 10:00-17:00 in America/New_York");
        messages.clear();
        received.clear();
        sent("intro", day(6));
        sent("story", day(9));
        assertThat(wrong()).contains("intro was texted");
    }

    @Test
    void a_text_that_the_sandbox_got_at_night_is_wrong_whatever_the_product_says() {
        sent("intro", day(0));
        sent("story", day(3));
        SandboxMessage intro = received.remove(0);
        Instant evening = day(0).plus(Duration.ofHours(8));
        received.add(new SandboxMessage(1, "sms", intro.providerId(), "", "", null, intro.text(), null, evening));
        assertThat(wrong()).contains("A text came in at " + evening);
    }

    @Test
    void two_texts_on_one_day_are_wrong() {
        Promise two = new Promise(
                List.of(
                        new Promise.Touch("intro", "sms", Duration.ZERO),
                        new Promise.Touch("again", "sms", Duration.ofHours(2))),
                Set.of("Done"));
        sent("intro", day(0));
        sent("again", day(0).plus(Duration.ofHours(2)));
        assertThat(JUDGE.judge(story(), two).wrong()).contains("both texted on 2026-01-05");
        messages.clear();
        received.clear();
        sent("intro", day(0));
        planned = day(0).plus(Duration.ofHours(2));
        sent("again", day(1));
        assertThat(JUDGE.judge(story(), two).wrong()).isNull();
    }

    @Test
    void an_e_mail_less_than_two_days_after_another_is_wrong() {
        sent("intro", day(0));
        sent("story", day(3));
        message("story", day(5).minus(Duration.ofSeconds(1)), MessageState.ACCEPTED, "more");
        assertThat(wrong()).contains("less than 48 hours");
        messages.remove(2);
        message("story", day(5), MessageState.ACCEPTED, "more");
        assertThat(wrong()).isNull();
    }

    @Test
    void a_text_that_waited_for_monday_is_neither_wrong_nor_late() {
        Promise weekend = new Promise(
                List.of(
                        new Promise.Touch("hello", "email", Duration.ZERO),
                        new Promise.Touch("intro", "sms", Duration.ofDays(5))),
                Set.of("Done"));
        planned = day(5);
        sent("intro", day(7));
        assertThat(kept(storyWith("hello"), weekend)).isEqualTo(Duration.ZERO);
        planned = day(4);
        messages.clear();
        sent("intro", day(7));
        // From Friday 10:00 to Monday 10:00, when Friday itself would have done; or Friday was a holiday.
        assertThat(kept(storyWith("hello"), weekend)).isEqualTo(Duration.ZERO);
        messages.clear();
        planned = day(4);
        sent("intro", day(8));
        // All of Monday's hours.
        assertThat(kept(storyWith("hello"), weekend)).isEqualTo(Duration.ofHours(7));
    }

    @Test
    void a_text_that_just_missed_the_leads_hours_is_kept_for_as_long_as_it_could_have_gone() {
        Promise text = new Promise(List.of(new Promise.Touch("intro", "sms", Duration.ZERO)), Set.of("Done"));
        planned = day(0).plus(Duration.ofMinutes(6 * 60 + 55)); // 16:55
        sent("intro", day(1).plus(Duration.ofMinutes(3)));
        // The five minutes before the end are forgiven: the day may have been a holiday.
        assertThat(kept(story(), text)).isEqualTo(Duration.ofMinutes(3));
        messages.clear();
        sent("intro", day(2).plus(Duration.ofMinutes(3)));
        assertThat(kept(story(), text)).isEqualTo(Duration.ofMinutes(7 * 60 + 3));
    }

    @Test
    void an_e_mail_is_not_kept_too_long_by_the_two_days_after_another() {
        Promise mails = new Promise(
                List.of(
                        new Promise.Touch("hello", "email", Duration.ZERO),
                        new Promise.Touch("more", "email", Duration.ofDays(1))),
                Set.of("Done"));
        planned = day(0);
        message("hello", day(0), MessageState.ACCEPTED, "hello");
        planned = day(1);
        message("more", day(2), MessageState.ACCEPTED, "more");
        assertThat(kept(story(), mails)).isEqualTo(Duration.ZERO);
        messages.remove(1);
        message("more", day(3), MessageState.ACCEPTED, "more");
        assertThat(kept(story(), mails)).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void a_run_that_kept_a_text_for_long_does_not_excuse_everything() {
        Promise text = new Promise(List.of(new Promise.Touch("intro", "sms", Duration.ofDays(5))), Set.of("Done"));
        stopped(day(30));
        Duration month = Duration.ofDays(31);
        assertThat(new Judge(late(Duration.ZERO, month), 100_000)
                        .judge(story(), text)
                        .wrong())
                .isNull();
        assertThat(new Judge(late(Duration.ZERO, month), 1_000)
                        .judge(story(), text)
                        .wrong())
                .contains("intro was due");
    }

    @Test
    void a_text_that_still_waited_for_the_leads_hours_when_it_stopped_is_not_missing() {
        Promise text = new Promise(List.of(new Promise.Touch("intro", "sms", Duration.ofDays(5))), Set.of("Done"));
        stopped(day(6));
        assertThat(JUDGE.judge(story(), text).wrong()).isNull();
        stopped(day(10));
        assertThat(JUDGE.judge(story(), text).wrong()).contains("intro was due");
    }

    @Test
    void time_that_was_skipped_makes_nothing_late() {
        Promise mail = new Promise(List.of(new Promise.Touch("story", "email", Duration.ofDays(3))), Set.of("Done"));
        planned = day(3).plus(Duration.ofHours(9));
        sent("story", day(3).plus(Duration.ofHours(9)));
        Skips skips = new Skips();
        skips.add(day(3).plus(Duration.ofHours(1)), day(3).plus(Duration.ofHours(8)));
        skips.add(day(4), day(5));
        Judge.Lateness late = Judge.lateness(story(), mail, skips);
        assertThat(late.planned()).isEqualTo(Duration.ofHours(2));
        assertThat(late.delay()).isEqualTo(Duration.ofHours(9));
    }

    private static Judge.Lateness late(Duration planned, Duration kept) {
        return new Judge.Lateness(planned, kept, planned, kept);
    }

    private static Duration kept(Story story, Promise promise) {
        return Judge.lateness(story, promise, new Skips()).kept();
    }

    private Story storyWith(String step) {
        planned = null;
        messages.add(0, messages.remove(messages.size() - 1));
        message(step, day(0), MessageState.ACCEPTED, "P-" + step);
        return story();
    }

    private @Nullable String wrong() {
        return wrongBy(JUDGE);
    }

    private @Nullable String wrongBy(Judge judge) {
        return judge.judge(story(), PROMISE).wrong();
    }

    private Story story() {
        List<Enrollment> runs = new ArrayList<>();
        for (int i = 1; i <= enrollments; i++) {
            runs.add(new Enrollment(
                    new EnrollmentId(i),
                    TeamId.DEFAULT,
                    new SequenceId("new-lead-14-day"),
                    "0",
                    new ContactId(1),
                    "",
                    state,
                    null,
                    Map.of(),
                    null,
                    null,
                    DAY_0,
                    null));
        }
        return new Story(
                new DemoLead(
                        "silent-001", kind, "silent-001@example.com", "+12125550100", ZoneId.of("America/New_York")),
                contact(),
                runs,
                messages,
                received,
                stopped,
                clicked,
                barred);
    }

    private void stopped(Instant at) {
        stopped = new Story.Span(at, at.plusSeconds(60));
        state = EnrollmentState.STOPPED;
        tags = Set.of();
    }

    private void sent(String step, Instant at) {
        String id = "SM" + step;
        message(step, at, MessageState.ACCEPTED, id);
        received.add(new SandboxMessage(received.size() + 1, channel(step), id, "", "", null, "Hello Ann", null, at));
    }

    private void notice(Instant at) {
        String id = "SMnotice" + messages.size();
        message(null, at, MessageState.ACCEPTED, id);
        received.add(new SandboxMessage(received.size() + 1, "sms", id, "", "", null, "Unsubscribed", null, at));
    }

    private void message(@Nullable String step, Instant at, MessageState messageState, @Nullable String providerId) {
        messages.add(new Message(
                new MessageId(messages.size() + 1),
                TeamId.DEFAULT,
                new ContactId(1),
                new EnrollmentId(1),
                new SequenceId("new-lead-14-day"),
                step == null ? null : new StepId(step),
                1,
                step == null ? "sms" : channel(step),
                messageState,
                "+12125550100",
                null,
                "Hello Ann",
                providerId,
                1,
                null,
                null,
                null,
                null,
                planned == null ? at : planned,
                at,
                at,
                null));
    }

    private static String channel(String step) {
        return step.equals("story") ? "email" : "sms";
    }

    private Contact contact() {
        return new Contact(
                new ContactId(1),
                TeamId.DEFAULT,
                "silent-001",
                "Ann",
                null,
                "silent-001@example.com",
                "+12125550100",
                "+12125550100",
                tags,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                Consent.UNKNOWN,
                Map.of(),
                DAY_0,
                1);
    }

    private static Instant day(int number) {
        return DAY_0.plus(Duration.ofDays(number));
    }
}
