package io.ripen.engine.internal.plumbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.engine.internal.deploy.FolderReader;
import io.ripen.health.HealthCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs is taken away by removing its file while it is watched, and by nothing else that a folder may be. */
class PlumbingFolderTest {
    @TempDir
    Path root;

    private final PlumbingRoutes routes =
            new PlumbingRoutes(new DefaultCamelContext(false), PlumbingAllowList.with(Set.of(), Set.of()));
    private Instant now = Instant.now().plus(Duration.ofHours(1));
    private PlumbingFolder folder;

    @BeforeEach
    void watch() throws IOException {
        folder = new PlumbingFolder(new FolderReader(root, () -> now), routes, () -> now, "one");
        write("sms-out", "one");
        write("email-out", "one");
        look(8);
        assertThat(routes.running()).containsExactly("plumbing/email-out.xml", "plumbing/sms-out.xml");
        assertThat(health().status()).isEqualTo(HealthCheck.Status.OK);
    }

    @AfterEach
    void close() {
        routes.close();
    }

    private void look(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            now = now.plusSeconds(1);
            folder.look();
        }
    }

    private void write(String name, String answer) throws IOException {
        Files.createDirectories(root.resolve("plumbing"));
        Files.writeString(
                root.resolve("plumbing").resolve(name + ".xml"),
                "<routes xmlns=\"http://camel.apache.org/schema/xml-io\"><route id=\"" + name
                        + "\"><from uri=\"direct:" + name + "\"/><setBody><constant>" + answer
                        + "</constant></setBody></route></routes>");
    }

    private HealthCheck.Result health() {
        return new PlumbingHealth(routes, folder::complaints).check();
    }

    private Object sent() {
        return routes.request("sms-out", "hello", Map.of()).body();
    }

    @Test
    void aRemovedFileIsTakenAwayAndHealthSaysWhatThatStops() throws IOException {
        Files.delete(root.resolve("plumbing/sms-out.xml"));
        look(4);
        assertThat(sent()).as("an editor may be saving").isEqualTo("one");
        look(4);

        assertThat(routes.has("sms-out")).isFalse();
        assertThat(health().status()).isEqualTo(HealthCheck.Status.WARN);
        assertThat(health().message())
                .contains("No plumbing route of this node begins at direct:sms-out", "twilio-out.xml")
                .doesNotContain("email-out,");

        write("sms-out", "back");
        look(3);
        assertThat(sent()).isEqualTo("back");
        assertThat(health().message()).isEqualTo("All plumbing files run.");
    }

    @Test
    void anEmptiedFolderTakesNothingAway() throws IOException {
        Files.delete(root.resolve("plumbing/sms-out.xml"));
        Files.delete(root.resolve("plumbing/email-out.xml"));
        look(20);

        assertThat(sent()).isEqualTo("one");
        assertThat(health().message())
                .contains(
                        "There is no file in the folder " + root.resolve("plumbing") + " of node one",
                        "run on from memory",
                        "plumbing/email-out.xml, plumbing/sms-out.xml");

        write("sms-out", "two");
        look(20);
        assertThat(sent()).isEqualTo("two");
        assertThat(routes.has("email-out")).isTrue();
        assertThat(health().message()).contains("run on from memory").doesNotContain("There is no file");
    }

    @Test
    void aFolderThatIsExchangedUnmountedOrUnreadableTakesNothingAway() throws IOException {
        Files.move(root.resolve("plumbing"), root.resolve("aside"));
        look(20);
        assertThat(sent()).isEqualTo("one");

        Files.createDirectories(root.resolve("plumbing"));
        write("sms-out", "of another volume");
        look(20);
        assertThat(sent()).isEqualTo("of another volume");
        assertThat(routes.has("email-out")).isTrue();
        assertThat(health().message()).contains("plumbing/email-out.xml");

        PlumbingFolder gone =
                new PlumbingFolder(new FolderReader(root.resolve("nowhere"), () -> now), routes, () -> now, "one");
        assertThatThrownBy(gone::look).isInstanceOf(IOException.class);
        assertThat(sent()).isEqualTo("of another volume");
    }

    @Test
    void aFolderThatIsEmptyAtTheStartIsTold() throws IOException {
        PlumbingRoutes fresh =
                new PlumbingRoutes(new DefaultCamelContext(false), PlumbingAllowList.with(Set.of(), Set.of()));
        try {
            Path other = Files.createDirectories(root.resolve("other"));
            PlumbingFolder empty = new PlumbingFolder(new FolderReader(other, () -> now), fresh, () -> now, "two");
            empty.look();
            assertThat(new PlumbingHealth(fresh, empty::complaints).check().message())
                    .contains("There is no file in the folder " + other.resolve("plumbing") + " of node two")
                    .contains("nothing goes out from this node until there is");
        } finally {
            fresh.close();
        }
    }
}
