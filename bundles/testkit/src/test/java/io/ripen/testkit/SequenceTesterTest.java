package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tester itself: what it says must be so, and what it says when it is not. */
class SequenceTesterTest {
    static final String TWO_TEXTS = """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="two-texts">
                <from uri="sequence:two-texts?on=contact.created&amp;tag=New Lead"/>
                <to id="hello" uri="sms:hello"/>
                <to id="pause" uri="wait:3 days"/>
                <to id="again" uri="sms:still-there"/>
              </route>
            </routes>
            """;
    static final Map<String, String> TEXTS =
            Map.of("hello.sms", "Hello {{contact.first_name}}", "still-there.sms", "Still there?");

    private final SequenceTester tester = SequenceTester.of(TWO_TEXTS, TEXTS);
    private final TestLead ann = lead("Ann").tag("New Lead");

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void a_story_without_surprises_passes() {
        tester.enroll(ann)
                .assertSent("sms", "hello")
                .assertAt("pause")
                .advance(days(3))
                .assertSent("sms", "again")
                .assertSent("sms", "still-there")
                .assertCompleted();
        assertThat(tester.message("hello").text()).isEqualTo("Hello Ann");
    }

    @Test
    void a_failure_tells_what_happened_in_words() {
        tester.enroll(ann).advance(hours(30));
        assertThatThrownBy(() -> tester.assertSent("sms", "again"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected sms 'again' to Ann, and there is none.")
                .hasMessageContaining("day 0 00:00  sent two-texts/hello")
                .hasMessageContaining("Now it is day 1 06:00.");
    }

    @Test
    void every_assertion_can_fail() {
        tester.enroll(ann);
        assertFails(() -> tester.assertNotSent("sms", "hello"));
        assertFails(() -> tester.assertNothingSent());
        assertFails(() -> tester.assertSent("email", "hello"));
        assertFails(() -> tester.assertMessages("sms:hello", "sms:again"));
        assertFails(() -> tester.assertMessages());
        assertFails(() -> tester.assertNotEnrolled());
        assertFails(() -> tester.assertStopped("reply"));
        assertFails(() -> tester.assertCompleted());
        assertFails(() -> tester.assertAt("hello"));
        assertFails(() -> tester.assertTagged("VIP"));
        assertFails(() -> tester.assertNotTagged("new lead"));
        tester.advance(days(3));
        assertFails(() -> tester.assertEnrolled());
        assertFails(() -> tester.assertNothingSent());
    }

    @Test
    void why_a_run_stopped_is_asked_by_words_or_by_the_event() {
        tester.enroll(ann)
                .event("page.viewed")
                .advance(hours(1))
                .reply("Who are you?")
                .assertStopped("replied by text")
                .assertStopped("sms.received");
        assertFails(() -> tester.assertStopped("email.received"));
        assertFails(() -> tester.assertStopped("page.viewed"));
        assertFails(() -> tester.assertStopped("sms"));
    }

    @Test
    void nothing_sent_means_in_what_happened_last() {
        tester.enroll(ann).advance(days(1)).assertNothingSent().advance(days(2));
        assertFails(() -> tester.assertNothingSent());
        tester.event("page.viewed").assertNothingSent();
    }

    @Test
    void a_lead_whom_nothing_triggers_is_enrolled_by_hand() {
        tester.enroll(lead("Ben")).assertSent("sms", "hello");
    }

    @Test
    void a_lead_is_not_enrolled_twice_in_silence() {
        tester.enroll(ann).enroll(ann);
        assertThat(tester.messages()).hasSize(1);
    }

    @Test
    void a_file_that_is_refused_is_told_with_line_and_cure() {
        assertThatThrownBy(() -> SequenceTester.of(TWO_TEXTS.replace("sms:hello", "smss:hello"), TEXTS))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("two-texts.xml:4")
                .hasMessageContaining("smss");
    }

    @Test
    void a_missing_template_is_told_before_anything_is_sent() {
        assertThatThrownBy(() -> SequenceTester.of(TWO_TEXTS, Map.of("hello.sms", "Hello")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("still-there");
    }

    @Test
    void stories_do_not_see_each_other() {
        tester.enroll(ann);
        try (SequenceTester other = SequenceTester.of(TWO_TEXTS, TEXTS)) {
            other.create(lead("Ben")).assertNotEnrolled();
            assertThat(other.contact().firstName()).isEqualTo("Ben");
        }
        try (SequenceTester next = SequenceTester.of(TWO_TEXTS, TEXTS)) {
            next.enroll(lead("Ann").tag("New Lead")).assertMessages("sms:hello");
        }
        tester.advance(days(3)).assertCompleted();
    }

    @Test
    void a_year_takes_no_time() {
        long began = System.nanoTime();
        tester.enroll(ann).advance(days(365)).assertCompleted();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    private static void assertFails(Runnable assertion) {
        assertThatThrownBy(assertion::run).isInstanceOf(AssertionError.class);
    }
}
