package io.ripen.itests;

import static io.ripen.itests.Terminal.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation tells a reader to type does what it says. The first page of all has {@link FirstSequenceIT}. */
@ExtendWith(RipenExtension.class)
class DocsIT {

    /** Pages whose commands are all typed by a test of this class, or by {@link FirstSequenceIT}. */
    private static final List<String> TYPED = List.of(
            "docs/calls-and-conversation.md",
            "docs/consent.md",
            "docs/first-sequence.md",
            "docs/inbound-mail.md",
            "docs/listeners.md",
            "docs/messages.md",
            "docs/operating.md",
            "docs/people.md",
            "docs/policies.md",
            "docs/privacy.md",
            "docs/triggers.md",
            "docs/writing-sequences.md",
            "examples/camel-channel/README.md",
            "examples/console-channel/README.md");

    @TempDir
    Path folder;

    private Ripen ripen;
    private Leads leads;
    private Terminal terminal;

    @BeforeEach
    void begin(Ripen ripen) {
        this.ripen = ripen;
        this.leads = new Leads(ripen);
        this.terminal = new Terminal(folder, ripen);
    }

    @AfterEach
    void removeTheFiles() {
        ripen.routes().remove("sequences/it-call");
        ripen.routes().remove("sequences/it-mail");
    }

    @Test
    void noCommandIsLeftOut() throws IOException {
        List<String> pages = new ArrayList<>(List.of("README.md"));
        for (String root : List.of("docs", "examples", "bundles", "camel-routes")) {
            try (Stream<Path> files = Files.walk(Artifacts.ROOT.resolve(root))) {
                files.filter(file -> file.toString().endsWith(".md")
                                && !file.toString().contains("target"))
                        .map(file -> Artifacts.ROOT.relativize(file).toString())
                        .forEach(pages::add);
            }
        }
        assertThat(pages)
                .filteredOn(page ->
                        Page.read(page).stream().anyMatch(block -> block.text().contains("curl ")))
                .containsExactlyInAnyOrderElementsOf(TYPED);
        assertThat(TYPED)
                .allSatisfy(page -> assertThat(Page.of(page).blocks())
                        .filteredOn(block -> block.text().contains("curl "))
                        .extracting(Page.Block::language)
                        .containsOnly("sh"));
    }

    @Test
    void callsAndConversations() {
        ripen.routes().put("sequences/it-call/ring.call", "Hello {{contact.first_name}}");
        ripen.routes().put("sequences/it-call/it-call.xml", """
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="it-call">
                            <from uri="sequence:it-call?on=contact.created&amp;tag=it-call"/>
                            <to id="ring" uri="call:ring?timeout=2 days"/>
                          </route>
                        </routes>
                        """);
        leads.awaitDeployed("it-call");
        String ann = create("Ann", "+12255550102", "it-call-ann@example.com", "it-call");
        Leads.soon("a call task", () -> leads.items("/api/v1/tasks?contact=" + ann), tasks -> !tasks.isEmpty());
        leads.awaitAt(ann, "it-call", "ring");
        terminal.loggedIn().set("ANN", ann);
        List<String> commands = Page.of("docs/calls-and-conversation.md").commands();
        assertThat(commands).hasSize(4);

        assertThat(terminal.type(commands.subList(0, 1))).contains("Call Ann", "Hello Ann");
        String done = Leads.soon(
                "the run waits for the outcome", () -> terminal.type(commands.subList(1, 2)), out -> !out.isEmpty());
        assertThat(json(done).get("outcome").asText()).isEqualTo("voicemail");
        leads.awaitState(ann, "it-call", "COMPLETED");
        assertThat(json(terminal.type(commands.subList(2, 3)))
                        .get("items")
                        .get(0)
                        .get("channel")
                        .asText())
                .isEqualTo("call");
        assertThat(terminal.type(commands.subList(3, 4))).contains("Hi Ann, Kim here.", "Your quote");
        Leads.soon(
                "both messages of the page",
                () -> List.of(
                        leads.received("+12255550102").toString(),
                        leads.received("it-call-ann@example.com").toString()),
                List.of("[Hi Ann, Kim here.]", "[Hi Ann, here it is.]")::equals);
    }

    @Test
    void listenersAndTheirQuarantine() {
        List<String> commands = Page.of("docs/listeners.md").commands();
        assertThat(commands).hasSize(1);
        terminal.loggedIn();
        assertThat(terminal.type(commands)).contains("\"breaker\"", "\"items\":[]", "\"retried\":0");
    }

    @Test
    void privacyAndAudit() {
        String ann = create("Ann", "+12255550177", "it-privacy-ann@example.com", "it-privacy");
        terminal.loggedIn().set("ANN", ann);
        List<String> commands = Page.of("docs/privacy.md").commands();
        assertThat(commands).hasSize(5);
        JsonNode kept = json(terminal.type(commands.subList(0, 1)));
        assertThat(kept.at("/contact/0/email").asText()).isEqualTo("it-privacy-ann@example.com");
        assertThat(kept.at("/changes/0/action").asText()).isEqualTo("contact.exported");
        JsonNode before = json(terminal.type(commands.subList(1, 2)));
        assertThat(before.get("state").asText()).isEqualTo("possible");
        assertThat(before.at("/wouldHappen/rows/events").asInt()).isPositive();
        assertThat(json(terminal.type(commands.subList(2, 3))).get("state").asText())
                .isEqualTo("done");
        JsonNode newest =
                json(terminal.type(commands.subList(3, 4))).get("items").get(0);
        assertThat(newest.get("action").asText()).isEqualTo("contact.erased");
        assertThat(newest.get("target").asText()).isEqualTo("contact:" + ann);
        JsonNode found = json(terminal.type(commands.subList(4, 5)));
        assertThat(found.get("whole").asBoolean()).isTrue();
        assertThat(found.get("hash").asText()).isEqualTo(newest.get("hash").asText());
    }

    @Test
    void consentAndOptOut() {
        String ann = create("Ann", "+14155550100", "it-consent-ann@example.com", "it-consent");
        ripen.http().post("/api/v1/sandbox/replies", "{\"from\":\"+14155550100\",\"text\":\"please stop texting me\"}");
        JsonNode task = Leads.soon(
                        "somebody is asked",
                        () -> leads.items("/api/v1/tasks?contact=" + ann),
                        tasks -> !tasks.isEmpty())
                .get(0);
        terminal.loggedIn().set("ANN", ann).set("TASK", task.get("id").asText());
        Page page = Page.of("docs/consent.md");
        List<String> commands = calls(page);
        assertThat(commands).hasSize(8);

        assertThat(json(terminal.type(commands.subList(0, 1))))
                .as("what the page shows below it")
                .isEqualTo(json(page.blocks().stream()
                        .filter(block -> block.language().equals("json"))
                        .findFirst()
                        .orElseThrow()
                        .text()));
        terminal.type(commands.subList(1, 2));
        assertThat(consent(ann).get("suppressed")).hasSize(2);
        assertThat(json(terminal.type(commands.subList(2, 3))).get("suppressed"))
                .as("'keep' takes no opt-out back")
                .hasSize(2);

        JsonNode list = json(terminal.type(commands.subList(3, 4)));
        assertThat(list.get("suppressed").asInt()).isEqualTo(3);
        assertThat(list.at("/rows/3/result").asText()).isEqualTo("refused");
        terminal.file("unsubscribes.csv", "Email Address,UNSUB_REASON\nold.lead@example.com,NORMAL\n");
        assertThat(json(terminal.type(commands.subList(4, 5))).get("known").asInt())
                .as("it was suppressed by the list before")
                .isEqualTo(1);
        terminal.type(commands.subList(5, 6));
        assertThat(ripen.http()
                        .get("/api/v1/suppressions/email:old.lead@example.com")
                        .json()
                        .get("optedOut")
                        .asBoolean())
                .as("an address of a list that no contact has")
                .isTrue();

        JsonNode suppressed = json(terminal.type(commands.subList(6, 7)));
        assertThat(suppressed.get("optedOut").asBoolean()).isTrue();
        assertThat(suppressed.get("reason").asText()).contains("She said so on the phone.");
        Answer refused =
                ripen.http().post("/api/v1/suppressions/phone:+14155550100/lift", "{\"reason\":\"A good lead.\"}");
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(consent(ann).get("suppressed")).hasSize(2);
        terminal.type(commands.subList(7, 8));
        assertThat(consent(ann).get("suppressed").findValuesAsText("kind")).containsExactly("email");
        assertThat(consent(ann).at("/records/0/wording").asText()).isEqualTo("\"Please do text me\", on the phone.");
        assertThat(leads.told(ann, "unsuppressed", "admin: \"Please do text me\""))
                .hasSize(1);
    }

    @Test
    void inboundMail() {
        terminal.loggedIn().file("mail.eml", """
                        From: MAILER-DAEMON@mx.lead.example
                        To: bounces@acme.example
                        Subject: Undelivered Mail Returned to Sender
                        MIME-Version: 1.0
                        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                        --b
                        Content-Type: text/plain

                        The mail could not be delivered.

                        --b
                        Content-Type: message/delivery-status

                        Reporting-MTA: dns; mx.lead.example

                        Final-Recipient: rfc822; bob@lead.example
                        Action: failed
                        Status: 5.1.1

                        --b--
                        """);
        Page page = Page.of("docs/inbound-mail.md");

        assertThat(json(terminal.type(page.commands("Ask about a mail"))))
                .as("what the page shows below it")
                .isEqualTo(json(page.blocks().stream()
                        .filter(block -> block.language().equals("json"))
                        .findFirst()
                        .orElseThrow()
                        .text()));
    }

    @Test
    void aFileIsTriedBeforeItIsSaved() throws IOException {
        Files.createDirectories(folder.resolve("story"));
        terminal.loggedIn().file("story/story.xml", """
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="story">
                            <from uri="sequence:story?on=contact.created"/>
                            <to id="a" uri="sms:a"/>
                            <to id="m" uri="email:m"/>
                          </route>
                        </routes>
                        """);
        terminal.file("story/a.sms", "{{team.business_name}}: Hi {{contact.first_name|there}}!");
        terminal.file("story/m.email", "Subject: Hello\n\nHi {{contact.first_name|there}}!\n");
        List<String> commands = calls(Page.of("docs/writing-sequences.md"));
        assertThat(commands)
                .hasSize(2)
                .allSatisfy(command -> assertThat(
                                json(terminal.type(List.of(command))).get("ok").asBoolean())
                        .isTrue());
    }

    @Test
    void mailsThatComeBackToTheSandbox() {
        ripen.routes()
                .put("sequences/it-mail/hello.email", "Subject: Hello\n\nHi {{contact.first_name}}, shall we talk?");
        ripen.routes().put("sequences/it-mail/it-mail.xml", """
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="it-mail">
                            <from uri="sequence:it-mail?on=contact.created&amp;tag=it-mail&amp;exitOn=reply"/>
                            <to id="hello" uri="email:hello"/>
                            <to id="pause" uri="wait:1 day"/>
                          </route>
                        </routes>
                        """);
        leads.awaitDeployed("it-mail");
        List<String> lead = List.of("ann", "bob", "eve", "joe");
        List<String> commands = Page.of("docs/inbound-mail.md").commands("Try it without a mailbox");
        assertThat(commands).hasSize(lead.size());
        List<String> ids = new ArrayList<>();
        for (String name : lead) {
            ids.add(create(name, "+1225555012" + lead.indexOf(name), name + "@example.com", "it-mail"));
            leads.awaitAt(ids.get(ids.size() - 1), "it-mail", "pause");
        }

        terminal.loggedIn();
        List<String> kinds = commands.stream()
                .map(command ->
                        json(terminal.type(List.of(command))).get("kind").asText())
                .toList();
        assertThat(kinds).containsExactly("reply", "auto-reply", "bounce", "complaint");

        leads.awaitState(ids.get(0), "it-mail", "STOPPED");
        assertThat(leads.timeline(ids.get(1))).doesNotContain("stopped");
        assertThat(consent(ids.get(2)).get("suppressed").findValuesAsText("kind"))
                .containsExactly("email");
        assertThat(consent(ids.get(3)).get("suppressed").findValuesAsText("kind"))
                .as("who complains gets no texts either")
                .containsExactlyInAnyOrder("phone", "email");
    }

    @Test
    void messages() {
        List<String> commands = Page.of("docs/messages.md").commands();
        assertThat(commands).hasSize(2);
        String template = "/api/v1/teams/default/sequences/new-lead-14-day/templates/day-1-intro.sms";

        JsonNode cost = json(terminal.loggedIn().type(commands.subList(0, 1)));
        assertThat(cost.get("encoding").asText()).isEqualTo("UCS-2");
        assertThat(cost.get("plain").asText()).isEqualTo("See you at 5 - bring the \"plan\"");
        try {
            terminal.type(commands.subList(1, 2));
            assertThat(ripen.http().get(template).json().toString()).contains("Howdy");
        } finally {
            ripen.http().delete(template);
        }
    }

    @Test
    void healthAndHold() {
        List<String> calls = calls(Page.of("docs/operating.md"));
        assertThat(calls).hasSize(3);
        assertThat(terminal.loggedIn().type(calls.subList(0, 1))).contains("\"database\"", "answers");
        try {
            assertThat(json(terminal.type(calls.subList(2, 3))).get("reason").asText())
                    .isEqualTo("a wrong list");
        } finally {
            terminal.type(calls.subList(1, 2));
        }
        assertThat(ripen.http().get("/api/v1/blocks").json().get("items").findValuesAsText("name"))
                .doesNotContain("hold");
    }

    @Test
    void policies() {
        List<String> commands = Page.of("docs/policies.md").commands();
        assertThat(commands).hasSize(4);
        JsonNode before = ripen.http().get("/api/v1/teams/default").json().get("settings");
        terminal.loggedIn();
        try {
            assertThat(json(terminal.type(commands.subList(0, 1))).get("reason").asText())
                    .isEqualTo("The offer is being rewritten.");
            assertThat(json(terminal.type(commands.subList(1, 2))).get("block").asText())
                    .isEqualTo("sequence:default/new-lead-14-day");
            assertThat(ripen.http().get("/api/v1/blocks").json().get("items").findValuesAsText("name"))
                    .doesNotContain("sequence:default/new-lead-14-day");
            assertThat(json(terminal.type(commands.subList(2, 3)))
                            .at("/settings/caps/preset")
                            .asText())
                    .isEqualTo("b2c");
            assertThat(json(terminal.type(commands.subList(3, 4)))
                            .at("/settings/pace/ceiling")
                            .asInt())
                    .isEqualTo(5000);
        } finally {
            ripen.http().delete("/api/v1/blocks/sequence:default/new-lead-14-day");
            ripen.http().put("/api/v1/teams/default", "{\"settings\":" + before + "}");
        }
    }

    @Test
    void peopleAndPrograms() {
        List<String> commands = Page.of("docs/people.md").commands();
        assertThat(commands).hasSize(4);
        terminal.loggedIn();
        String ann = json(terminal.type(commands.subList(0, 1))).get("id").asText();
        try {
            JsonNode me = json(terminal.type(commands.subList(1, 2)));
            assertThat(me.get("name").asText()).isEqualTo("Ann Alder");
            assertThat(me.at("/roles/default").asText()).isEqualTo("agent");
            JsonNode token = json(terminal.type(commands.subList(2, 3)));
            assertThat(token.get("token").asText()).startsWith("rpn_");
            assertThat(terminal.type(commands.subList(3, 4)))
                    .contains("import from the shop")
                    .doesNotContain(token.get("token").asText());
            ripen.http().delete("/api/v1/tokens/" + token.get("id").asText());
        } finally {
            ripen.http().delete("/api/v1/accounts/" + ann);
        }
    }

    @Test
    void theWebhookOfAShop() throws IOException {
        String ann = create("Ann", "+12255550103", "ann@example.com", "it-hook");
        Page page = Page.of("docs/triggers.md");
        Path config = ripen.home().resolve("etc/io.ripen.hooks-web-shop.cfg");
        Files.writeString(config, hook(page, "properties"));
        try {
            terminal.loggedIn().file("order.json", hook(page, "json"));
            // A file of etc takes a moment to be read; what was refused until then is kept nowhere.
            Leads.soon(
                    "the hook is served",
                    () -> terminal.type(page.commands()),
                    answer -> answer.startsWith("Received for contact "));
        } finally {
            Files.delete(config);
        }
        assertThat(leads.told(ann, "event", "purchase")).hasSize(1);
    }

    /** The calls of the API among a page's commands. */
    private static List<String> calls(Page page) {
        return page.commands().stream()
                .filter(command -> command.contains("curl "))
                .toList();
    }

    private static String hook(Page page, String language) {
        return page.blocks().stream()
                .filter(block ->
                        block.language().equals(language) && block.attributes().equals("hook"))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private JsonNode consent(String contact) {
        return ripen.http().get("/api/v1/contacts/" + contact + "/consent").json();
    }

    private String create(String name, String phone, String email, String tag) {
        Answer answer = ripen.http()
                .post(
                        "/api/v1/contacts",
                        "{\"firstName\":\"%s\",\"phone\":\"%s\",\"email\":\"%s\",\"tags\":[\"%s\"]}"
                                .formatted(name, phone, email, tag));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asText();
    }
}
