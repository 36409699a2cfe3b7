package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.TestLead.lead;

import io.ripen.sequence.EnrollmentState;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two contacts have one mail address and one number: whoever of them answers, it is the answer of both. */
class SharedMailboxStoryTest {
    private final SequenceTester tester = SequenceTester.of(
            """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="offer">
                <from uri="sequence:offer"/>
                <to id="first" uri="email:first"/>
                <to id="pause" uri="wait:3 days"/>
                <to id="second" uri="email:second"/>
              </route>
            </routes>
            """, Map.of("first.email", "Subject: Hi\n\nStill looking?", "second.email", "Subject: Last\n\nLast call"));

    private final TestLead ann = lead("Ann").email("home@example.com").phone("+12125550177");
    private final TestLead bob = lead("Bob").email("home@example.com").phone("+12125550177");
    private final TestLead cid = lead("Cid");

    @AfterEach
    void close() {
        tester.close();
    }

    private void bothHaveStopped(String why) {
        tester.about(ann).assertState(EnrollmentState.STOPPED).assertStopped(why);
        tester.about(bob).assertState(EnrollmentState.STOPPED).assertStopped(why);
        tester.advance(days(10));
        tester.about(ann).assertMessages("email:first");
        tester.about(bob).assertMessages("email:first");
        tester.about(cid).assertMessages("email:first", "email:second");
    }

    @Test
    void an_answer_by_mail_stops_the_runs_of_both() {
        tester.enroll(ann).enroll(bob).enroll(cid).advance(hours(1));
        tester.about(ann).replyByMail("Please call me.");
        bothHaveStopped("replied by e-mail");
    }

    @Test
    void it_does_not_matter_who_of_them_answers() {
        tester.enroll(ann).enroll(bob).enroll(cid).advance(hours(1));
        tester.about(bob).replyByMail("Please call me.");
        bothHaveStopped("replied by e-mail");
    }

    @Test
    void an_answer_by_text_does_the_same() {
        tester.enroll(ann).enroll(bob).enroll(cid).advance(hours(1));
        tester.about(ann).reply("Please call me");
        bothHaveStopped("replied by text");
    }
}
