package io.ripen.testkit;

import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ripen.access.Actor;
import io.ripen.channel.OutboundMessage;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.Send;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.timeline.TimelineEntry;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Leads text STOP while as many texts to them are due, with two nodes on one database. What was let through before the STOP was
 * acknowledged has crossed with it, and that is told; nothing is let through after it, in a sequence that a STOP ends and in
 * one that it does not.
 */
abstract class StopRaceContract {
    private static final int PHONES = 4;
    private static final Duration A_SEND = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Machine nanoseconds at which a message was let through, by message. */
    private final Map<Long, Long> letThrough = new ConcurrentHashMap<>();
    /** Machine nanoseconds at which a lead's STOP was acknowledged. */
    private final Map<ContactId, Long> acknowledged = new ConcurrentHashMap<>();

    private final int leadsInAll;
    private final List<LiveNode> nodes = new ArrayList<>();

    StopRaceContract(int leads) {
        leadsInAll = leads;
    }

    /** A node over the test's database. */
    abstract LiveNode open(TesterSetup setup);

    @AfterEach
    void close() {
        nodes.forEach(LiveNode::close);
    }

    private static String sequence(String id, String exitOn) {
        return """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="%1$s">
                    <from uri="sequence:%1$s?on=contact.created&amp;tag=%1$s%2$s"/>
                    <to id="a" uri="sms:a"/>
                    <to id="wait" uri="wait:1 second"/>
                    <to id="b" uri="sms:b"/>
                  </route>
                </routes>
                """.formatted(id, exitOn);
    }

    /** Asked last of those that look, it takes its time: whoever writes a STOP down meanwhile has to wait, or is too late. */
    private final class Slow implements Policy {
        @Override
        public List<Decision> decide(List<Send> sends, UnitOfWork work) {
            LockSupport.parkNanos(A_SEND.multipliedBy(sends.size()).toNanos());
            for (Send send : sends) {
                letThrough.put(send.message().value(), System.nanoTime());
            }
            return sends.stream().map(send -> Decision.ALLOW).toList();
        }
    }

    @Test
    void nothing_is_sent_after_a_stop_was_acknowledged_and_what_crossed_is_told() throws Exception {
        TesterSetup setup = SequenceTester.setup()
                .sequence(sequence("ends", ""), Map.of("a.sms", "A", "b.sms", "B"))
                .sequence(sequence("goes-on", "&amp;exitOn=none"), Map.of("a.sms", "A", "b.sms", "B"))
                .policy("zz-slow", new Slow());
        nodes.add(open(setup));
        nodes.add(open(setup));
        LiveNode one = nodes.get(0);
        List<TestLead> cast = new ArrayList<>();
        for (int i = 0; i < leadsInAll; i++) {
            String number = "+1212%07d".formatted(5_550_000 + i);
            cast.add(lead("Lea" + i).phone(number).tag(i % 2 == 0 ? "ends" : "goes-on"));
        }
        List<Contact> leads = one.create(cast);

        AtomicInteger next = new AtomicInteger();
        Together.run(PHONES + 1, number -> {
            if (number > PHONES) {
                await().atMost(LONG).until(() -> acknowledged.size() > leadsInAll / 5);
                nodes.forEach(LiveNode::start);
                return;
            }
            for (int i = next.getAndIncrement(); i < leadsInAll; i = next.getAndIncrement()) {
                stop(nodes.get(i % nodes.size()), leads.get(i));
            }
        });
        await().atMost(LONG).until(() -> isOver(one));
        nodes.forEach(LiveNode::stop);

        int crossed = 0;
        for (Contact lead : leads) {
            List<Message> sent = one.messages(lead.id()).stream()
                    .filter(message -> message.state() == MessageState.ACCEPTED)
                    .toList();
            List<String> told = told(one, lead);
            for (Message message : sent) {
                assertThat(letThrough.get(message.id().value()))
                        .as("when %s was let through, of whom is told %s", message.id(), told)
                        .isLessThan(acknowledged.get(lead.id()));
            }
            assertThat(count(told, "sent")).isEqualTo(sent.size());
            int after = count(told.subList(told.indexOf("suppressed"), told.size()), "sent");
            assertThat(count(told, "crossed"))
                    .as("told as crossed: %s", told)
                    .isBetween(after, Math.max(after, sent.size()));
            crossed += after;
        }
        Set<String> numbers = new HashSet<>();
        sent(setup).forEach(message -> numbers.add(message.text() + message.address()));
        assertThat(sent(setup)).as("texts that went out").hasSize(numbers.size());
        System.out.printf("%d leads, %d texts sent, %d of them crossed%n", leadsInAll, numbers.size(), crossed);
        assertThat(numbers.size()).as("texts that were quicker").isBetween(1, 2 * leadsInAll - 1);
    }

    private static List<OutboundMessage> sent(TesterSetup setup) {
        return Objects.requireNonNull(setup.channels.get("sms")).accepted();
    }

    private void stop(LiveNode node, Contact lead) {
        node.events()
                .receive(new Event(
                        "SM" + lead.id(),
                        EventTypes.SMS_RECEIVED,
                        null,
                        null,
                        lead.phoneE164(),
                        SettableClock.START,
                        EventSource.PROVIDER,
                        Map.of("channel", "sms", "text", "STOP")));
        acknowledged.put(lead.id(), System.nanoTime());
    }

    /** Every run has ended, or has come past its second text, which is denied. */
    private static boolean isOver(LiveNode node) {
        return Stream.of(EnrollmentState.ACTIVE, EnrollmentState.PARKED, EnrollmentState.ERRORED)
                .allMatch(state -> node.enrollments()
                        .list(Actor.part("the test"), new Enrollments.Query(null, null, state, null, 0, 1))
                        .isEmpty());
    }

    private static List<String> told(LiveNode node, Contact lead) {
        return node.timeline(lead.id()).stream().map(TimelineEntry::kind).toList();
    }

    private static int count(List<String> told, String kind) {
        return (int) told.stream().filter(kind::equals).count();
    }
}
