package io.ripen.policy.caps.internal;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.SequenceTester.minutes;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.delivery.MessageState;
import io.ripen.testkit.SequenceTester;
import io.ripen.testkit.TestLead;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who writes is answered at once; what nobody asked for keeps to the caps. */
class AnswerStoryTest {
    private static final String WORDS = """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="words">
                <from uri="sequence:words?on=tag.added&amp;tag=Ask&amp;exitOn=opt-out"/>
                <to id="ask" uri="sms:ask"/>
                <to id="word" uri="wait:for?on=reply&amp;timeout=3 days"/>
                <to id="yes" uri="sms:yes"/>
                <to id="pause" uri="wait:10 minutes"/>
                <to id="more" uri="sms:more"/>
              </route>
            </routes>
            """;
    /** Does not end by a reply, so that it is on its way while the lead writes. */
    private static final String NEWS = """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="news">
                <from uri="sequence:news?exitOn=opt-out"/>
                <to id="later" uri="wait:30 minutes"/>
                <to id="news" uri="sms:news"/>
              </route>
            </routes>
            """;
    /** Begins by the lead's own text. */
    private static final String PRICE = """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="price">
                <from uri="sequence:price?on=sms.received&amp;text=PRICE&amp;exitOn=opt-out"/>
                <to id="price" uri="sms:price"/>
              </route>
            </routes>
            """;

    private final SequenceTester tester = SequenceTester.setup()
            .sequence(WORDS, Map.of("ask.sms", "Reply YES", "yes.sms", "Good", "more.sms", "More"))
            .sequence(NEWS, Map.of("news.sms", "News"))
            .sequence(PRICE, Map.of("price.sms", "9 dollars"))
            .open();

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void the_answer_to_a_yes_goes_within_minutes_and_what_follows_waits_for_the_next_day() {
        tester.create(lead("Ann")).tag("Ask").assertMessages("sms:ask");
        tester.advance(minutes(10)).reply("YES").advance(minutes(1)).assertMessages("sms:ask", "sms:yes");
        tester.advance(hours(1)).assertMessages("sms:ask", "sms:yes");
        assertThat(tester.message("more").state()).isEqualTo(MessageState.PLANNED);
        assertThat(tester.message("more").policy()).isEqualTo("frequency-caps");
        tester.advance(days(1)).assertMessages("sms:ask", "sms:yes", "sms:more");
    }

    @Test
    void a_text_of_the_lead_lets_no_other_sequence_pass() {
        TestLead ann = lead("Ann");
        tester.create(ann).tag("Ask").assertMessages("sms:ask");
        tester.enroll(ann, "news");
        tester.advance(minutes(10)).reply("yes").advance(hours(1)).assertMessages("sms:ask", "sms:yes");
        assertThat(tester.message("news").policy()).isEqualTo("frequency-caps");
    }

    @Test
    void a_run_that_the_leads_own_text_began_answers_it() {
        TestLead ann = lead("Ann");
        tester.create(ann).enroll(ann, "news").advance(hours(1)).assertMessages("sms:news");
        tester.reply("price").advance(minutes(1)).assertMessages("sms:news", "sms:price");
    }
}
