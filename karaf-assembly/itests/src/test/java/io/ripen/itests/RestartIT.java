package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ripen.sandbox.SandboxMessage;
import io.ripen.sandbox.internal.LocalSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A restart and a {@code kill -9} in the middle of a sequence: afterwards every lead got every touch, and none twice.
 *
 * <p>Twilio stands in the JVM of the test, so that it remembers what it accepted when the container is gone.
 */
@ExtendWith(RipenExtension.class)
class RestartIT {

    private static final int LEADS = 40;
    private static final String FOLDER = "sequences/it-restart/";
    private static final List<String> TOUCHES = List.of("one", "two", "three");

    private static Path settings;
    private static String usual;

    private Ripen ripen;
    private Leads leads;
    private OutsideTwilio outside;
    private LocalSandbox twilio;

    /** Once for all tests: the engine starts anew for it, and leads that come in meanwhile belong to no test. */
    @BeforeAll
    static void askSoon(Ripen ripen) throws IOException {
        settings = ripen.home().resolve("etc/io.ripen.engine.run.cfg");
        usual = Files.readString(settings);
        // What a killed node was sending is asked for after seconds and not after half a minute.
        Files.writeString(settings, "lease = 6000\nheartbeat = 1000\ngrace = 3000\n");
    }

    @AfterAll
    static void askAsUsual() throws IOException {
        Files.writeString(settings, usual);
    }

    @BeforeEach
    void pointRipenAtATwilioOutside(Ripen ripen) throws IOException {
        this.ripen = ripen;
        this.leads = new Leads(ripen);
        this.outside = OutsideTwilio.of(ripen);
        this.twilio = outside.sandbox();
        for (String touch : TOUCHES) {
            ripen.routes().put(FOLDER + touch + ".sms", touch);
        }
        ripen.routes().put(FOLDER + "it-restart.xml", """
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="it-restart" description="Goes on after a restart">
                            <from uri="sequence:it-restart?on=contact.created&amp;tag=it-restart"/>
                            <to id="one" uri="sms:one"/>
                            <to id="first-pause" uri="wait:3 seconds"/>
                            <to id="two" uri="sms:two"/>
                            <to id="second-pause" uri="wait:3 seconds"/>
                            <to id="three" uri="sms:three"/>
                          </route>
                        </routes>
                        """);
        leads.awaitDeployed("it-restart");
    }

    @AfterEach
    void putEverythingBack() throws IOException {
        ripen.routes().remove(FOLDER);
        outside.close();
    }

    @Test
    void aKillInTheMiddleLosesNothingAndSendsNothingTwice() {
        List<String> contacts = create("310");
        awaitSent(LEADS + LEADS / 4);

        ripen.kill();
        assertThat(twilio.count()).as("in the middle").isLessThan(LEADS * 3L);
        ripen.start();

        assertEveryLeadGotEveryTouchOnce(contacts);
    }

    @Test
    void aRestartInTheMiddleLosesNothingAndSendsNothingTwice() {
        List<String> contacts = create("313");
        awaitSent(LEADS + LEADS / 4);

        ripen.restart();

        assertEveryLeadGotEveryTouchOnce(contacts);
        // What was due while the container stopped still found its policies: the engine stops before them.
        for (String contact : contacts) {
            assertThat(leads.words(contact)).noneMatch(words -> words.contains("not installed"));
        }
    }

    private List<String> create(String area) {
        List<String> contacts = new ArrayList<>();
        for (int i = 0; i < LEADS; i++) {
            contacts.add(leads.create("Lead " + i, "+1%s55501%02d".formatted(area, i), "it-restart"));
        }
        return contacts;
    }

    private void awaitSent(int count) {
        await(count + " texts sent")
                .atMost(Leads.SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> twilio.count() >= count);
    }

    private void assertEveryLeadGotEveryTouchOnce(List<String> contacts) {
        for (String contact : contacts) {
            JsonNode ended = Leads.soon(
                    "contact " + contact + " has ended",
                    () -> leads.enrollment(contact, "it-restart"),
                    run -> Leads.FINAL.contains(run.path("state").asText()));
            assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("COMPLETED");
        }
        Map<String, List<String>> received = twilio.messages(0, Integer.MAX_VALUE).stream()
                .collect(Collectors.groupingBy(
                        SandboxMessage::to,
                        Collectors.mapping(message -> Leads.written(message.text()), Collectors.toList())));
        assertThat(received).hasSize(LEADS);
        assertThat(received).allSatisfy((phone, texts) -> assertThat(texts).isEqualTo(TOUCHES));
        for (String contact : contacts) {
            assertThat(leads.messages(contact, "it-restart"))
                    .extracting(message -> message.get("step").asText())
                    .isEqualTo(TOUCHES);
        }
    }
}
