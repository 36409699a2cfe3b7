package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.event.Event;
import io.ripen.event.EventListener;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A story tells the listeners of a setup, as the product does after the commit. */
class ListenerStoryTest {
    private static final String SEQUENCE = """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="story">
                <from uri="sequence:story?on=contact.created&amp;exitOn=deal.won"/>
                <to id="a" uri="sms:a"/>
                <to id="wait" uri="wait:3 days"/>
                <to id="b" uri="sms:b"/>
              </route>
            </routes>
            """;

    /** Takes a lead who writes YES for a deal: it causes an event of its own. */
    private record Deals(Events events, List<String> heard) implements EventListener {
        @Override
        public Set<String> types() {
            return Set.of(EventTypes.REPLY);
        }

        @Override
        public void heard(Occurrence occurrence) {
            heard.add(
                    occurrence.event().type() + " " + occurrence.event().data().get("text"));
            events.receive(new Event(
                    "deal:" + occurrence.key(),
                    "deal.won",
                    null,
                    occurrence.event().contact(),
                    null,
                    occurrence.receivedAt(),
                    EventSource.API,
                    Map.of()));
        }
    }

    private static TesterSetup setup() {
        return SequenceTester.setup().sequence(SEQUENCE, Map.of("a.sms", "A", "b.sms", "B"));
    }

    @Test
    void what_a_listener_does_is_part_of_the_story() {
        List<String> heard = new ArrayList<>();
        try (SequenceTester tester = setup().listener("deals", services -> new Deals(services.get(Events.class), heard))
                .open()) {
            tester.enroll(lead("Ann")).assertSent("sms", "a").advance(days(1));
            tester.reply("YES").assertStopped("deal.won").advance(days(30)).assertNothingSent();
        }
        assertThat(heard).containsExactly("sms.received YES");
    }

    @Test
    void a_listener_that_fails_fails_the_story() {
        EventListener broken = new EventListener() {
            @Override
            public Set<String> types() {
                return Set.of("*");
            }

            @Override
            public void heard(Occurrence occurrence) {
                throw new IllegalStateException("No channel #sales");
            }
        };
        try (SequenceTester tester = setup().listener("chat", broken).open()) {
            assertThatThrownBy(() -> tester.create(lead("Ann")))
                    .hasMessageContaining("Listener chat failed")
                    .hasMessageContaining("No channel #sales");
        }
    }
}
