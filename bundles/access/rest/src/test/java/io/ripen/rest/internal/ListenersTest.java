package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What listeners are still to be told of, and their quarantine, over HTTP. */
class ListenersTest {
    private static final String QUARANTINE = "/listeners/breaker/quarantine";

    private final RestServer api = new RestServer();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void showsWhatWaitsAndWhy() {
        JsonNode all = api.get("/listeners").expect(200).json().path("items");
        assertThat(all).hasSize(2);
        assertThat(all.get(0).toString())
                .contains("\"name\":\"breaker\"", "\"waiting\":12", "\"failures\":5", "\"quarantined\":3");
        assertThat(api.get("/listeners/sales-chat")
                        .expect(200)
                        .json()
                        .path("error")
                        .isNull())
                .isTrue();
        api.get("/listeners/nobody").problem(404);
    }

    @Test
    void showsTheQuarantinePageByPage() {
        JsonNode page = api.get(QUARANTINE + "?limit=2").expect(200).json();
        assertThat(page.path("items")).hasSize(2);
        JsonNode first = page.path("items").get(0);
        assertThat(first.path("id").asText()).isEqualTo("1");
        assertThat(first.path("event").asText()).isEqualTo("SM1");
        assertThat(first.path("contact").asText()).isEqualTo("7");
        assertThat(first.path("error").asText()).contains("No route to host");
        assertThat(first.path("data").path("channel").asText()).isEqualTo("sms");
        String next = page.path("next").asText();
        JsonNode rest =
                api.get(next.substring(next.indexOf("/listeners"))).expect(200).json();
        assertThat(rest.path("items")).hasSize(1);
        assertThat(rest.path("next").isNull()).isTrue();
        api.get("/listeners/nobody/quarantine").problem(404);
        api.get(QUARANTINE + "?limit=0").problem(400).field("limit");
    }

    @Test
    void letsOneOrAllGoAgain() {
        api.json("POST", QUARANTINE + "/2/retry", "").expect(204);
        assertThat(api.crm.told.retried).containsExactly(2L);
        api.json("POST", QUARANTINE + "/2/retry", "").problem(404);
        api.json("POST", QUARANTINE + "/x/retry", "").problem(404);
        assertThat(api.json("POST", QUARANTINE + "/retry", "")
                        .expect(200)
                        .json()
                        .path("retried")
                        .asInt())
                .isEqualTo(2);
        assertThat(api.crm.told.retried).containsExactly(2L, 1L, 3L);
    }

    @Test
    void throwsAwayAndForgets() {
        api.delete(QUARANTINE + "/1").expect(204);
        api.delete(QUARANTINE + "/1").problem(404);
        api.delete(QUARANTINE).expect(204);
        assertThat(api.crm.told.kept).isEmpty();
        assertThat(api.crm.told.retried).isEmpty();
        api.delete("/listeners/breaker").expect(204);
        api.delete("/listeners/breaker").problem(404);
    }
}
