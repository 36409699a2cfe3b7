package io.ripen.policy.pace.internal;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.Outcome;
import io.ripen.team.Team;
import io.ripen.testkit.Examples;
import io.ripen.testkit.RecordingChannel;
import io.ripen.testkit.SequenceTester;
import io.ripen.testkit.TestLead;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Everything stood still for three days, and all leads are due when it comes back. Prints the curve of what goes out, by the hour. With
 * {@code -Dripen.outage.leads=20000} it is played with so many leads.
 */
class OutageStoryTest {
    private static final int LEADS = Integer.getInteger("ripen.outage.leads", 150);
    private static final int A_SECOND = 1;

    @Test
    void nothing_floods_and_each_lead_gets_its_messages_in_order() {
        Map<String, List<String>> byLead = new HashMap<>();
        Map<Long, Integer> byMinute = new TreeMap<>();
        AtomicReference<SequenceTester> running = new AtomicReference<>();
        RecordingChannel sms = RecordingChannel.sms().answer(message -> {
            byLead.computeIfAbsent(message.contact().id().toString(), id -> new ArrayList<>())
                    .add(message.text());
            Instant now = running.get().clock().instant();
            byMinute.merge(now.getEpochSecond() / 60, 1, Integer::sum);
            return new Outcome.Accepted("SM" + message.id());
        });
        Team usual = Examples.TEAM;
        Team slow = new Team(
                usual.id(),
                usual.name(),
                usual.zone(),
                usual.region(),
                Map.of("pace", Map.of("sms", Map.of("perSecond", A_SECOND))));
        try (SequenceTester tester = SequenceTester.setup()
                .team(slow)
                .channel(sms)
                .sequence("""
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="story">
                    <from uri="sequence:story"/>
                    <to id="wait-a" uri="wait:1 day"/>
                    <to id="a" uri="sms:a"/>
                    <to id="wait-b" uri="wait:1 hour"/>
                    <to id="b" uri="sms:b"/>
                  </route>
                </routes>
                """, Map.of("a.sms", "A", "b.sms", "B"))
                .open()) {
            running.set(tester);
            long begin = System.nanoTime();
            for (int i = 0; i < LEADS; i++) {
                TestLead each = lead("Lead" + i).phone("+1212555" + String.format("%04d", i % 10_000));
                tester.enroll(each);
            }
            tester.outage(days(3));
            long back = tester.clock().instant().getEpochSecond() / 60;
            tester.advance(hours(2).plus(Duration.ofSeconds(3L * LEADS / A_SECOND)));

            Map<Long, Integer> byHour = new TreeMap<>();
            byMinute.forEach((minute, sent) -> byHour.merge((minute - back) / 60, sent, Integer::sum));
            byHour.forEach((hour, sent) -> System.out.printf("hour %3d after the outage: %5d sent%n", hour, sent));
            System.out.printf(
                    "%d leads, %d messages, at most %d a minute; played in %d s%n",
                    LEADS,
                    byMinute.values().stream().mapToInt(sent -> sent).sum(),
                    Collections.max(byMinute.values()),
                    Duration.ofNanos(System.nanoTime() - begin).toSeconds());
            assertThat(byMinute.values()).allSatisfy(sent -> assertThat(sent).isLessThanOrEqualTo(61 * A_SECOND));
            assertThat(byLead).hasSize(LEADS);
            assertThat(byLead.values()).allSatisfy(texts -> assertThat(texts).containsExactly("A", "B"));
        }
    }
}
