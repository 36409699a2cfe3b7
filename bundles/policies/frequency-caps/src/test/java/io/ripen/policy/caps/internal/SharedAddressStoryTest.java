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

/** Two leads have one number or one address, and are in one sequence. */
class SharedAddressStoryTest {
    private static final String PHONE = "+12125550177";

    private final SequenceTester tester = SequenceTester.setup()
            .sequence(
                    """
                    <routes xmlns="http://camel.apache.org/schema/xml-io">
                      <route id="nurture">
                        <from uri="sequence:nurture"/>
                        <to id="first" uri="sms:first"/>
                        <to id="pause" uri="wait:2 days"/>
                        <to id="tagged" uri="contact:tag?add=Done"/>
                        <to id="mail" uri="email:mail"/>
                      </route>
                    </routes>
                    """,
                    Map.of(
                            "first.sms",
                            "Hi {{contact.first_name}}, still looking?",
                            "mail.email",
                            "Subject: News\n\nNews"))
            .open();
    private final TestLead ann = lead("Ann").phone(PHONE).email("info@example.com");
    private final TestLead bob = lead("Bob").phone(PHONE).email("info@example.com");

    @AfterEach
    void close() {
        tester.close();
    }

    @Test
    void the_same_text_goes_once_and_the_second_run_goes_on() {
        tester.enroll(ann).enroll(bob);
        tester.advance(days(4)).advance(hours(1));
        tester.about(ann).assertMessages("sms:first", "email:mail").assertCompleted();
        tester.about(bob).assertMessages().assertCompleted().assertTagged("Done");
        assertThat(tester.messages()).hasSize(2).allSatisfy(skipped -> {
            assertThat(skipped.state()).isEqualTo(MessageState.DENIED);
            assertThat(skipped.policy()).isEqualTo("frequency-caps");
            assertThat(skipped.reason()).contains("The same text of this step went to");
        });
        assertThat(tester.history()).anyMatch(line -> line.contains("The same text of this step went to " + PHONE));
    }

    @Test
    void whoever_comes_after_a_week_gets_it() {
        tester.enroll(ann).advance(days(8)).enroll(bob).advance(hours(1));
        tester.about(bob).assertMessages("sms:first");
    }

    @Test
    void an_address_of_ones_own_gets_it() {
        tester.enroll(ann).enroll(lead("Cid")).advance(hours(1));
        tester.assertMessages("sms:first");
    }
}
