package io.ripen.itests;

import static io.ripen.itests.Terminal.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A newcomer unpacks the distribution and types docs/first-sequence.md from its first line to its last, with all policies as they
 * ship: hours, laws and caps. {@code QuietHoursPolicyTest} reckons that it works at any hour of any day.
 */
class FirstSequenceIT {
    @TempDir
    Path home;

    private @Nullable Process running;

    @AfterEach
    void stop() throws Exception {
        Process started = running;
        if (started != null) {
            started.destroy();
            if (!started.waitFor(60, TimeUnit.SECONDS)) {
                started.destroyForcibly();
            }
        }
    }

    @Test
    void everyCommandDoesWhatThePageSays() throws Exception {
        Page page = Page.of("docs/first-sequence.md");
        shell("tar xzf '" + System.getProperty("ripen.distribution") + "' --strip-components=1", 0)
                .waitFor();
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(shell(block(page, "terminal=0"), port).waitFor()).isZero();
        running = shell("exec env " + block(page, "terminal=1").strip().replace("./ripen", "bin/ripen"), port);
        String url = "http://localhost:" + port;
        Http http = new Http(URI.create(url), Http.basic("admin", "secret"));
        await("health says 200")
                .atMost(Ripen.START)
                .pollInterval(250, TimeUnit.MILLISECONDS)
                .ignoreExceptions()
                .until(() -> http.get("/api/v1/health").status() == 200);
        Leads leads = new Leads(http);
        Terminal terminal = new Terminal(home, url, "secret");

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

    private static String block(Page page, String terminal) {
        return page.blocks().stream()
                .filter(block -> block.attributes().equals(terminal))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** Runs a command in the distribution's folder, with no setting but the port and the folder of the data. */
    private Process shell(String command, int port) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-eu", "-c", command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("console.log").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("RIPEN_"));
        builder.environment().put("RIPEN_HTTP_PORT", Integer.toString(port));
        builder.environment().put("RIPEN_DATA", home.resolve("first-data").toString());
        return builder.start();
    }
}
