package io.ripen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of docs/triggers.md is deployed, with all triggers that ship. */
class TriggersPageTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```xml from\\n(.*?)^```");

    static Stream<String> examples() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("../../docs/triggers.md")))
                .results()
                .flatMap(block -> block.group(1).lines())
                .filter(line -> !line.isBlank());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void is_understood(String from) {
        Matcher id = Pattern.compile("sequence:([a-z0-9-]+)\\?.*").matcher(from);
        assertThat(id.matches()).as(from).isTrue();
        String xml = """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="%s"><from uri="%s"/><to id="a" uri="sms:a"/></route>
                </routes>""".formatted(id.group(1), from);
        try (SequenceTester tester = SequenceTester.of(xml, Map.of("a.sms", "A"))) {
            // An option that nobody knows is refused, so the triggers do read these.
            assertThat(tester.tryEdit(before -> before.replace("?on=", "?colour=red&amp;on=")))
                    .isNotEmpty();
        }
    }

    @Test
    void there_are_examples_of_every_trigger() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(30);
        assertThat(examples().toList().toString())
                .contains(
                        "on=contact.created",
                        "on=reply",
                        "on=page.viewed",
                        "on=schedule",
                        "on=anniversary",
                        "on=purchase");
    }
}
