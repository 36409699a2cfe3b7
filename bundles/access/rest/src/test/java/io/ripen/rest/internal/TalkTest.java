package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ripen.mail.Inbound;
import io.ripen.team.TeamId;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks, conversations and messages by hand over HTTP. */
class TalkTest {
    private RestServer api;

    @BeforeEach
    void start() {
        api = new RestServer();
        api.json("POST", "/contacts", "{\"firstName\":\"Ann\",\"email\":\"ann@example.com\"}")
                .expect(201);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private Answer write(String key, String body) {
        HttpRequest.Builder request = api.request("/contacts/1001/messages").header("Content-Type", "application/json");
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return api.send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    @Test
    void mail_that_fits_nowhere_is_shown() {
        for (int i = 1; i <= 3; i++) {
            api.crm.inbox.add(new Inbound.Kept(
                    Integer.toString(i),
                    TeamId.DEFAULT,
                    null,
                    "email",
                    i == 1 ? "reply" : "other",
                    "<" + i + "@example.com>",
                    "news@example.com",
                    "us@example.com",
                    "News",
                    "",
                    "The mail has no headers.",
                    null,
                    Crm.NOW));
        }
        JsonNode page = api.get("/inbound?kind=other&limit=1").expect(200).json();
        assertThat(page.path("items")).hasSize(1);
        assertThat(page.path("items").get(0).path("problem").asText()).isEqualTo("The mail has no headers.");
        String next = page.path("next").asText();
        assertThat(api.get(next.substring(next.indexOf("/inbound")))
                        .expect(200)
                        .json()
                        .path("items")
                        .get(0)
                        .path("id")
                        .asText())
                .isEqualTo("3");
        assertThat(api.get("/inbound").expect(200).json().path("items")).hasSize(3);
        api.get("/inbound?kind=spam").problem(400).field("kind");
    }

    @Test
    void tasks_are_listed_page_by_page_with_all_that_was_asked_for() {
        JsonNode page = api.get("/tasks?contact=1001&owner=kim@example.com&limit=2")
                .expect(200)
                .json();
        assertThat(page.path("items")).hasSize(2);
        JsonNode first = page.path("items").get(0);
        assertThat(first.path("id").asText()).isEqualTo("1");
        assertThat(first.path("id").isTextual()).isTrue();
        assertThat(first.path("script").asText()).isEqualTo("Hi Ann");
        assertThat(first.path("voicemail").asText()).isEqualTo("Sorry to miss you");
        assertThat(first.path("step").asText()).isEqualTo("day-1-call");
        assertThat(api.crm.talk.queries).containsExactly("1001 kim@example.com null");
        String next = page.path("next").asText();
        JsonNode rest =
                api.get(next.substring(next.indexOf("/tasks"))).expect(200).json();
        assertThat(rest.path("items")).hasSize(1);
        assertThat(api.get("/tasks?state=expired").expect(200).json().path("items"))
                .hasSize(1);
        assertThat(api.get("/tasks/3").expect(200).json().path("outcome").asText())
                .isEqualTo("voicemail");
    }

    @Test
    void the_outcome_of_a_call_is_recorded_once_and_under_the_name_of_who_did_it() {
        JsonNode done = api.json("POST", "/tasks/1/outcome", "{\"outcome\":\"voicemail\",\"note\":\"Friendly\"}")
                .expect(200)
                .json();
        assertThat(done.path("state").asText()).isEqualTo("DONE");
        assertThat(done.path("outcome").asText()).isEqualTo("voicemail");
        assertThat(done.path("doneBy").asText()).isEqualTo("admin");
        api.json("POST", "/tasks/1/outcome", "{\"outcome\":\"reached\"}")
                .problem(409)
                .says("done already");
        assertThat(api.get("/tasks/1").expect(200).json().path("outcome").asText())
                .isEqualTo("voicemail");
    }

    @Test
    void the_conversation_is_one_thread_in_pages() {
        JsonNode page =
                api.get("/contacts/1001/conversation?limit=2").expect(200).json();
        assertThat(page.path("items").findValuesAsText("text")).containsExactly("Line 0", "Line 1");
        assertThat(page.path("items").findValuesAsText("direction")).containsExactly("OUT", "IN");
        String next = page.path("next").asText();
        JsonNode rest =
                api.get(next.substring(next.indexOf("/contacts"))).expect(200).json();
        assertThat(rest.path("items").findValuesAsText("text")).containsExactly("Line 2");
        assertThat(rest.path("next").isNull()).isTrue();
        api.get("/contacts/4711/conversation").problem(404);
    }

    @Test
    void a_message_by_hand_is_sent_once_however_often_one_clicks() {
        String body = "{\"channel\":\"sms\",\"text\":\"Hi Ann, Kim here.\"}";
        Answer first = write("click-1", body).expect(201);
        assertThat(first.header("Location")).endsWith("/api/v1/messages/1");
        assertThat(first.json().path("state").asText()).isEqualTo("ACCEPTED");
        assertThat(write("click-1", body).expect(200).json().path("id").asText())
                .isEqualTo("1");
        assertThat(api.crm.talk.sent).containsExactly("admin: sms Hi Ann, Kim here.");
        write("click-1", "{\"channel\":\"sms\",\"text\":\"Another\"}")
                .problem(409)
                .says("key");
        assertThat(write(null, body).expect(201).status()).isEqualTo(201);
        assertThat(api.crm.talk.sent).hasSize(2);
    }

    @Test
    void a_message_that_a_policy_denies_is_a_conflict_that_says_why() {
        Answer denied = write(null, "{\"channel\":\"sms\",\"text\":\"deny\"}").problem(409);
        denied.says("opted out");
        assertThat(denied.json().path("existing").asText()).isEqualTo("6");
    }

    @Test
    void a_message_to_nobody_is_not_found() {
        api.json("POST", "/contacts/4711/messages", "{\"channel\":\"sms\",\"text\":\"Hi\"}")
                .problem(404);
    }
}
