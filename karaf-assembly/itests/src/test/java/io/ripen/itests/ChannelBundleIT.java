package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A third party's channel comes after the route that needs it, goes while leads wait, and comes back. */
@ExtendWith(RipenExtension.class)
class ChannelBundleIT {

    private static final String FOLDER = "sequences/it-channel/";
    private static final String CONFIG = "com.example.ripen.console.cfg";

    private Ripen ripen;
    private Leads leads;
    private Path written;

    @BeforeEach
    void begin(Ripen ripen) throws IOException {
        this.ripen = ripen;
        this.leads = new Leads(ripen);
        this.written = ripen.home().resolve("data/it-channel.txt");
        Files.deleteIfExists(written);
        Files.writeString(ripen.home().resolve("etc").resolve(CONFIG), "file = " + written + "\n");
    }

    @AfterEach
    void removeWhatWasDropped() throws IOException {
        ripen.routes().remove(FOLDER);
        ripen.deploy().remove(Artifacts.consoleChannel().getFileName().toString());
        Files.deleteIfExists(ripen.home().resolve("etc").resolve(CONFIG));
    }

    @Test
    void aChannelComesLateGoesWhileLeadsWaitAndComesBack() {
        // The route is there first: refused, in words that help.
        ripen.routes().put(FOLDER + "hello.console", "Hello {{contact.first_name|you}}");
        ripen.routes().put(FOLDER + "again.console", "Again {{contact.first_name|you}}");
        ripen.routes().put(FOLDER + "it-channel.xml", """
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="it-channel" description="A channel of a third party">
                            <from uri="sequence:it-channel?on=contact.created&amp;tag=it-channel"/>
                            <to id="hello" uri="console:hello"/>
                            <to id="pause" uri="wait:8 seconds"/>
                            <to id="again" uri="console:again"/>
                          </route>
                        </routes>
                        """);
        JsonNode refused = leads.awaitProblem("it-channel");
        assertThat(refused.get("line").asInt()).isEqualTo(4);
        assertThat(refused.get("message").asText()).contains("Nothing that is installed understands 'console:'");

        // The bundle comes: the route is deployed by itself.
        ripen.installBundle(Artifacts.consoleChannel());
        leads.awaitDeployed("it-channel");
        String ann = leads.create("Ann", "+12135550101", "it-channel");
        leads.awaitAt(ann, "it-channel", "pause");
        assertThat(lines("Hello Ann")).hasSize(1);

        // The bundle goes while Ann waits; a new lead finds it gone, and Ann does when her wait is over.
        ripen.uninstallBundle(Artifacts.consoleChannel());
        String bob = leads.create("Bob", "+12135550102", "it-channel");
        for (String lead : List.of(ann, bob)) {
            leads.awaitState(lead, "it-channel", "PARKED");
            assertThat(leads.told(lead, "parked", "console")).hasSize(1);
        }
        assertThat(leads.sequence("it-channel").get("missing").toString()).contains("channel:console");
        assertThat(leads.health("sequences").get("message").asText()).contains("it-channel", "channel:console");
        assertThat(lines("")).hasSize(1);

        // It comes back: both go on, and nobody is written to twice.
        ripen.installBundle(Artifacts.consoleChannel());
        leads.awaitState(ann, "it-channel", "COMPLETED");
        leads.awaitState(bob, "it-channel", "COMPLETED");
        assertThat(leads.timeline(ann)).containsSubsequence("parked", "resumed");
        for (String line : List.of("Hello Ann", "Again Ann", "Hello Bob", "Again Bob")) {
            assertThat(lines(line)).as(line).hasSize(1);
        }
        assertThat(lines("")).hasSize(4);
        assertThat(leads.sequence("it-channel").get("missing")).isEmpty();
    }

    private List<String> lines(String text) {
        try {
            return Files.exists(written)
                    ? Files.readAllLines(written).stream()
                            .filter(line -> line.contains(text))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
