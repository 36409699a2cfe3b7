package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.TestLead.lead;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.crm.ContactChange;
import io.ripen.delivery.MessageState;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One lead with several appointments, deals or orders at once: each run is about its own. The clock begins on Monday, 5 January
 * 2026, at 10:00 in New York.
 */
class KeyedStoriesTest {
    private static final Map<String, String> TEXTS =
            Map.of("hello.sms", "Hello", "reminder.sms", "See you soon", "later.sms", "Later");
    private static final String REMINDER = """
            <to id="hello" uri="sms:hello"/>
            <to id="w" uri="wait:until?event=appointment.booked&amp;data=start&amp;offset=-24 hours"/>
            <to id="reminder" uri="sms:reminder"/>
            <to id="w2" uri="wait:30 days"/>""";

    private SequenceTester tester;

    @AfterEach
    void close() {
        tester.close();
    }

    private void open(String options, String steps) {
        tester = SequenceTester.of("""
                <routes><route id="story">
                <from uri="sequence:story?on=appointment.booked%s"/>
                %s
                </route></routes>""".formatted(options, steps), TEXTS);
        tester.create(lead("Ann").withoutEmail());
    }

    private void happens(String type, Map<String, Object> data) {
        tester.advance(ofSeconds(1)).event(type, data);
    }

    /** Something that its sender says happened at another time than it came in. */
    private void happenedAt(Instant at, String type, Map<String, Object> data) {
        tester.machine
                .events()
                .receive(new Event(
                        type + at + data, type, null, tester.contact().id(), null, at, EventSource.API, data));
        tester.machine.drain();
    }

    private void book(Object key, String start) {
        happens("appointment.booked", Map.of("appointment", key, "start", start));
    }

    /** How each run stands, by key. */
    private Map<String, EnrollmentState> runs() {
        Map<String, EnrollmentState> states = new TreeMap<>();
        for (Enrollment run : all()) {
            states.put(run.key(), run.state());
        }
        return states;
    }

    private List<Enrollment> all() {
        return tester.machine
                .enrollments()
                .list(
                        Actor.part("the test"),
                        new Enrollments.Query(null, null, null, tester.contact().id(), 0, 100));
    }

    private Instant due(String key) {
        return all().stream()
                .filter(run -> run.key().equals(key) && !run.state().isFinal())
                .findFirst()
                .orElseThrow()
                .dueAt();
    }

    private long sent(String step) {
        return tester.messages().stream()
                .filter(message ->
                        message.step() != null && message.step().value().equals(step))
                .filter(message -> message.state() == MessageState.ACCEPTED)
                .count();
    }

    @Test
    void cancelling_one_appointment_leaves_the_other_one() {
        open("&amp;key=appointment&amp;exitOn=appointment.cancelled", REMINDER);
        book("A", "2026-01-12T15:00:00Z");
        book("B", "2026-01-13T15:00:00Z");
        happens("appointment.cancelled", Map.of("appointment", "A"));
        assertThat(runs()).containsEntry("A", EnrollmentState.STOPPED).containsEntry("B", EnrollmentState.ACTIVE);
        tester.advance(days(10));
        assertThat(sent("reminder")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "appointment, 17, 17.0",
        "appointment, 17, 17",
        "appointment, ' A-17 ', A-17",
        "order.id, A, A",
        "deal, müller & söhne, müller & söhne",
        "appointment, 0, 0",
    })
    void a_key_is_the_same_however_it_is_written(String name, String first, String second) {
        open("&amp;key=" + name + "&amp;exitOn=appointment.cancelled", REMINDER);
        happens("appointment.booked", data(name, first));
        happens("appointment.booked", data(name, "another"));
        happens("appointment.cancelled", data(name, second));
        assertThat(runs()).hasSize(2).containsEntry(first.strip(), EnrollmentState.STOPPED);
        assertThat(runs()).containsEntry("another", EnrollmentState.ACTIVE);
    }

    /** Numbers as JSON has them, and objects for names with a dot. */
    private static Map<String, Object> data(String name, String value) {
        Object written = value.matches("\\d+\\.\\d+")
                ? (Object) Double.valueOf(value)
                : value.matches("\\d+") ? (Object) Integer.valueOf(value) : value;
        int dot = name.indexOf('.');
        return dot < 0
                ? Map.of(name, written, "start", "2026-01-12T15:00:00Z")
                : Map.of(
                        name.substring(0, dot),
                        Map.of(name.substring(dot + 1), written),
                        "start",
                        "2026-01-12T15:00:00Z");
    }

    @Test
    void a_goal_is_reached_by_the_run_that_it_is_about() {
        open("&amp;key=appointment&amp;exitOn=none&amp;goal=appointment.completed", REMINDER);
        book("A", "2026-01-12T15:00:00Z");
        book("B", "2026-01-13T15:00:00Z");
        happens("appointment.completed", Map.of("appointment", "B"));
        assertThat(runs()).containsEntry("A", EnrollmentState.ACTIVE).containsEntry("B", EnrollmentState.COMPLETED);
    }

    @Test
    void what_names_no_appointment_is_about_all_of_them() {
        open("&amp;key=appointment&amp;exitOn=reply,appointment.cancelled,purchase", REMINDER);
        for (String key : List.of("A", "B", "C")) {
            book(key, "2026-01-12T15:00:00Z");
        }
        happens("appointment.cancelled", Map.of("appointment", "A"));
        tester.reply("See you then");
        assertThat(runs().values()).containsOnly(EnrollmentState.STOPPED);
        book("D", "2026-01-15T15:00:00Z");
        book("E", "2026-01-15T15:00:00Z");
        happens("purchase", Map.of("amount", 12));
        assertThat(runs().values()).containsOnly(EnrollmentState.STOPPED);
    }

    @Test
    void a_run_without_a_key_minds_everything() {
        open("&amp;key=appointment&amp;exitOn=appointment.cancelled", REMINDER);
        happens("appointment.booked", Map.of("start", "2026-01-12T15:00:00Z"));
        happens("appointment.cancelled", Map.of("appointment", "A"));
        assertThat(runs()).containsEntry("", EnrollmentState.STOPPED);
    }

    @Test
    void a_wait_goes_on_by_the_event_of_its_own_appointment() {
        open("&amp;key=appointment&amp;exitOn=none", """
                <to id="w" uri="wait:for?on=appointment.completed&amp;timeout=20 days"/>
                <choice id="c"><when><simple>${body.came('w')} == 'appointment.completed'</simple>
                  <to id="later" uri="sms:later"/></when></choice>
                <to id="w2" uri="wait:30 days"/>""");
        book("A", "2026-01-12T15:00:00Z");
        book("B", "2026-01-13T15:00:00Z");
        book("C", "2026-01-14T15:00:00Z");
        happens("appointment.completed", Map.of("appointment", "B"));
        assertThat(sent("later")).isEqualTo(1);
        happens("appointment.completed", Map.of("appointment", "X"));
        assertThat(sent("later")).isEqualTo(1);
        happens("appointment.completed", Map.of("appointment", "A"));
        assertThat(sent("later")).isEqualTo(2);
    }

    @Test
    void a_click_in_the_message_of_one_run_is_not_the_other_one_s() {
        open("&amp;key=appointment&amp;exitOn=none", """
                <to id="hello" uri="sms:hello"/>
                <to id="w" uri="wait:for?on=link.clicked&amp;timeout=2 days"/>
                <choice id="c"><when><simple>${body.clicked('map')}</simple>
                  <to id="later" uri="sms:later"/></when></choice>
                <to id="w2" uri="wait:30 days"/>""");
        book("A", "2026-01-12T15:00:00Z");
        book("B", "2026-01-13T15:00:00Z");
        String a = all().stream()
                .filter(run -> run.key().equals("A"))
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
        happens(
                "link.clicked",
                Map.of("link", "map", "engagement", "human", "sequence", "story", "enrollment", a, "step", "hello"));
        assertThat(sent("later")).isEqualTo(1);
        tester.advance(days(3));
        assertThat(sent("later")).isEqualTo(1);
    }

    @Test
    void each_reminder_goes_by_the_start_of_its_own_appointment() {
        open("&amp;key=appointment", REMINDER);
        book("A", "2026-01-12T15:00:00Z");
        book("B", "2026-01-09T20:00:00Z");
        book("C", "2026-02-01T09:00:00+01:00");
        assertThat(due("A")).isEqualTo("2026-01-11T15:00:00Z");
        assertThat(due("B")).isEqualTo("2026-01-08T20:00:00Z");
        assertThat(due("C")).isEqualTo("2026-01-31T08:00:00Z");
    }

    @Test
    void an_appointment_that_is_booked_again_moves_its_reminder() {
        open("&amp;key=appointment", REMINDER);
        book("A", "2026-01-12T15:00:00Z");
        book("B", "2026-01-13T15:00:00Z");
        book("A", "2026-01-20T15:00:00Z");
        assertThat(due("A")).isEqualTo("2026-01-19T15:00:00Z");
        assertThat(due("B")).isEqualTo("2026-01-12T15:00:00Z");
        assertThat(runs()).hasSize(2);
        tester.advance(days(8));
        assertThat(sent("reminder")).isEqualTo(1);
        tester.advance(days(10));
        assertThat(sent("reminder")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        // the new start, and when the reminder is due then
        "2026-01-20T15:00:00Z, 2026-01-19T15:00:00Z",
        "2026-01-08T15:00:00Z, 2026-01-07T15:00:00Z",
        "2026-01-12T15:00:00Z, 2026-01-11T15:00:00Z",
        "2026-01-12T10:00:00-05:00, 2026-01-11T15:00:00Z",
        "2026-01-12 09:30, 2026-01-11T14:30:00Z",
        "20260112T150000Z, 2026-01-11T15:00:00Z",
        "1768402800, 2026-01-13T15:00:00Z",
    })
    void a_rescheduled_appointment_moves_its_reminder(String start, String due) {
        open("&amp;key=appointment", REMINDER);
        book("A", "2026-01-12T15:00:00Z");
        book("B", "2026-01-13T15:00:00Z");
        happens("appointment.rescheduled", Map.of("appointment", "A", "start", start));
        assertThat(due("A")).isEqualTo(due);
        assertThat(due("B")).isEqualTo("2026-01-12T15:00:00Z");
    }

    @Test
    void moved_to_tomorrow_the_reminder_whose_moment_has_passed_is_left_out() {
        open("&amp;key=appointment", REMINDER);
        book("A", "2026-01-12T15:00:00Z");
        tester.advance(days(1));
        happens("appointment.rescheduled", Map.of("appointment", "A", "start", "2026-01-07T01:00:00Z"));
        tester.advance(days(9));
        assertThat(sent("reminder")).isZero();
    }

    @Test
    void without_a_key_the_newest_booking_moves_the_reminder() {
        open("", REMINDER);
        happens("appointment.booked", Map.of("start", "2026-01-12T15:00:00Z"));
        happens("appointment.booked", Map.of("start", "2026-01-16T15:00:00Z"));
        assertThat(due("")).isEqualTo("2026-01-15T15:00:00Z");
        happens("appointment.rescheduled", Map.of("start", "2026-01-17T15:00:00Z"));
        assertThat(due("")).isEqualTo("2026-01-16T15:00:00Z");
    }

    @Test
    void of_bookings_in_the_wrong_order_the_one_that_happened_later_counts() {
        open("&amp;key=appointment", REMINDER);
        happenedAt(
                Instant.parse("2026-01-05T14:30:00Z"),
                "appointment.booked",
                Map.of("appointment", "A", "start", "2026-01-20T15:00:00Z"));
        happenedAt(
                Instant.parse("2026-01-05T14:00:00Z"),
                "appointment.booked",
                Map.of("appointment", "A", "start", "2026-01-12T15:00:00Z"));
        assertThat(due("A")).isEqualTo("2026-01-19T15:00:00Z");
        happenedAt(
                Instant.parse("2026-01-05T14:10:00Z"),
                "appointment.rescheduled",
                Map.of("appointment", "A", "start", "2026-01-13T15:00:00Z"));
        assertThat(due("A")).isEqualTo("2026-01-19T15:00:00Z");
        happenedAt(
                Instant.parse("2026-01-05T14:40:00Z"),
                "appointment.rescheduled",
                Map.of("appointment", "A", "start", "2026-01-21T15:00:00Z"));
        assertThat(due("A")).isEqualTo("2026-01-20T15:00:00Z");
    }

    @Test
    void a_cancellation_that_is_older_than_the_booking_ends_nothing() {
        open("&amp;key=appointment&amp;exitOn=appointment.cancelled", REMINDER);
        happenedAt(
                Instant.parse("2026-01-05T14:30:00Z"),
                "appointment.booked",
                Map.of("appointment", "A", "start", "2026-01-20T15:00:00Z"));
        happenedAt(Instant.parse("2026-01-05T14:00:00Z"), "appointment.cancelled", Map.of("appointment", "A"));
        assertThat(runs()).containsEntry("A", EnrollmentState.ACTIVE);
        happenedAt(Instant.parse("2026-01-05T14:31:00Z"), "appointment.cancelled", Map.of("appointment", "A"));
        assertThat(runs()).containsEntry("A", EnrollmentState.STOPPED);
    }

    @Test
    void a_booking_that_is_older_than_its_cancellation_begins_nothing() {
        open("&amp;key=appointment&amp;exitOn=appointment.cancelled&amp;goal=appointment.completed", REMINDER);
        happenedAt(Instant.parse("2026-01-05T14:30:00Z"), "appointment.cancelled", Map.of("appointment", "A"));
        happenedAt(Instant.parse("2026-01-05T14:30:00Z"), "appointment.completed", Map.of("appointment", "B"));
        for (String key : List.of("A", "B", "C")) {
            happenedAt(
                    Instant.parse("2026-01-05T14:00:00Z"),
                    "appointment.booked",
                    Map.of("appointment", key, "start", "2026-01-20T15:00:00Z"));
        }
        assertThat(runs()).containsOnlyKeys("C");
        happenedAt(
                Instant.parse("2026-01-05T14:45:00Z"),
                "appointment.booked",
                Map.of("appointment", "A", "start", "2026-01-21T15:00:00Z"));
        assertThat(runs()).containsOnlyKeys("A", "C");
    }

    @Test
    void a_corrected_field_moves_what_waits_for_it() {
        tester = SequenceTester.of("""
                <routes><route id="story">
                <from uri="sequence:story"/>
                <to id="w" uri="wait:until?field=renewal&amp;offset=-7 days&amp;at=09:00"/>
                <to id="reminder" uri="sms:reminder"/>
                <to id="w2" uri="wait:30 days"/>
                </route></routes>""", TEXTS);
        tester.enroll(lead("Ann").field("renewal", "2026-02-01"));
        assertThat(due("")).isEqualTo("2026-01-25T14:00:00Z");
        tester.change(field("renewal", "2026-03-01"));
        assertThat(due("")).isEqualTo("2026-02-22T14:00:00Z");
        tester.change(field("other", "2026-04-01"));
        assertThat(due("")).isEqualTo("2026-02-22T14:00:00Z");
        tester.change(field("renewal", "2026-01-08"));
        tester.advance(hours(1));
        tester.assertAt("w2").assertNotSent("sms", "reminder");
    }

    private static ContactChange field(String name, String value) {
        return new ContactChange(Map.of("fields", Map.of(name, value)), Set.of(), Set.of());
    }
}
