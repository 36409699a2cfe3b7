package io.ripen.policy.caps.internal;

import static io.ripen.testkit.TestLead.lead;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Outcome;
import io.ripen.channel.TemplateFormat;
import io.ripen.testkit.RecordingChannel;
import io.ripen.testkit.SequenceTester;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two channels that write to one number: who is refused by the first one gets a text today, since nobody was written to. */
class RefusedStoryTest {
    private static SequenceTester begun() {
        return SequenceTester.setup()
                .channel(RecordingChannel.of("chat", AddressKind.PHONE, TemplateFormat.TEXT))
                .sequence("""
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="hello">
                            <from uri="sequence:hello"/>
                            <to id="hi" uri="chat:hi?onFail=channel:sms"/>
                            <to id="more" uri="sms:more"/>
                          </route>
                        </routes>
                        """, Map.of("hi.chat", "Hi", "hi.sms", "Hi", "more.sms", "More"))
                .open();
    }

    @Test
    void what_was_refused_takes_no_place_from_the_message_by_another_channel() {
        try (SequenceTester tester = begun()) {
            tester.channel("chat").answerNext(new Outcome.Refused("403", "Not on this network."));
            tester.enroll(lead("Ann"), "hello").assertSent("sms", "hi.sms");
            // That one went, so the next one waits until tomorrow.
            tester.assertNotSent("sms", "more");
        }
    }

    @Test
    void what_went_keeps_its_place() {
        try (SequenceTester tester = begun()) {
            tester.enroll(lead("Ann"), "hello").assertSent("chat", "hi").assertNotSent("sms", "more");
        }
    }

    @Test
    void what_nobody_knows_of_keeps_its_place() {
        try (SequenceTester tester = begun()) {
            tester.channel("chat").answerNext(new Outcome.Unknown("Silence."));
            tester.enroll(lead("Ann"), "hello").advance(SequenceTester.hours(1));
            tester.assertNotSent("sms", "more").assertNotSent("sms", "hi.sms");
        }
    }
}
