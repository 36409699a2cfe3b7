package io.ripen.itests;

import static io.ripen.itests.Terminal.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A newcomer unpacks the distribution and types docs/first-sequence.md from its first line to its last, with all policies as they
 * ship: hours, laws and caps. {@code QuietHoursPolicyTest} reckons that it works at any hour of any day.
 */
class FirstSequenceIT {
    @TempDir
    Path home;

    @Test
    void everyCommandDoesWhatThePageSays() throws Exception {
        Page page = Page.of("docs/first-sequence.md");
        try (Newcomer newcomer = Newcomer.start(home)) {
            follow(page, newcomer.leads(), newcomer.terminal());
        }
    }

    private void follow(Page page, Leads leads, Terminal terminal) throws Exception {
        assertThat(terminal.type(page.commands("1. Start"))).contains("\"status\":", "Harbor Homes");

        JsonNode deployed = json(terminal.typeAndLook(page.commands("2. Write the route"), "\"id\":\"hello\""));
        assertThat(deployed.get("number").asInt()).isEqualTo(1);
        assertThat(deployed.get("problems")).isEmpty();

        assertThat(terminal.typeAndLook(page.commands("3. A lead"), "\"step\":\"pause\""))
                .contains("Harbor Homes: Hi Ann, thanks for asking!");

        String stopped = terminal.type(page.commands("4. She replies"));
        assertThat(stopped).contains("Yes please, call me", "\"kind\":\"stopped\"");
        String ann = json(Files.readString(home.resolve("ann.json"))).get("id").asText();
        JsonNode run = leads.enrollment(ann, "hello");
        assertThat(run.get("state").asText()).isEqualTo("STOPPED");
        assertThat(run.get("step").asText()).isEqualTo("pause");

        List<String> broken = page.commands("5. Break it");
        JsonNode problems = json(terminal.typeAndLook(broken.subList(0, broken.size() - 1), "2 dais"));
        assertThat(problems.get("problems").get(0).get("cure").asText()).contains("days");
        assertThat(problems.get("number").asInt()).as("the old revision").isEqualTo(1);
        JsonNode checked = json(terminal.type(broken.subList(broken.size() - 1, broken.size())));
        assertThat(checked.get("ok").asBoolean()).isFalse();
        assertThat(checked.get("problems").get(0).get("message"))
                .isEqualTo(problems.get("problems").get(0).get("message"));
        assertThat(leads.awaitDeployed("hello").get("number").asInt())
                .as("mended to what it was")
                .isEqualTo(1);
    }
}
