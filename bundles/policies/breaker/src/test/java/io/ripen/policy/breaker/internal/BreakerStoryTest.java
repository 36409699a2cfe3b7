package io.ripen.policy.breaker.internal;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.Consequence;
import io.ripen.channel.Outcome;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import io.ripen.event.EventTypes;
import io.ripen.policy.Blocks;
import io.ripen.policy.PolicyMemory;
import io.ripen.task.Tasks;
import io.ripen.team.Team;
import io.ripen.testkit.Examples;
import io.ripen.testkit.RecordingChannel;
import io.ripen.testkit.SequenceTester;
import io.ripen.testkit.Services;
import io.ripen.testkit.TestLead;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

/** The circuit breaker with the real engine, gate, blocks and pace. */
@DisplayName("When too many want no more")
class BreakerStoryTest {
    private static final String BLOCK = "sequence:default/story";
    private static final String STORY = """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="story">
                <from uri="sequence:story?exitOn=opt-out"/>
                <to id="a" uri="sms:a"/>
                <to id="wait" uri="wait:1 day"/>
                <to id="b" uri="sms:b"/>
              </route>
            </routes>
            """;
    private static final String OTHER = """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="other">
                <from uri="sequence:other?exitOn=opt-out"/>
                <to id="wait" uri="wait:1 hour"/>
                <to id="news" uri="email:news"/>
              </route>
            </routes>
            """;

    private final Map<String, List<String>> texts = new TreeMap<>();
    private final List<Instant> sent = new ArrayList<>();
    private Breaker breaker;
    private Services services;

    private BreakerPolicy made(Services given, int minimum) {
        services = given;
        breaker = new Breaker(
                given.get(Transactions.class),
                given.get(PolicyMemory.class),
                given.get(Blocks.class),
                given.get(RipenClock.class),
                Examples.configuration(BreakerConfig.class, Map.of("minimum", minimum)));
        breaker.setTasks(new Provided(given.get(Tasks.class)));
        return new BreakerPolicy(breaker, given.get(io.ripen.delivery.Messages.class));
    }

    private RecordingChannel sms() {
        return RecordingChannel.sms().answer(message -> {
            texts.computeIfAbsent(message.contact().firstName(), name -> new ArrayList<>())
                    .add(message.text());
            sent.add(services.get(RipenClock.class).instant());
            return new Outcome.Accepted("SM" + message.id());
        });
    }

    @Test
    void the_sequence_pauses_somebody_is_told_and_lifting_goes_on_without_a_flood() {
        Team usual = Examples.TEAM;
        Team oneASecond = new Team(
                usual.id(),
                usual.name(),
                usual.zone(),
                usual.region(),
                Map.of("pace", Map.of("sms", Map.of("perSecond", 1))));
        List<TestLead> leads = new ArrayList<>();
        try (SequenceTester tester = SequenceTester.setup()
                .team(oneASecond)
                .channel(sms())
                .policy("breaker", given -> made(given, 100))
                .sequence(STORY, Map.of("a.sms", "A", "b.sms", "B"))
                .open()) {
            for (int i = 0; i < 120; i++) {
                TestLead each = lead("Lead" + i).owner("kim");
                leads.add(each);
                tester.enroll(each);
            }
            tester.advance(hours(1));
            assertThat(texts).hasSize(120);
            breaker.flush();

            for (int i = 0; i < 3; i++) {
                optsOut(tester, leads.get(i));
            }
            assertThat(blocked()).as("3 of 120 are borne").isNull();
            optsOut(tester, leads.get(3));
            assertThat(blocked()).contains("4 of 120 messages", "led to an opt-out, 3.3 %");
            tester.assertTask("Sequence story is paused for team default").assertStopped("opt-out");
            assertThat(tester.tasks()).singleElement().satisfies(task -> {
                assertThat(task.owner()).isEqualTo("kim");
                assertThat(task.script()).contains("4 of 120").contains("'" + BLOCK + "'");
            });

            tester.about(leads.get(50)).advance(days(3)).assertMessages("sms:a");
            Message held = tester.message("b");
            assertThat(held.state()).isEqualTo(MessageState.PLANNED);
            assertThat(held.policy()).isEqualTo("block");
            assertThat(held.reason())
                    .startsWith("The sequence 'story' was stopped at ")
                    .contains("by breaker: 4 of 120 messages")
                    .endsWith("It goes on when the block '" + BLOCK + "' is lifted.");
            assertThat(tester.history()).anyMatch(line -> line.contains("4 of 120 messages"));
            assertThat(sent).hasSize(120);

            tester.lift(BLOCK);
            tester.advance(hours(1));
            breaker.flush();
            assertThat(texts.values().stream().filter(List.of("A", "B")::equals))
                    .hasSize(116);
            assertThat(texts.values().stream().filter(List.of("A")::equals)).hasSize(4);
            Map<Long, Integer> byMinute = new HashMap<>();
            sent.subList(120, sent.size()).forEach(at -> byMinute.merge(at.getEpochSecond() / 60, 1, Integer::sum));
            assertThat(byMinute.values()).as("no flood").allMatch(count -> count <= 61);
            assertThat(blocked()).as("not again by the old figures").isNull();
        }
    }

    @Test
    void a_stop_to_the_provider_ends_all_sequences_of_all_with_the_number_and_counts_once() {
        RecordingChannel sms = sms();
        sms.consequences(code -> code.equals("21610")
                ? new Consequence(
                        code,
                        Consequence.ForMessage.REFUSED,
                        Consequence.ForAddress.OPTED_OUT,
                        Consequence.ForSender.KEPT,
                        Consequence.ForSequence.GOES_ON,
                        "The number told Twilio STOP.")
                : Consequence.none(code));
        TestLead twin = lead("Twin").phone("+12125550177");
        TestLead ann = lead("Ann").phone("+12125550177");
        try (SequenceTester tester = SequenceTester.setup()
                .channel(sms)
                .policy("breaker", given -> made(given, 1))
                .sequence(STORY, Map.of("a.sms", "A", "b.sms", "B"))
                .sequence(OTHER, Map.of("news.email", "Subject: News\n\nNews."))
                .open()) {
            for (int i = 0; i < 48; i++) {
                tester.enroll(lead("Lead" + i));
            }
            tester.enroll(twin, "other").enroll(ann, "other");
            sms.answerNext(new Outcome.Refused("21610", "Attempt to send to unsubscribed recipient"));
            tester.enroll(ann, "story");

            tester.assertStopped("opt-out");
            tester.advance(hours(2));
            tester.about(ann).assertNotSent("email", "news");
            tester.about(twin).assertNotSent("email", "news");
            tester.about(ann);
            assertThat(tester.history()).anyMatch(line -> line.contains("told Twilio STOP"));
            breaker.flush();
            // One of 49 is 2.0 %; counted twice, or once for each contact, it would be 4.1 %.
            assertThat(blocked()).isNull();
            tester.about(lead48(tester));
            optsOut(tester, null);
            assertThat(blocked()).as("the second one counts as well").contains("2 of ");
            tester.lift(BLOCK);
            tester.advance(days(2));
            tester.about(ann).assertNotSent("sms", "b");
        }
    }

    private static TestLead lead48(SequenceTester tester) {
        TestLead last = lead("Last");
        tester.enroll(last);
        return last;
    }

    private void optsOut(SequenceTester tester, TestLead who) {
        if (who != null) {
            tester.about(who);
        }
        tester.event(
                EventTypes.OPT_OUT,
                Map.of("channel", "sms", "message", tester.message("a").id().toString()));
        breaker.flush();
    }

    private String blocked() {
        return services.get(Transactions.class)
                .call(work -> services.get(Blocks.class).among(work, List.of(BLOCK)).values().stream()
                        .map(Blocks.Block::reason)
                        .findFirst()
                        .orElse(null));
    }

    private record Provided(Tasks tasks) implements ComponentServiceObjects<Tasks> {
        @Override
        public Tasks getService() {
            return tasks;
        }

        @Override
        public void ungetService(Tasks service) {
            // Nothing to give back.
        }

        @Override
        public ServiceReference<Tasks> getServiceReference() {
            throw new UnsupportedOperationException();
        }
    }
}
