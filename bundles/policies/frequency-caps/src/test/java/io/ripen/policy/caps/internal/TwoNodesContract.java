package io.ripen.policy.caps.internal;

import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ripen.access.Actor;
import io.ripen.crm.Contact;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.SequenceId;
import io.ripen.testkit.LiveNode;
import io.ripen.testkit.RecordingChannel;
import io.ripen.testkit.SequenceTester;
import io.ripen.testkit.TestLead;
import io.ripen.testkit.TesterSetup;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two whole nodes over one database, on a fast clock: each lead is in several sequences that all want to text on the same
 * days. One text goes on each of the lead's own days, and none is lost.
 */
abstract class TwoNodesContract {
    private static final int SEQUENCES = 5;
    private static final int TEXTS = 2 * SEQUENCES;
    private static final List<String> ZONES =
            List.of("America/New_York", "America/Los_Angeles", "Europe/Lisbon", "Asia/Kolkata", "Pacific/Auckland");
    /** A day passes in half a second. */
    private static final double SPEED = 200_000;

    private final List<LiveNode> nodes = new ArrayList<>();
    private final List<RecordingChannel> channels = new ArrayList<>();

    abstract LiveNode open(TesterSetup setup, double speed);

    @AfterEach
    void close() {
        nodes.forEach(LiveNode::close);
    }

    private LiveNode node() {
        RecordingChannel sms = RecordingChannel.sms();
        TesterSetup setup = SequenceTester.setup().channel(sms);
        for (int i = 0; i < SEQUENCES; i++) {
            setup.sequence("""
                    <routes xmlns="http://camel.apache.org/schema/xml-io">
                      <route id="story-%1$d">
                        <from uri="sequence:story-%1$d"/>
                        <to id="first" uri="sms:first"/>
                        <to id="wait" uri="wait:1 day"/>
                        <to id="second" uri="sms:second"/>
                      </route>
                    </routes>
                    """.formatted(i), Map.of("first.sms", "First", "second.sms", "Second"));
        }
        LiveNode node = open(setup, SPEED);
        nodes.add(node);
        channels.add(sms);
        return node;
    }

    @Test
    void never_a_second_text_on_one_of_the_leads_days() {
        LiveNode one = node();
        node();
        List<TestLead> cast = new ArrayList<>();
        for (int i = 0; i < 4 * ZONES.size(); i++) {
            cast.add(lead("Lea" + i).timeZone(ZONES.get(i % ZONES.size())));
        }
        List<Contact> leads = one.create(cast);
        for (int i = 0; i < SEQUENCES; i++) {
            SequenceId sequence = new SequenceId("story-" + i);
            leads.forEach(lead -> one.enrollments().enroll(Actor.part("the test"), sequence, lead.id(), "", Map.of()));
        }
        nodes.forEach(LiveNode::start);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> channels.stream()
                                .mapToInt(each -> each.accepted().size())
                                .sum()
                        == leads.size() * TEXTS);
        nodes.forEach(LiveNode::stop);

        for (Contact lead : leads) {
            List<LocalDate> days = new ArrayList<>();
            for (Message message : one.messages(lead.id())) {
                assertThat(message.state()).isEqualTo(MessageState.ACCEPTED);
                days.add(Objects.requireNonNull(message.sendingAt())
                        .atZone(Objects.requireNonNull(lead.timeZone()))
                        .toLocalDate());
            }
            assertThat(days)
                    .as("days of %s in %s", lead.id(), lead.timeZone())
                    .hasSize(TEXTS)
                    .doesNotHaveDuplicates();
            assertThat(one.enrollments()
                            .list(Actor.part("the test"), new Enrollments.Query(null, null, null, lead.id(), 0, 100)))
                    .hasSize(SEQUENCES);
        }
        assertThat(channels).allSatisfy(each -> assertThat(each.accepted()).isNotEmpty());
    }
}
