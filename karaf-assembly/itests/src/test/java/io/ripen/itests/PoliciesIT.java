package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who may not be written to is not, the reason is shown, and a policy comes and goes with its bundle. */
@ExtendWith(RipenExtension.class)
class PoliciesIT {
    private static final String SEQUENCE = "it-policies";
    private static final String FOLDER = "sequences/" + SEQUENCE + "/";
    private static final String FLOW = "sequences/it-flow/";
    private static final String QUIET_HOURS = "io.ripen.policy-quiet-hours";
    /** A mandatory policy that is missing is looked for again after a minute. */
    private static final Duration AFTER_IT_IS_ASKED_AGAIN = Duration.ofSeconds(60);

    private Ripen ripen;
    private Leads leads;
    private Path hours;
    private String hoursBefore;

    @BeforeEach
    void begin(Ripen ripen) throws IOException {
        this.ripen = ripen;
        this.leads = new Leads(ripen);
        this.hours = ripen.home().resolve("etc/io.ripen.policy.quiet.hours.cfg");
        this.hoursBefore = Files.readString(hours);
        ripen.routes().put(FOLDER + "hello.sms", "Hello {{contact.first_name|you}}");
        ripen.routes().put(FOLDER + SEQUENCE + ".xml", """
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="it-policies" description="One text">
                            <from uri="sequence:it-policies?on=contact.created&amp;tag=it-policies"/>
                            <to id="hello" uri="sms:hello"/>
                          </route>
                        </routes>
                        """);
        leads.awaitDeployed(SEQUENCE);
    }

    @AfterEach
    void putEverythingBack() throws IOException {
        ripen.routes().remove(FOLDER);
        ripen.routes().remove(FLOW);
        ripen.http().delete("/api/v1/blocks/all");
        if (!Files.readString(hours).equals(hoursBefore)) {
            Files.writeString(hours, hoursBefore);
            awaitWindow("allow");
        }
    }

    @Test
    void aTextAtNightWaitsForTheLeadsMorning() throws IOException {
        Files.writeString(hours, "# As it ships: nothing is said.\n");
        awaitWindow("hold");
        ZoneId night = whereItIsThree();
        String ann = create("Ann", "+12125550171", night);

        JsonNode message = awaitHeld(ann, "quiet-hours", Leads.SOON);

        assertThat(message.get("reason").asText()).contains("texts go", night.getId(), "the contact's own zone");
        ZonedDateTime until = Instant.parse(message.get("heldUntil").asText()).atZone(night);
        assertThat(until.getHour()).isEqualTo(10);
        assertThat(until.getDayOfWeek().getValue()).isLessThan(6);
        assertThat(leads.received("+12125550171")).isEmpty();
        assertThat(leads.told(ann, "held", "by the policy 'quiet-hours'")).hasSize(1);
    }

    @Test
    void aThirdPartysPolicyCountsAsLongAsItsBundleIsThere(@TempDir Path folder) throws IOException {
        Path jar = PolicyBundle.in(folder);
        ripen.installBundle(jar);
        String wait = leads.create("Wait", "+12125550172", SEQUENCE);
        JsonNode message = awaitHeld(wait, "holds-a-moment", Leads.SOON);
        assertThat(message.get("reason").asText()).isEqualTo("Who is called Wait has to.");
        String other = leads.create("Go", "+12125550173", SEQUENCE);
        leads.awaitState(other, SEQUENCE, "COMPLETED");
        assertThat(leads.received("+12125550172")).isEmpty();

        ripen.uninstallBundle(jar);

        leads.awaitState(wait, SEQUENCE, "COMPLETED");
        assertThat(leads.received("+12125550172")).hasSize(1);
    }

    @Test
    void withoutAMandatoryPolicyNothingGoes() {
        ripen.jmx().bundle("stop", QUIET_HOURS);
        String bob = leads.create("Bob", "+12125550174", SEQUENCE);
        try {
            JsonNode message = awaitHeld(bob, "quiet-hours", Leads.SOON);
            assertThat(message.get("reason").asText()).contains("mandatory and not installed");
            await("it is no restart of a bundle any more")
                    .atMost(Leads.SOON)
                    .until(() -> ripen.http().get("/api/v1/health").status() == 503);
            Answer health = ripen.http().get("/api/v1/health");
            assertThat(health.body()).contains("Nothing is sent", "quiet-hours");
            assertThat(leads.received("+12125550174")).isEmpty();
        } finally {
            ripen.jmx().bundle("start", QUIET_HOURS);
        }
        ripen.awaitHealthy();
        await("Bob has his text")
                .atMost(AFTER_IT_IS_ASKED_AGAIN)
                .until(() -> leads.received("+12125550174").size() == 1);
    }

    @Test
    void theSwitchForAllStopsAndLetsGo() {
        Answer set = ripen.http().put("/api/v1/blocks/all", "{\"reason\":\"A wrong price is in the offer.\"}");
        assertThat(set.status()).as(set.body()).isEqualTo(201);
        // What is answered is committed: from now on nothing goes.
        String carl = leads.create("Carl", "+12125550175", SEQUENCE);
        JsonNode message = awaitHeld(carl, "block", Leads.SOON);
        assertThat(message.get("reason").asText()).contains("A wrong price is in the offer.", "admin");
        assertThat(leads.received("+12125550175")).isEmpty();
        assertThat(ripen.http().get("/api/v1/blocks").body()).contains("A wrong price is in the offer.");
        assertThat(ripen.http().get("/api/v1/blocks/all/backlog").status()).isEqualTo(200);

        assertThat(ripen.http().delete("/api/v1/blocks/all").status()).isEqualTo(204);

        leads.awaitState(carl, SEQUENCE, "COMPLETED");
        assertThat(leads.received("+12125550175")).hasSize(1);
    }

    /** Q8: one switch that stops all sending, effective within a second. */
    @Test
    void theSwitchForAllWorksWithinASecondWhileTextsFlow() {
        int all = 1_000;
        ripen.routes().put(FLOW + "hello.sms", "Hello {{contact.first_name|you}}");
        ripen.routes().put(FLOW + "it-flow.xml", """
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="it-flow" description="One text for many">
                            <from uri="sequence:it-flow?on=contact.created&amp;tag=it-flow"/>
                            <to id="hello" uri="sms:hello"/>
                          </route>
                        </routes>
                        """);
        leads.awaitDeployed("it-flow");
        long first = texts(0).stream()
                .mapToLong(text -> text.get("number").asLong())
                .max()
                .orElse(0);
        StringBuilder csv = new StringBuilder("firstName,phone\n");
        for (int i = 0; i < all; i++) {
            csv.append("Flow,+1212666%04d%n".formatted(i));
        }
        Answer imported = ripen.http().send("POST", "/api/v1/contacts/import?tag=it-flow", "text/csv", csv.toString());
        assertThat(imported.json().path("created").asInt()).as(imported.body()).isEqualTo(all);
        Leads.soon("texts flow", () -> texts(first), texts -> texts.size() >= 100);

        Instant asked = Instant.now();
        Answer set = ripen.http().put("/api/v1/blocks/all", "{\"reason\":\"Stop everything.\"}");
        Instant answered = Instant.now();
        assertThat(set.status()).as(set.body()).isEqualTo(201);
        // Every lead has either its text by now, or waits for the switch.
        await("all are dealt with").atMost(Leads.SOON).until(() -> texts(first).size() + waiting() == all);

        List<JsonNode> went = texts(first);
        Instant last = Instant.parse(went.get(went.size() - 1).get("at").asText());
        System.out.printf(
                "Kill switch: %d of %d texts had gone; answered after %d ms, the last text %d ms after the answer%n",
                went.size(),
                all,
                Duration.between(asked, answered).toMillis(),
                Duration.between(answered, last).toMillis());
        assertThat(went.size()).as("texts flowed when the switch was thrown").isLessThan(all);
        assertThat(Duration.between(asked, answered)).isLessThan(Duration.ofSeconds(1));
        assertThat(last).isBefore(answered.plusSeconds(1));
    }

    /** What the sandbox got by the number of its message, oldest first. */
    private List<JsonNode> texts(long after) {
        return leads.items("/api/v1/sandbox/messages?limit=1000&after=" + after);
    }

    private int waiting() {
        return ripen.http().get("/api/v1/blocks/all/backlog").json().get("runs").asInt();
    }

    private JsonNode awaitHeld(String contact, String policy, Duration atMost) {
        return await("held by " + policy)
                .atMost(atMost)
                .ignoreExceptions()
                .until(
                        () -> leads.messages(contact, SEQUENCE).get(0),
                        message -> policy.equals(message.path("policy").asText())
                                && "PLANNED".equals(message.get("state").asText()));
    }

    private String create(String name, String phone, ZoneId zone) {
        Answer answer = ripen.http()
                .post(
                        "/api/v1/contacts",
                        "{\"firstName\":\"%s\",\"phone\":\"%s\",\"timeZone\":\"%s\",\"tags\":[\"%s\"]}"
                                .formatted(name, phone, zone, SEQUENCE));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asText();
    }

    /** A file of etc takes a moment to be read. */
    private void awaitWindow(String decision) {
        Leads.soon(
                "texts at three in the morning: " + decision,
                () -> ripen.http()
                        .post(
                                "/api/v1/tools/window",
                                "{\"kind\":\"sms\",\"at\":\"%s\",\"timeZone\":\"%s\"}"
                                        .formatted(Instant.now(), whereItIsThree()))
                        .json(),
                answer -> decision.equals(answer.path("decision").asText()));
    }

    /** Where it is three in the morning now, or a few minutes later. */
    private static ZoneId whereItIsThree() {
        int ahead = Math.floorMod(3 - Instant.now().atOffset(ZoneOffset.UTC).getHour() + 12, 24) - 12;
        // Etc/GMT-3 is three hours ahead.
        return ZoneId.of(ahead == 0 ? "Etc/GMT" : "Etc/GMT" + (ahead > 0 ? "-" : "+") + Math.abs(ahead));
    }
}
