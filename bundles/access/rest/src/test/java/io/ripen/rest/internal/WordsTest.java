package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ripen.message.Drafts.Trial;
import io.ripen.message.Drafts.TrialState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segments, templates of a team's own, previews, tests and hints over HTTP. */
class WordsTest {
    private static final String TEMPLATE = "/teams/default/sequences/welcome/templates/hello.sms";
    private static final String STEP = "/sequences/welcome/steps/hello";

    private final RestServer api = new RestServer();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void tellsWhatATextCosts() {
        assertThat(sms("Acme: see you at 5"))
                .isEqualTo("{\"encoding\":\"GSM-7\",\"characters\":18,\"segments\":1,\"plain\":\"Acme: see you at 5\","
                        + "\"hints\":[]}");
        assertThat(sms("")).startsWith("{\"encoding\":\"GSM-7\",\"characters\":0,\"segments\":0,");
        JsonNode curly = api.json("POST", "/tools/sms", "{\"text\":\"" + "a".repeat(99) + " – “b”\"}")
                .expect(200)
                .json();
        assertThat(curly.path("encoding").asText()).isEqualTo("UCS-2");
        assertThat(curly.path("segments").asInt()).isEqualTo(2);
        assertThat(curly.path("plain").asText()).endsWith(" - \"b\"");
        assertThat(curly.path("hints").get(0).asText()).contains("1 segment instead of 2");
        assertThat(api.json("POST", "/tools/sms", "{\"text\":\"\\ud83d\\ude00\\u0001\\ud83d\"}")
                        .status())
                .isIn(200, 400);
    }

    @Test
    void asksForTheText() {
        api.json("POST", "/tools/sms", "{}").problem(400).field("text");
        api.json("POST", "/tools/sms", "{\"txt\":\"a\"}").problem(400);
    }

    @Test
    void aTeamWordsATemplateAndGoesBack() {
        assertThat(api.get(TEMPLATE).expect(200).json().path("overridden").asBoolean())
                .isFalse();

        JsonNode own =
                api.json("PUT", TEMPLATE, "{\"content\":\"Howdy\"}").expect(200).json();
        assertThat(own.path("overridden").asBoolean()).isTrue();
        assertThat(own.path("content").asText()).isEqualTo("Howdy");
        assertThat(own.path("original").asText()).isEqualTo("Hi");
        assertThat(own.path("changedBy").asText()).isEqualTo("admin");

        assertThat(names(api.get("/teams/default/sequences/welcome/templates")
                        .expect(200)
                        .json()
                        .path("items")))
                .containsExactly("hello.sms");
        assertThat(api.delete(TEMPLATE).expect(200).json().path("content").asText())
                .isEqualTo("Hi");
        api.delete(TEMPLATE).problem(404);
    }

    @Test
    void aBrokenTemplateIsRefusedWithLineAndCureAndChangesNothing() {
        JsonNode problem = api.json("PUT", TEMPLATE, "{\"content\":\"Hi\\n{{contact.first_name\"}")
                .problem(422)
                .json();
        assertThat(problem.path("errors").get(0).path("field").asText()).isEqualTo("hello.sms:2");
        assertThat(problem.path("errors").get(0).path("message").asText()).isEqualTo("It is not closed. Close it.");
        assertThat(api.crm.words.own).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/teams/nobody/sequences/welcome/templates/hello.sms",
                "/teams/default/sequences/nothing/templates/hello.sms",
                "/teams/default/sequences/welcome/templates/nothing.sms"
            })
    void whatIsNotThereIsNotFound(String path) {
        api.get(path).problem(404);
        api.json("PUT", path, "{\"content\":\"a\"}").problem(404);
    }

    @Test
    void emptyTemplatesAreRefused() {
        api.json("PUT", TEMPLATE, "{}").problem(400).field("content");
        api.json("PUT", TEMPLATE, "{\"content\":\" \"}").problem(400).field("content");
    }

    @Test
    void showsWhatAStepWouldSay() {
        JsonNode shown = api.json("POST", STEP + "/preview", "{\"contactId\":\"1\"}")
                .expect(200)
                .json();
        assertThat(shown.path("text").asText()).isEqualTo("Hi Ann");
        assertThat(shown.path("sms").path("segments").asInt()).isEqualTo(1);
        assertThat(shown.path("hints").get(0).path("rule").asText()).isEqualTo("sms-one-segment");
        assertThat(api.crm.words.tests).isEmpty();

        api.json("POST", STEP + "/preview", "{}").problem(400).field("contactId");
        api.json("POST", STEP + "/preview", "{\"contactId\":\"2\"}")
                .problem(422)
                .says("first_name");
        api.json("POST", "/sequences/welcome/steps/other/preview", "{\"contactId\":\"1\"}")
                .problem(404);
    }

    @Test
    void sendsATestAndSaysWhatThePoliciesSaid() {
        JsonNode sent = api.json("POST", STEP + "/test", "{\"contactId\":\"1\",\"to\":\"+14155550100\"}")
                .expect(200)
                .json();
        assertThat(sent.path("test").asBoolean()).isTrue();
        assertThat(sent.path("decision").asText()).isEqualTo("sent");
        assertThat(sent.path("providerId").asText()).isEqualTo("SM1");
        assertThat(api.crm.words.tests).containsExactly("admin to +14155550100");

        Trial before = api.crm.words.trial;
        api.crm.words.trial = new Trial(
                TrialState.HELD, "quiet-hours", "It is night.", Crm.NOW.plusSeconds(60), null, before.message());
        JsonNode held = api.json("POST", STEP + "/test", "{\"contactId\":\"1\",\"to\":\"+14155550100\"}")
                .expect(200)
                .json();
        assertThat(held.path("decision").asText()).isEqualTo("held");
        assertThat(held.path("policy").asText()).isEqualTo("quiet-hours");
        assertThat(held.path("until").asText()).isEqualTo("2026-11-22T09:01:00Z");

        api.json("POST", STEP + "/test", "{\"contactId\":\"1\"}").problem(400).field("to");
    }

    @Test
    void givesHintsOnADeployedSequenceAndOnAFile() {
        assertThat(api.get("/sequences/welcome/lint")
                        .expect(200)
                        .json()
                        .path("items")
                        .get(0)
                        .path("message")
                        .asText())
                .isEqualTo("It has two segments.");
        api.get("/sequences/nothing/lint").problem(404);

        JsonNode read = api.json(
                        "POST", "/tools/lint", "{\"xml\":\"<route id='a'/>\",\"templates\":{\"hello.sms\":\"Hi\"}}")
                .expect(200)
                .json();
        assertThat(read.path("hints").size()).isEqualTo(1);
        assertThat(read.has("ok")).isTrue();
        api.post("/tools/lint", "application/xml", "<route id='a'/>".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .expect(200);
        api.json("POST", "/tools/lint", "{}").problem(400).field("xml");
    }

    private String sms(String text) {
        return api.json("POST", "/tools/sms", "{\"text\":\"" + text + "\"}")
                .expect(200)
                .response()
                .body();
    }

    private static List<String> names(JsonNode items) {
        List<String> names = new ArrayList<>();
        items.forEach(each -> names.add(each.path("file").asText()));
        return names;
    }
}
