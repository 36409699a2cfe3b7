package io.ripen.testkit;

import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.event.EventListener;
import io.ripen.event.EventReaction;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Receipt;
import io.ripen.timeline.TimelineEntry;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Leads text STOP on two nodes beside one bundle that throws, one that hangs, and one of the older kind that hangs with a
 * transaction open. Each STOP counts when it is acknowledged, and a listener that works hears of each.
 */
abstract class BrokenListenersContract {
    private static final int PHONES = 4;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final int leadsInAll;
    private final List<LiveNode> nodes = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);

    BrokenListenersContract(int leads) {
        leadsInAll = leads;
    }

    /** A node over the test's database. */
    abstract LiveNode open(TesterSetup setup);

    @AfterEach
    void close() {
        long began = System.nanoTime();
        nodes.forEach(LiveNode::close);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("a node stops although listeners hang")
                .isLessThan(Duration.ofSeconds(30));
    }

    /** What a bundle does when it is told of anything. */
    private interface Does {
        void it(EventListener.Occurrence occurrence) throws Exception;
    }

    private static EventListener listener(Does does) {
        return new EventListener() {
            @Override
            public Set<String> types() {
                return Set.of("*");
            }

            @Override
            public void heard(Occurrence occurrence) throws Exception {
                does.it(occurrence);
            }
        };
    }

    @SuppressWarnings("deprecation")
    private final class HangsInATransaction implements EventReaction {
        @Override
        public Set<String> types() {
            return Set.of("*");
        }

        @Override
        public void react(UnitOfWork work, List<Occurrence> occurrences) {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void each_stop_counts_beside_listeners_that_throw_and_hang() throws Exception {
        Set<String> heard = ConcurrentHashMap.newKeySet();
        AtomicInteger thrown = new AtomicInteger();
        AtomicInteger hung = new AtomicInteger();
        TesterSetup setup = SequenceTester.setup()
                .sequence("""
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="nurture">
                            <from uri="sequence:nurture?on=contact.created"/>
                            <to id="wait" uri="wait:30 days"/>
                            <to id="a" uri="sms:a"/>
                          </route>
                        </routes>
                        """, Map.of("a.sms", "A"))
                .listener("throws", listener(occurrence -> {
                    thrown.incrementAndGet();
                    throw new IllegalStateException("No channel #sales");
                }))
                .listener("hangs", listener(occurrence -> {
                    hung.incrementAndGet();
                    never.await();
                }))
                .listener("works", listener(occurrence -> {
                    if (occurrence.event().type().equals(EventTypes.OPT_OUT)) {
                        heard.add(String.valueOf(occurrence.event().contact()));
                    }
                }))
                .reaction(new HangsInATransaction());
        nodes.add(open(setup));
        nodes.add(open(setup));
        nodes.forEach(LiveNode::start);
        List<TestLead> cast = new ArrayList<>();
        for (int i = 0; i < leadsInAll; i++) {
            cast.add(lead("Lea" + i).phone("+1212%07d".formatted(5_550_000 + i)));
        }
        List<Contact> leads = nodes.get(0).create(cast);
        await().atMost(LONG).until(() -> thrown.get() > 0 && hung.get() > 0);

        AtomicInteger next = new AtomicInteger();
        Together.run(PHONES, number -> {
            for (int i = next.getAndIncrement(); i < leadsInAll; i = next.getAndIncrement()) {
                LiveNode node = nodes.get(i % nodes.size());
                Receipt receipt = stop(node, leads.get(i));
                assertThat(receipt.stopped()).as("runs that the STOP ended").hasSize(1);
                assertThat(told(node, leads.get(i))).contains("suppressed", "stopped");
            }
        });

        await().atMost(LONG).until(() -> heard.size() == leadsInAll);
        never.countDown();
    }

    private static Receipt stop(LiveNode node, Contact lead) {
        return node.events()
                .receive(new Event(
                        "SM" + lead.id(),
                        EventTypes.SMS_RECEIVED,
                        null,
                        null,
                        lead.phoneE164(),
                        SettableClock.START,
                        EventSource.PROVIDER,
                        Map.of("channel", "sms", "text", "STOP")));
    }

    private static List<String> told(LiveNode node, Contact lead) {
        return node.timeline(lead.id()).stream().map(TimelineEntry::kind).toList();
    }
}
