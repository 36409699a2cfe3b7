package io.ripen.itests;

import static io.ripen.itests.Terminal.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both examples to the letter, by somebody who followed the first page before, with all policies as they ship. What hour it is plays no
 * part: {@code QuietHoursPolicyTest} reckons the pages' numbers for every hour of a year.
 */
class ExamplesIT {
    @TempDir
    Path home;

    @Test
    void bothExamplesDoWhatTheirPagesSay() throws Exception {
        copy(Path.of(Artifacts.ROOT.toString(), "examples"), home.resolve("examples"));
        try (Newcomer newcomer = Newcomer.start(home)) {
            Terminal terminal = newcomer.terminal();
            terminal.type(Page.of("docs/first-sequence.md").commands("1. Start"));
            camelChannel(newcomer.leads(), terminal);
            consoleChannel(newcomer.leads(), terminal);
        }
    }

    private void camelChannel(Leads leads, Terminal terminal) throws Exception {
        Page page = Page.of("examples/camel-channel/README.md");
        assertThat(terminal.typeAndLook(page.commands("1. Put the channel in"), "\"number\":1"))
                .contains("\"problems\":[]");

        String phone = "whatsapp:+";
        assertThat(terminal.typeAndLook(page.commands("2. Somebody is written to"), phone))
                .contains("Hi Bea, Harbor Homes here.");

        String told = terminal.typeAndLook(page.commands("3. Somebody cannot be reached there"), "Sent by email");
        assertThat(told).contains("\"kind\":\"refused\"", "Invalid 'To' Phone Number");
        JsonNode run = leads.enrollment(idOf("cem.json"), "hello-whatsapp");
        assertThat(run.get("state").asText()).isEqualTo("ACTIVE");
        assertThat(run.get("step").asText()).isEqualTo("two-days");
    }

    private void consoleChannel(Leads leads, Terminal terminal) throws Exception {
        Page page = Page.of("examples/console-channel/README.md");
        terminal.type(page.commands("5. Use it"));
        JsonNode refused = leads.awaitProblem("say-hello");
        assertThat(refused.get("message").asText()).contains("Nothing that is installed understands 'console:'");

        List<String> install = page.commands("4. Install it");
        Files.createDirectories(home.resolve("examples/console-channel/target"));
        Files.copy(
                Artifacts.consoleChannel(),
                home.resolve("examples/console-channel/target")
                        .resolve(Artifacts.consoleChannel().getFileName()),
                StandardCopyOption.REPLACE_EXISTING);
        terminal.type(install.subList(install.size() - 1, install.size()));
        leads.awaitDeployed("say-hello");

        assertThat(terminal.typeAndLook(page.commands("6. Somebody is written to"), "Sent by console"))
                .contains("Sent by console to +");
    }

    private String idOf(String file) throws IOException {
        return json(Files.readString(home.resolve(file))).get("id").asText();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (!file.toString().contains("/target") && !Files.isDirectory(file)) {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }
}
