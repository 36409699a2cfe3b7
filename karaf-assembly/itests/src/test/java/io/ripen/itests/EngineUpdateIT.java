package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine itself is exchanged under the leads: sequences and plumbing are there again, and everybody goes on. */
@ExtendWith(RipenExtension.class)
class EngineUpdateIT {

    private static final String FOLDER = "sequences/it-update/";

    private Ripen ripen;
    private Leads leads;

    @BeforeEach
    void deploy(Ripen ripen) {
        this.ripen = ripen;
        this.leads = new Leads(ripen);
        ripen.routes().put(FOLDER + "before.sms", "Before");
        ripen.routes().put(FOLDER + "after.sms", "After");
        ripen.routes().put(FOLDER + "it-update.xml", """
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="it-update" description="Goes on after an update">
                            <from uri="sequence:it-update?on=contact.created&amp;tag=it-update"/>
                            <to id="before" uri="sms:before"/>
                            <to id="pause" uri="wait:4 seconds"/>
                            <to id="after" uri="sms:after"/>
                          </route>
                        </routes>
                        """);
        leads.awaitDeployed("it-update");
    }

    @AfterEach
    void removeTheFiles() {
        ripen.routes().remove(FOLDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.ripen.engine", "io.ripen.channel-sms-twilio"})
    void leadsGoOnAfterAnUpdateOf(String bundle) {
        String phone = "+1" + (bundle.endsWith("engine") ? "214" : "215") + "5550101";
        String next = "+1" + (bundle.endsWith("engine") ? "214" : "215") + "5550102";
        String waiting = leads.create("Waiting", phone, "it-update");
        leads.awaitAt(waiting, "it-update", "pause");

        ripen.jmx().bundle("update", bundle);

        // The folders are handed over again: nobody touched a file.
        leads.awaitDeployed("it-update");
        leads.awaitDeployed("new-lead-14-day");
        Leads.soon(
                "the plumbing runs",
                () -> leads.health("plumbing"),
                plumbing -> plumbing.get("status").asText().equals("OK"));
        leads.awaitState(waiting, "it-update", "COMPLETED");
        assertThat(leads.received(phone)).containsExactly("Before", "After");

        String later = leads.create("Later", next, "it-update");
        leads.awaitState(later, "it-update", "COMPLETED");
        assertThat(leads.received(next)).containsExactly("Before", "After");
    }

    @Test
    void whoeverIsCreatedWhileSettingsChangeIsEnrolled() throws IOException {
        Path settings = ripen.home().resolve("etc/io.ripen.engine.run.cfg");
        String usual = Files.readString(settings);
        List<String> created = new ArrayList<>();
        try {
            Files.writeString(settings, "lease = 20000\nheartbeat = 2000\n");
            Instant end = Instant.now().plusSeconds(8);
            for (int i = 0; Instant.now().isBefore(end); i++) {
                Answer answer = ripen.http()
                        .post(
                                "/api/v1/contacts",
                                "{\"firstName\":\"L\",\"phone\":\"+1217555%04d\",\"tags\":[\"it-update\"]}"
                                        .formatted(i));
                if (answer.status() == 201) {
                    created.add(answer.json().get("id").asText());
                }
            }
        } finally {
            Files.writeString(settings, usual);
        }
        assertThat(created).hasSizeGreaterThan(10);
        leads.awaitDeployed("it-update");
        for (String contact : created) {
            // The engine starts anew once more, by the settings that were put back.
            Leads.soon(
                    "contact " + contact + " is enrolled",
                    () -> ripen.http().get("/api/v1/enrollments?sequence=it-update&contact=" + contact),
                    answer -> answer.status() == 200
                            && answer.json().path("items").size() == 1);
        }
    }

    @Test
    void whatComesWhileTheEngineIsStoppedIsRefusedAndWhatWaitsIsKept() {
        String waiting = leads.create("Waiting", "+12165550101", "it-update");
        leads.awaitAt(waiting, "it-update", "pause");

        ripen.jmx().bundle("stop", "io.ripen.engine");
        try {
            await("health without an engine, once it is no restart any more")
                    .atMost(Leads.SOON)
                    .until(() -> ripen.http().anonymous().get("/api/v1/health").status() == 503);
            assertThat(ripen.http()
                            .post(
                                    "/api/v1/events",
                                    "{\"id\":\"it-update-1\",\"type\":\"x.y\",\"phone\":\"+12165550101\"}")
                            .status())
                    .as("an event that nobody could work on")
                    .isEqualTo(503);
        } finally {
            ripen.jmx().bundle("start", "io.ripen.engine");
        }

        leads.awaitState(waiting, "it-update", "COMPLETED");
        assertThat(leads.received("+12165550101")).containsExactly("Before", "After");
    }
}
