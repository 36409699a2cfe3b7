package io.ripen.policy.caps.internal;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.delivery.MessageState;
import io.ripen.testkit.SequenceTester;
import io.ripen.testkit.TestLead;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a lead gets who is in two sequences at once. */
class TwoSequencesStoryTest {
    private final SequenceTester tester = SequenceTester.setup()
            .sequence(sequence("news", ""), Map.of("news.sms", "News"))
            .sequence(sequence("offer", "?priority=8"), Map.of("offer.sms", "Offer"))
            .open();

    private static String sequence(String id, String options) {
        return """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="%1$s">
                    <from uri="sequence:%1$s%2$s"/>
                    <to id="wait" uri="wait:1 day"/>
                    <to id="%1$s" uri="sms:%1$s"/>
                  </route>
                </routes>
                """.formatted(id, options);
    }

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void the_one_of_higher_priority_goes_and_the_other_follows_on_the_next_day() {
        TestLead ann = lead("Ann");
        tester.enroll(ann, "news").enroll(ann, "offer");
        tester.advance(days(1)).advance(hours(1));
        tester.assertMessages("sms:offer");
        assertThat(tester.message("news")).satisfies(held -> {
            assertThat(held.state()).isEqualTo(MessageState.PLANNED);
            assertThat(held.policy()).isEqualTo("frequency-caps");
            assertThat(held.reason()).contains("At most 1 a day");
        });
        // In order of planning.
        tester.advance(days(1)).assertMessages("sms:news", "sms:offer");
    }
}
