package io.ripen.delivery.internal.wording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.channel.TemplateFormat;
import io.ripen.delivery.internal.render.ReadTemplates;
import io.ripen.message.SmsText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the examples of docs/messages.md. */
class MessagesPageTest {
    private static final Path ROOT = Path.of("../../..");
    private static final Path RULES = Path.of("src/main/java/io/ripen/delivery/internal/lint");

    @Test
    void theTemplatesAreAccepted() throws IOException {
        for (String line : block("template")) {
            assertThat(new ReadTemplates().check("page.sms", line, TemplateFormat.TEXT))
                    .as(line)
                    .isEmpty();
        }
    }

    @Test
    void whatIsSaidToBeRefusedIs() throws IOException {
        for (String line : block("refused")) {
            assertThat(new ReadTemplates()
                            .check("page.email", "Subject: x\n\nx\n--- html\n" + line, TemplateFormat.MAIL))
                    .as(line)
                    .isNotEmpty();
        }
    }

    @Test
    void theTextsCostWhatTheTableSays() throws IOException {
        Matcher row = Pattern.compile("(?m)^\\| `([^`]+)` \\| (GSM-7|UCS-2) \\| (\\d+) \\| (\\d+) \\|$")
                .matcher(page());
        int rows = 0;
        while (row.find()) {
            SmsText text = SmsText.of(row.group(1));
            assertThat(text.encoding().word()).as(row.group()).isEqualTo(row.group(2));
            assertThat(text.characters()).as(row.group()).isEqualTo(Integer.parseInt(row.group(3)));
            assertThat(text.segments()).as(row.group()).isEqualTo(Integer.parseInt(row.group(4)));
            rows++;
        }
        assertThat(rows).isEqualTo(4);
    }

    @Test
    void everyCallThatThePageNamesIsThere() throws IOException {
        JsonNode paths = new ObjectMapper()
                .readTree(ROOT.resolve("bundles/access/rest/src/main/resources/io/ripen/rest/internal/openapi.json")
                        .toFile())
                .path("paths");
        Matcher call = Pattern.compile("`?(GET|POST|PUT|DELETE)[` ](?:and `DELETE )?/api/v1(/[a-z/{}]+)`")
                .matcher(page());
        Set<String> named = new TreeSet<>();
        while (call.find()) {
            assertThat(paths.path(call.group(2)).has(call.group(1).toLowerCase(java.util.Locale.ROOT)))
                    .as(call.group())
                    .isTrue();
            named.add(call.group(2));
        }
        assertThat(named).hasSizeGreaterThan(5);
    }

    @Test
    void everyRuleIsInTheTableAndNoOther() throws IOException {
        Set<String> described = Pattern.compile("(?m)^\\| `([a-z0-9]+(?:-[a-z0-9]+)+)` \\|")
                .matcher(page())
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> real = new TreeSet<>();
        try (Stream<Path> files = Files.list(RULES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith("Rules.java")).toList()) {
                Matcher id = Pattern.compile("add\\(\\s*\"([a-z0-9-]+)\"").matcher(Files.readString(file));
                while (id.find()) {
                    real.add(id.group(1));
                }
            }
        }
        assertThat(described).isEqualTo(real).hasSize(13);
    }

    private static List<String> block(String language) throws IOException {
        Matcher block = Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```").matcher(page());
        List<String> lines = new ArrayList<>();
        while (block.find()) {
            block.group(1).lines().filter(line -> !line.isBlank()).forEach(lines::add);
        }
        assertThat(lines).isNotEmpty();
        return lines;
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/messages.md"));
    }
}
