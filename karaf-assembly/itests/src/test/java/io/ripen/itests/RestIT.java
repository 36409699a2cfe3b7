package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The REST API through the container's real HTTP service. */
@ExtendWith(RipenExtension.class)
class RestIT {

    private static final String API = "/api/v1/";

    private Ripen ripen;
    private Http http;
    private Leads leads;

    @BeforeEach
    void begin(Ripen ripen) {
        this.ripen = ripen;
        this.http = ripen.http();
        this.leads = new Leads(ripen);
    }

    @AfterEach
    void removeTheFiles() {
        ripen.routes().remove("sequences/it-rest");
        ripen.routes().remove("sequences/it-looking");
    }

    @Test
    void aContactIsCreatedReadChangedAndDeleted() {
        Answer created = http.post(API + "contacts", """
                {"externalId":"it-rest-1","firstName":"Zoë","lastName":"O'Neill","email":"Zoe@Example.com",
                 "phone":"(212) 555-0142","tags":["A","B"],"timeZone":"America/New_York",
                 "company":{"name":"Acme","size":50},"fields":{"plan":"pro"}}""");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String id = created.json().get("id").asText();
        String address = API + "contacts/" + id;
        assertThat(created.headers().firstValue("Location").orElse("")).endsWith(address);
        assertThat(created.json().get("phoneE164").asText()).isEqualTo("+12125550142");

        Answer again = http.post(API + "contacts", "{\"externalId\":\"it-rest-1\",\"email\":\"zoe@example.com\"}");
        assertThat(again.status()).as(again.body()).isEqualTo(409);
        assertThat(again.body()).contains(id);

        Answer changed = http.patch(address, "{\"stage\":\"Won\",\"lastName\":null}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        Answer tagged = http.post(address + "/tags", "{\"add\":[\"C\"],\"remove\":[\"A\"]}");
        assertThat(tagged.status()).as(tagged.body()).isBetween(200, 204);
        JsonNode read = http.get(address).json();
        assertThat(read.get("firstName").asText()).isEqualTo("Zoë");
        assertThat(read.get("lastName").isNull()).isTrue();
        assertThat(read.get("stage").asText()).isEqualTo("Won");
        assertThat(read.get("tags").toString()).isEqualTo("[\"B\",\"C\"]");
        assertThat(read.at("/company/name").asText()).isEqualTo("Acme");
        assertThat(read.at("/fields/plan").asText()).isEqualTo("pro");

        assertThat(http.delete(address).status()).isBetween(200, 204);
        assertThat(http.get(address).status()).isEqualTo(404);
    }

    @Test
    void aSequenceFromTheContactToTheReport() {
        ripen.routes().put("sequences/it-rest/hi.sms", "Hi {{contact.first_name|you}}");
        ripen.routes()
                .put(
                        "sequences/it-rest/mail.email",
                        "Subject: Hello {{contact.first_name|you}}\n\nDear {{contact.first_name|you}}\n");
        ripen.routes().put("sequences/it-rest/it-rest.xml", """
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="it-rest" description="REST">
                            <from uri="sequence:it-rest?on=tag.added&amp;tag=it-rest-form"/>
                            <to id="hi" uri="sms:hi"/>
                            <to id="mail" uri="email:mail"/>
                            <to id="tag" uri="contact:tag?add=Greeted"/>
                            <to id="pause" uri="wait:2 days"/>
                          </route>
                        </routes>
                        """);
        leads.awaitDeployed("it-rest");

        Answer imported = http.send("POST", API + "contacts/import?tag=it-rest-import&source=webinar", "text/csv", """
                externalId,firstName,email,phone
                it-rest-csv-1,Ann,it-rest-ann@example.com,+12245550101
                it-rest-csv-2,Bob,not an address,
                it-rest-csv-3,"Cleo, the ""second""\",it-rest-cleo@example.com,+12245550103
                """);
        assertThat(imported.status()).as(imported.body()).isEqualTo(200);
        assertThat(imported.json().get("created").asInt()).isEqualTo(2);
        assertThat(imported.json().get("refused").asInt()).isEqualTo(1);
        JsonNode refusal = imported.json().get("refusals").get(0);
        assertThat(refusal.get("line").asInt()).isEqualTo(3);
        assertThat(refusal.get("field").asText()).isEqualTo("email");
        assertThat(refusal.get("reason").asText()).contains("not an address");

        String event =
                "{\"id\":\"it-rest-form\",\"type\":\"tag.added\",\"email\":\"IT-REST-ann@example.com\",\"data\":{\"tag\":\"it-rest-form\"}}";
        Answer first = http.post(API + "events", event);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.json().get("enrolled")).hasSize(1);
        Answer second = http.post(API + "events", event);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().get("duplicate").asBoolean()).isTrue();
        assertThat(second.json().get("enrolled")).isEmpty();

        String ann = first.json().get("contacts").get(0).asText();
        leads.awaitAt(ann, "it-rest", "pause");
        List<JsonNode> messages = leads.messages(ann, "it-rest");
        assertThat(messages)
                .extracting(message -> message.get("channel").asText())
                .containsExactly("sms", "email");
        assertThat(messages.get(1).get("subject").asText()).isEqualTo("Hello Ann");
        assertThat(leads.received("+12245550101")).containsExactly("Hi Ann");
        assertThat(leads.received("it-rest-ann@example.com")).containsExactly("Dear Ann");
        assertThat(http.get(API + "contacts/" + ann).json().get("tags").toString())
                .contains("Greeted", "it-rest-import");

        JsonNode report = Leads.soon(
                "the report",
                () -> http.get(API + "reports/sequences/it-rest").json(),
                each -> each.at("/totals/enrolled").asInt() == 1);
        assertThat(report.at("/steps/0/counts/sent").asInt()).isEqualTo(1);
        assertThat(report.at("/steps/1/counts/sent").asInt()).isEqualTo(1);

        String run = leads.enrollment(ann, "it-rest").get("id").asText();
        assertThat(http.delete(API + "enrollments/" + run).status()).isBetween(200, 204);
        assertThat(leads.enrollment(ann, "it-rest").get("state").asText()).isEqualTo("STOPPED");
    }

    /**
     * What prefetches, crawls and scans asks by GET and HEAD: a browser's link preview must not unsubscribe anybody. Every
     * GET of the description, and every public address; opens and clicks are counted, so theirs are left out.
     */
    @Test
    void lookingChangesNothing() {
        ripen.routes().put("sequences/it-looking/hi.sms", "Hi {{contact.first_name|you}}");
        ripen.routes().put("sequences/it-looking/ring.call", "Hello");
        ripen.routes().put("sequences/it-looking/it-looking.xml", """
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="it-looking" description="REST">
                            <from uri="sequence:it-looking?on=contact.created&amp;tag=it-looking"/>
                            <to id="hi" uri="sms:hi"/>
                            <to id="ring" uri="call:ring?timeout=2 days"/>
                          </route>
                        </routes>
                        """);
        leads.awaitDeployed("it-looking");
        String ann = leads.create("Ann", "+12245550104", "it-looking");
        leads.awaitAt(ann, "it-looking", "ring");
        Leads.soon("a task", () -> leads.items(API + "tasks?contact=" + ann), tasks -> !tasks.isEmpty());
        Map<String, String> ids = Map.of(
                "/contacts/",
                ann,
                "/sequences/",
                "it-looking",
                "/reports/",
                "it-looking",
                "/teams/",
                "it-looking",
                "/enrollments/",
                leads.enrollment(ann, "it-looking").get("id").asText(),
                "/messages/",
                leads.messages(ann, "it-looking").get(0).get("id").asText(),
                "/tasks/",
                leads.items(API + "tasks?contact=" + ann).get(0).get("id").asText(),
                "/accounts/",
                http.post(API + "accounts", "{\"login\":\"it-looking\",\"roles\":{\"default\":\"viewer\"}}")
                        .json()
                        .get("id")
                        .asText());
        List<String> known = new ArrayList<>();
        http.get(API + "openapi.json").json().get("paths").properties().forEach(path -> {
            if (path.getValue().has("get")) {
                String first = path.getKey().replaceFirst("(/[^/]+/?).*", "$1");
                known.add(API
                        + path.getKey()
                                .substring(1)
                                .replace("{id}", ids.getOrDefault(first, "?"))
                                .replace("{team}", "default")
                                .replace("{file}", "hi.sms")
                                .replace(
                                        "{name}",
                                        first.equals("/blocks/")
                                                ? "all"
                                                : first.equals("/listeners/") ? "breaker" : "phone:+12245550104"));
            }
        });
        assertThat(known).hasSizeGreaterThan(25);
        List<String> open = List.of(
                "/t/u/forged",
                "/t/v",
                "/t/s.js",
                "/t/f/demo",
                "/hooks/demo",
                "/hooks/",
                "/twilio/inbound?From=%2B12245550104&Body=STOP&MessageSid=SM1",
                "/twilio/status?MessageSid=SM1&MessageStatus=failed");

        List<String> before = everythingAbout(ann);
        for (String verb : List.of("GET", "HEAD")) {
            for (String address : known) {
                assertThat(http.send(verb, address, null, null).status())
                        .as("%s %s", verb, address)
                        // Who asks has a password and no session.
                        .isEqualTo(address.contains("/suppressions/") || address.endsWith("/session") ? 404 : 200);
            }
            for (String address : open) {
                assertThat(http.anonymous().send(verb, address, null, null).status())
                        .as("%s %s", verb, address)
                        .isLessThan(500);
            }
        }

        assertThat(everythingAbout(ann)).isEqualTo(before);
    }

    private List<String> everythingAbout(String contact) {
        return List.of(
                http.get(API + "contacts/" + contact).body(),
                http.get(API + "contacts/" + contact + "/timeline").body(),
                http.get(API + "contacts/" + contact + "/consent").body(),
                http.get(API + "contacts/" + contact + "/conversation").body(),
                leads.messages(contact, "it-looking").toString(),
                leads.enrollment(contact, "it-looking").toString(),
                leads.items(API + "tasks?contact=" + contact).toString(),
                http.get(API + "reports/sequences/it-looking").body(),
                http.get(API + "sequences/it-looking").body(),
                http.get(API + "teams/default").body(),
                http.get(API + "blocks").body(),
                http.get(API + "inbound").body());
    }

    @Test
    void aSequenceIsCheckedWithoutBeingDeployed() {
        Answer answer = http.send("POST", API + "tools/sequence?templates=ignore", "application/xml", """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="it-check"><from uri="sequence:it-check?on=contact.created"/>
                    <to id="w" uri="wait:2 dais"/>
                    <to id="x" uri="exec:rm"/>
                  </route>
                </routes>
                """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("ok").asBoolean()).isFalse();
        List<Integer> lines = new ArrayList<>();
        answer.json().get("problems").forEach(problem -> {
            lines.add(problem.get("line").asInt());
            assertThat(problem.get("cure").asText()).isNotBlank();
        });
        assertThat(lines).containsExactly(3, 4);
        assertThat(http.get(API + "sequences/it-check").status()).isEqualTo(404);
    }

    @Test
    void theDescriptionIsPublicAndNamesTheCalls() {
        Answer answer = http.anonymous().get(API + "openapi.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("paths").fieldNames())
                .toIterable()
                .anyMatch(path -> path.endsWith("/contacts/import"))
                .anyMatch(path -> path.endsWith("/tools/sequence"));
    }

    /** Each answer is problem JSON that names what is wrong and the cure. */
    @ParameterizedTest(name = "{0} {1} {3} is {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "POST   | contacts               | application/json | {                                    | 400 | JSON",
                "POST   | contacts               | application/json | []                                   | 400 | ",
                "POST   | contacts               | application/json | {\"firstNam\":\"x\"}                 | 400 | firstName",
                "POST   | contacts               | application/json | {\"email\":\"nobody\"}               | 400 | email",
                "POST   | contacts               | application/json | {\"email\":\"a@b.c\\r\\nBcc: x@y.z\"} | 400 | email",
                "POST   | contacts               | application/json | {\"timeZone\":\"Mars\"}              | 400 | timeZone",
                "POST   | contacts               | text/html        | x                                    | 415 | Content-Type",
                "GET    | contacts/0             |                  |                                      | 404 | ",
                "GET    | contacts/1'%20OR%201=1 |                  |                                      | 404 | ",
                "GET    | messages?state=NOPE    |                  |                                      | 400 | state",
                "GET    | messages?limit=-1      |                  |                                      | 400 | limit",
                "PUT    | contacts               | application/json | {}                                   | 405 | ",
                "GET    | nothing                |                  |                                      | 404 | ",
                "POST   | events                 | application/json | {\"type\":\"x.y\"}                   | 400 | id",
                "POST   | sequences/nope/enrollments | application/json | {\"contactId\":\"1\"}            | 404 | nope"
            })
    void aWrongRequestIsToldWhatIsWrong(
            String method, String path, String type, String body, int status, String named) {
        Answer answer = http.send(method, API + path, type, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().get("detail").asText()).isNotBlank();
        assertThat(answer.json().get("cure").asText()).isNotBlank();
        assertThat(answer.body()).contains(named == null ? "" : named).doesNotContain("Exception", "\tat ");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        Answer answer = http.post(API + "contacts", "{\"firstName\":\"" + "x".repeat(2 << 20) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void aTrapInTheXmlIsRefusedAtOnce() {
        String bomb = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><routes><route id=\"&f;\">&b;</route></routes>";

        Answer answer = http.send("POST", API + "tools/sequence", "application/xml", bomb);

        assertThat(answer.json().get("ok").asBoolean()).isFalse();
        assertThat(answer.body()).contains("DOCTYPE").doesNotContain("root:");
    }

    @Test
    void aWrongPasswordDoesNotGetInAndHeadersChangeNothing() {
        assertThat(http.as("admin", "wrong").get(API + "contacts/1").status()).isEqualTo(401);
        assertThat(http.anonymous()
                        .send("GET", API + "sequences", null, null, Map.of("X-Forwarded-User", "admin"))
                        .status())
                .isEqualTo(401);
    }
}
