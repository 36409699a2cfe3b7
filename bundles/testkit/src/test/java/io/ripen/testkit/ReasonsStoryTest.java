package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.minutes;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.sequence.EnrollmentState;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ends a run besides an opt-out, also one that no reply ends. */
class ReasonsStoryTest {
    private final SequenceTester tester =
            SequenceTester.of("""
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="offer">
                <from uri="sequence:offer?exitOn=opt-out"/>
                <to id="first" uri="sms:first"/>
                <to id="pause" uri="wait:3 days"/>
                <to id="second" uri="sms:second"/>
              </route>
            </routes>
            """, Map.of("first.sms", "Still looking?", "second.sms", "Last call"));

    @AfterEach
    void close() {
        tester.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "We went with someone else              | Went with somebody else:",
                "Wir haben uns für einen anderen Anbieter entschieden | Went with somebody else:",
                "Nous avons choisi un autre prestataire | Went with somebody else:",
                "Ya compré en otro lado                 | Went with somebody else:",
                "Fechamos com outra empresa             | Went with somebody else:",
                "Wrong number                           | Is this the wrong person?",
                "Falsche Nummer                         | Is this the wrong person?",
                "Mauvais numéro                         | Is this the wrong person?",
                "Número equivocado                      | Is this the wrong person?",
                "número errado                          | Is this the wrong person?",
            })
    void the_run_ends_and_a_person_has_a_task(String text, String title) {
        tester.enroll(lead("Ann")).assertMessages("sms:first");
        tester.advance(minutes(30)).reply(text);
        tester.assertState(EnrollmentState.STOPPED).assertStopped("The lead wrote");
        assertThat(tester.tasks()).anySatisfy(task -> assertThat(task.title()).startsWith(title));
        tester.advance(days(30)).assertMessages("sms:first");
    }
}
