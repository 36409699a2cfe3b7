package io.ripen.routes;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.TestLead.lead;

import io.ripen.testkit.SequenceTester;
import io.ripen.testkit.TestLead;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code stop-on-reply}, as it ships, beside sequences that do and do not stop by themselves. */
class StopOnReplyTest {
    /** Does not stop on a reply. */
    private static final String STUBBORN = """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="stubborn">
                <from uri="sequence:stubborn?on=contact.created&amp;tag=New Lead&amp;exitOn=opt-out"/>
                <to id="first" uri="sms:hello"/>
                <to id="pause" uri="wait:3 days"/>
                <to id="second" uri="sms:hello"/>
              </route>
            </routes>
            """;

    private final TestLead ann = lead("Ann").tag("New Lead");

    @Test
    void takes_the_lead_out_of_a_sequence_that_would_go_on() {
        try (SequenceTester tester = SequenceTester.setup()
                .sequence(STUBBORN, Map.of("hello.sms", "Hello"))
                .sequence(Path.of("sequences/stop-on-reply"))
                .open()) {
            tester.create(ann)
                    .advance(days(1))
                    .reply("Who is this?")
                    .assertTagged("Replied")
                    .assertStopped("stop-on-reply")
                    .advance(days(30))
                    .assertMessages("sms:first");
        }
    }

    @Test
    void without_it_the_stubborn_one_goes_on() {
        try (SequenceTester tester = SequenceTester.of(STUBBORN, Map.of("hello.sms", "Hello"))) {
            tester.create(ann)
                    .advance(days(1))
                    .reply("Who is this?")
                    .advance(days(30))
                    .assertCompleted();
        }
    }

    @Test
    void tags_at_each_reply() {
        try (SequenceTester tester = SequenceTester.of(Path.of("sequences/stop-on-reply"))) {
            tester.create(ann)
                    .reply("Hello")
                    .assertCompleted()
                    .assertTagged("Replied")
                    .untag("Replied")
                    .replyByMail("Hello again")
                    .assertTagged("Replied");
        }
    }

    /** A keyword is an order that the conversation carries out, with an opt-out of its own; see the table in docs/triggers.md. */
    @ParameterizedTest
    @ValueSource(strings = {"STOP", "stop!", "Stop please", "START", "HELP"})
    void a_keyword_is_no_reply_that_tags(String keyword) {
        try (SequenceTester tester = SequenceTester.of(Path.of("sequences/stop-on-reply"))) {
            tester.create(ann)
                    .reply(keyword)
                    .assertNotEnrolled()
                    .assertNotTagged("Replied")
                    .reply("Can you stop by at five?")
                    .assertCompleted()
                    .assertTagged("Replied");
        }
    }

    @Test
    void beside_the_shipped_sequence_it_only_adds_the_tag() {
        try (SequenceTester tester = SequenceTester.setup()
                .sequence(Path.of("sequences/new-lead-14-day"))
                .sequence(Path.of("sequences/stop-on-reply"))
                .open()) {
            tester.create(ann)
                    .advance(days(2))
                    .reply("Yes")
                    .assertStopped("sms.received")
                    .assertTagged("Replied")
                    .advance(days(30))
                    .assertMessages("sms:day-1-intro");
        }
    }
}
