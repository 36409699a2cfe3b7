package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation tells a reader to type does what it says. */
@ExtendWith(RipenExtension.class)
class DocsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Ripen ripen;
    private int shells;

    @BeforeEach
    void begin(Ripen ripen) {
        this.ripen = ripen;
    }

    @AfterEach
    void removeTheFiles() {
        ripen.routes().remove("sequences/hello");
        ripen.routes().remove("sequences/say-hello");
        ripen.deploy().remove(Artifacts.consoleChannel().getFileName().toString());
    }

    @Test
    void theFirstSequence() throws Exception {
        Page page = Page.of("docs/first-sequence.md");
        Files.createSymbolicLink(folder.resolve("my-routes"), ripen.routes().path());
        Leads leads = new Leads(ripen);

        assertThat(type(page.commands("1. Start"))).contains("\"status\":");

        JsonNode deployed = json(typeAndLook(page.commands("2. Write the route"), "\"id\":\"hello\""));
        assertThat(deployed.get("number").asInt()).isEqualTo(1);
        assertThat(deployed.get("problems")).isEmpty();

        assertThat(typeAndLook(page.commands("3. A lead"), "\"step\":\"pause\""))
                .contains("Hi Ann, thanks for asking!");

        String stopped = type(page.commands("4. She replies"));
        assertThat(stopped).contains("Yes please, call me", "\"kind\":\"stopped\"");
        String ann = json(read(folder.resolve("ann.json"))).get("id").asText();
        JsonNode run = leads.enrollment(ann, "hello");
        assertThat(run.get("state").asText()).isEqualTo("STOPPED");
        assertThat(run.get("step").asText()).isEqualTo("pause");

        List<String> broken = page.commands("5. Break it");
        JsonNode problems = json(typeAndLook(broken.subList(0, broken.size() - 1), "2 dais"));
        assertThat(problems.get("problems").get(0).get("cure").asText()).contains("days");
        assertThat(problems.get("number").asInt()).as("the old revision").isEqualTo(1);
        JsonNode checked = json(type(broken.subList(broken.size() - 1, broken.size())));
        assertThat(checked.get("ok").asBoolean()).isFalse();
        assertThat(checked.get("problems").get(0).get("message"))
                .isEqualTo(problems.get("problems").get(0).get("message"));
        assertThat(leads.awaitDeployed("hello").get("number").asInt())
                .as("mended to what it was")
                .isEqualTo(1);
    }

    @Test
    void theExampleChannel() {
        Leads leads = new Leads(ripen);
        String xml = Page.of("examples/console-channel/README.md").blocks().stream()
                .filter(block -> block.text().contains("sequence:say-hello"))
                .findFirst()
                .orElseThrow()
                .text();

        ripen.routes().put("sequences/say-hello/hello.console", "Hello {{contact.first_name|there}}!");
        ripen.routes().put("sequences/say-hello/say-hello.xml", xml);
        assertThat(leads.awaitProblem("say-hello").get("message").asText())
                .contains("Nothing that is installed understands 'console:'");
        ripen.installBundle(Artifacts.consoleChannel());

        leads.awaitDeployed("say-hello");
        String ann = leads.create("Ann", "+12255550101", "said-hello");
        ripen.http().post("/api/v1/contacts/" + ann + "/tags", "{\"add\":[\"Hello\"]}");
        leads.awaitState(ann, "say-hello", "COMPLETED");
        assertThat(Leads.written(
                        leads.messages(ann, "say-hello").get(0).get("text").asText()))
                .isEqualTo("Hello Ann!");
        ripen.uninstallBundle(Artifacts.consoleChannel());
    }

    /** Types all commands, the last one again until it prints what the page promises. Returns what that one printed. */
    private String typeAndLook(List<String> commands, String promised) throws Exception {
        int last = commands.size() - 1;
        if (last > 0) {
            type(commands.subList(0, last));
        }
        return Leads.soon(
                "the page promises " + promised,
                () -> type(commands.subList(last, last + 1)),
                out -> out.contains(promised));
    }

    /** Runs commands as the next ones in the reader's terminal; fails when one of them does. Returns what they print. */
    private String type(List<String> commands) throws Exception {
        // Variables of the page stay, as they do in a terminal that is still open.
        String script = "set -e\n[ ! -f .variables ] || . ./.variables\n"
                + String.join("\n", commands)
                        .replace("http://localhost:8181", ripen.publicUrl())
                        .replace("admin:secret", "admin:" + System.getenv("RIPEN_ADMIN_PASSWORD"))
                + "\ndeclare -p RIPEN LOGIN ANN > .variables 2> .unset || true\n";
        File errors = folder.resolve("errors-" + ++shells).toFile();
        Process bash = new ProcessBuilder("bash", "-eu", "-o", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectError(errors)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!bash.waitFor(60, TimeUnit.SECONDS)) {
            bash.destroyForcibly();
        }
        assertThat(bash.exitValue())
                .as(() -> String.join("\n", commands) + "\nprinted: " + output + "\nand: " + read(errors.toPath()))
                .isZero();
        return output;
    }

    private static String read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return String.join("\n", lines.toList());
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The last line that is JSON. */
    private static JsonNode json(String output) throws IOException {
        return JSON.readTree(output.substring(output.lastIndexOf("\n{") + 1));
    }
}
