package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator adds a Camel component that does not ship, writes a channel with it, takes it out and brings it back. */
class ComponentIT {
    private static final String TELEGRAM = "org.apache.camel:camel-telegram";

    @TempDir
    Path home;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer provider;

    @BeforeEach
    void open() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "{\"ok\":true,\"result\":{\"message_id\":1}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        provider.start();
    }

    @AfterEach
    void close() {
        provider.stop(0);
    }

    @Test
    void aComponentComesGoesAndComesBack() throws Exception {
        try (Newcomer newcomer = Newcomer.start(home)) {
            newcomer.http().put("/api/v1/teams/default", "{\"name\":\"Acme\"}");
            Leads leads = newcomer.leads();
            route();
            leads.awaitProblem("telegrams");

            ripen(newcomer, "component add " + TELEGRAM + ":4.14.1");
            leads.awaitDeployed("telegrams");
            String ann = lead(newcomer, "Ann");
            leads.awaitState(ann, "telegrams", "COMPLETED");
            assertThat(received).singleElement().asString().contains("Hi Ann");

            ripen(newcomer, "component remove " + TELEGRAM);
            assertThat(home.resolve("data/deploy")).isEmptyDirectory();
            Leads.soon(
                    "the channel is gone",
                    () -> leads.sequence("telegrams").get("missing").toString(),
                    missing -> missing.contains("channel:chat"));
            String bob = lead(newcomer, "Bob");
            leads.awaitState(bob, "telegrams", "PARKED");

            ripen(newcomer, "component add " + TELEGRAM + ":4.14.1");
            leads.awaitState(bob, "telegrams", "COMPLETED");
            assertThat(received).hasSize(2).last().asString().contains("Hi Bob");
        }
    }

    @Test
    void whatCannotBeFetchedChangesNothing() throws Exception {
        try (Newcomer newcomer = Newcomer.start(home)) {
            for (String wrong : List.of(
                    "component add org.apache.camel:camel-telegram:4.0.0",
                    "component add com.acme.example:no-such-component:1.0 file://" + home + "/nowhere",
                    "component add telegram",
                    "component remove " + TELEGRAM)) {
                assertThat(newcomer.type(command(wrong))).as(wrong).isNotZero();
            }
            assertThat(home.resolve("data/deploy")).isEmptyDirectory();
            assertThat(Files.readString(home.resolve("console.log")))
                    .contains("would not fit", "could not be fetched", "is no GROUP:ARTIFACT:VERSION", "was not added");
        }
    }

    private void route() throws IOException {
        Path routes = home.resolve("my-routes");
        Files.writeString(routes.resolve("plumbing/channel-chat.xml"), """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="channel-chat">
                    <from uri="channel:chat?address=email"/>
                    <setHeader name="CamelTelegramChatId"><constant>42</constant></setHeader>
                    <to uri="telegram:bots?authorizationToken=1:a&amp;baseUri=http://127.0.0.1:%d"/>
                  </route>
                </routes>
                """.formatted(
                        provider.getAddress().getPort()));
        Path sequence = Files.createDirectories(routes.resolve("sequences/telegrams"));
        Files.writeString(sequence.resolve("hi.chat"), "Hi {{contact.first_name}}");
        Files.writeString(sequence.resolve("telegrams.xml"), """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="telegrams">
                    <from uri="sequence:telegrams?on=contact.created&amp;tag=telegrams"/>
                    <to id="hi" uri="chat:hi"/>
                  </route>
                </routes>
                """);
    }

    private static String lead(Newcomer newcomer, String name) {
        return newcomer.http()
                .post(
                        "/api/v1/contacts",
                        "{\"firstName\":\"%1$s\",\"email\":\"%1$s@example.com\",\"tags\":[\"telegrams\"]}"
                                .formatted(name))
                .json()
                .get("id")
                .asText();
    }

    private void ripen(Newcomer newcomer, String command) throws Exception {
        assertThat(newcomer.type(command(command)))
                .as(() -> {
                    try {
                        return Files.readString(home.resolve("console.log"));
                    } catch (IOException e) {
                        return e.toString();
                    }
                })
                .isZero();
    }

    /** On a machine without Maven. The build's repository is used, so that only the first run fetches anything. */
    private String command(String command) throws IOException {
        return "PATH='" + withoutMaven() + "' MAVEN_ARGS='-Dmaven.repo.local="
                + System.getProperty("ripen.local.repository") + "' bin/ripen " + command;
    }

    /** A folder with links to all that is on the path, but for {@code mvn}. */
    private Path withoutMaven() throws IOException {
        Path tools = home.resolve("tools");
        if (Files.exists(tools)) {
            return tools;
        }
        Files.createDirectories(tools);
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(folder))) {
                try (Stream<Path> programs = Files.list(Path.of(folder))) {
                    for (Path program : programs.toList()) {
                        Path link = tools.resolve(program.getFileName());
                        if (!program.endsWith("mvn") && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                            Files.createSymbolicLink(link, program.toAbsolutePath());
                        }
                    }
                }
            }
        }
        assertThat(tools.resolve("mvn")).doesNotExist();
        return tools;
    }
}
