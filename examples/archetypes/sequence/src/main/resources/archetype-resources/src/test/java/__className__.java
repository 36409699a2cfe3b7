package ${package};

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.TestLead.lead;

import io.ripen.testkit.SequenceTester;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The story of a lead, with the engine and the gate that run in production, and a clock that is set. */
class ${className} {
    private static final Path SEQUENCE = Path.of("src/main/sequences/${sequence}");

    @Test
    void who_is_silent_gets_a_mail_three_days_later() {
        try (SequenceTester tester = SequenceTester.of(SEQUENCE)) {
            tester.create(lead("Ann"))
                    .tag("${sequence}")
                    .assertSent("sms", "hello")
                    .advance(days(4))
                    .assertSent("email", "follow-up")
                    .assertCompleted();
        }
    }

    @Test
    void a_reply_stops_it() {
        try (SequenceTester tester = SequenceTester.of(SEQUENCE)) {
            tester.create(lead("Ann"))
                    .tag("${sequence}")
                    .assertSent("sms", "hello")
                    .reply("Yes, tell me more")
                    .advance(days(30))
                    .assertNothingSent();
        }
    }
}
