package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Lead;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of docs/writing-sequences.md is deployed, and a lead goes through it to its end. */
class WritingSequencesDocTest {
    private static final Map<String, String> TEMPLATES = Map.of(
            "a.sms",
            "A",
            "a.email",
            "Subject: A\n\nA",
            "b.sms",
            "B",
            "ring.call",
            "Script: hello\n\nVoicemail: bye",
            "m.email",
            "Subject: One\n\n{{#link.pricing}}https://acme.example/pricing{{/link.pricing}}",
            "n.email",
            "Subject: Two\n\nTwo");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z]+)( [a-z]+)?\\n(.*?)^```");

    private record Example(String kind, String text) {
        @Override
        public String toString() {
            return kind + ": " + text.lines().findFirst().orElse("");
        }
    }

    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        Matcher block = BLOCK.matcher(page());
        while (block.find()) {
            String kind = (block.group(1) + (block.group(2) == null ? "" : block.group(2))).trim();
            if (kind.equals("conditions") || kind.equals("xml from")) {
                block.group(3).lines().forEach(line -> examples.add(new Example(kind, line)));
            } else if (!kind.equals("sh")) {
                examples.add(new Example(kind, block.group(3)));
            }
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_lead_goes_through(Example example) {
        try (SequenceTester tester = SequenceTester.setup()
                .sequence(route(example), TEMPLATES)
                .sequence(other("onboarding"), TEMPLATES)
                .sequence(other("re-engagement"), TEMPLATES)
                .open()) {
            tester.enroll(lead("Ann")
                            .tag("VIP", "New Lead")
                            .company("Acme", 501, "Retail")
                            .field("renewal_date", "2026-03-01")
                            .owner("kim@example.com"))
                    .advance(days(200));
            assertThat(tester.unknownNames()).isEmpty();
            assertThat(tester.enrollment().state()).as("%s", tester.history()).isEqualTo(EnrollmentState.COMPLETED);
        }
    }

    @Test
    void what_the_page_sends_as_json_would_be_deployed() throws IOException {
        String page = page();
        int begin = page.indexOf("-d '{\n  \"name\"") + "-d '".length();
        JsonNode body = new ObjectMapper().readTree(page.substring(begin, page.indexOf("}}'", begin) + 2));
        Map<String, String> templates = new TreeMap<>();
        body.path("templates")
                .fields()
                .forEachRemaining(
                        each -> templates.put(each.getKey(), each.getValue().asText()));
        try (SequenceTester tester = SequenceTester.of(body.path("xml").asText(), templates)) {
            assertThat(tester.unknownNames()).isEmpty();
        }
    }

    @Test
    void every_question_that_a_condition_may_ask_has_an_example() throws IOException {
        String page = page();
        for (Method method : Lead.class.getMethods()) {
            String name = method.getName().replaceFirst("^(get|is)(?=[A-Z])", "");
            String asked = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
            assertThat(page).as(method.getName()).contains("${body." + asked);
        }
    }

    @Test
    void there_are_examples_at_all() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(40);
        assertThat(Stream.of(
                        "wait:until?field", "wait:for?", "goto:", "path:", "split:", "call:", "task:create", "notify:"))
                .allMatch(page()::contains);
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("../../docs/writing-sequences.md"));
    }

    private static String route(Example example) {
        return switch (example.kind()) {
            case "xml route" -> example.text();
            case "xml from" -> frame(example.text(), "<to id=\"a\" uri=\"sms:a\"/>");
            case "conditions" ->
                frame("sequence:story?exitOn=opt-out", """
                    <to id="ab" uri="split:subject?a=50&amp;b=50"/>
                    <to id="text" uri="sms:a"/>
                    <to id="mail" uri="email:m"/>
                    <to id="first-call" uri="call:ring"/>
                    <to id="way" uri="path:urgent"/>
                    <to id="w6" uri="wait:for?on=link.clicked&amp;link=pricing&amp;timeout=1 day"/>
                    <choice id="asked">
                      <when><simple>%s</simple><to id="yes" uri="contact:tag?add=Yes"/></when>
                      <otherwise><to id="no" uri="contact:tag?add=No"/></otherwise>
                    </choice>\
                    """.formatted(example.text()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")));
            default -> frame("sequence:story?exitOn=opt-out", example.text());
        };
    }

    private static String frame(String from, String steps) {
        return """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="story"><from uri="%s"/>
            %s
              </route>
            </routes>\
            """.formatted(from, steps);
    }

    private static String other(String id) {
        return frame("sequence:" + id, "<to id=\"a\" uri=\"sms:a\"/>").replace("story", id);
    }
}
