package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.SequenceTester.hours;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The route and the template of docs/calls-and-conversation.md, as they stand there. */
class CallsPageTest {
    private SequenceTester tester;

    @BeforeEach
    void deployWhatThePageShows() throws IOException {
        String page = Files.readString(Path.of("../../docs/calls-and-conversation.md"));
        String steps = block(page, "```xml\\n(.*?)```").replace("…", "<to id=\"some-days\" uri=\"wait:5 days\"/>");
        String script = block(page, "```\\n(Script:.*?)```");
        tester = SequenceTester.of(
                """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="story"><from uri="sequence:story?exitOn=reply"/>%s</route>
                </routes>""".formatted(steps),
                Map.of(
                        "day-1-call.call",
                        script,
                        "day-7-call.call",
                        script,
                        "day-2-voicemail.sms",
                        "V",
                        "day-2-hello.sms",
                        "H"));
        tester.enroll(lead("Ann")).advance(hours(1));
    }

    @AfterEach
    void close() {
        tester.close();
    }

    private static String block(String page, String pattern) {
        Matcher matcher = Pattern.compile("(?s)" + pattern).matcher(page);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    @ParameterizedTest
    @CsvSource({"voicemail, day-2-sms", "no-answer, day-2-sms-plain", "timeout, day-2-sms-plain"})
    void what_came_of_the_call_chooses_the_text(String outcome, String step) {
        tester.assertSent("call", "day-1-call").assertNotSent("sms", step);
        assertThat(tester.message("day-1-call").text())
                .contains("Hi Ann, this is")
                .contains("I'll send you a text with my number.");
        if (!outcome.equals("timeout")) {
            String message = tester.message("day-1-call").id().toString();
            tester.event("call.completed", Map.of("message", message, "outcome", outcome));
        }
        tester.advance(days(3)).assertSent("sms", step);
        tester.advance(days(6)).assertSent("call", "day-7-call");
    }
}
