package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a text would do, and whether a lead may be written to. */
class ConsentTest {
    private final RestServer api = new RestServer();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void saysWhatATextWouldDo() {
        assertThat(api.json("POST", "/tools/reply", "{\"text\":\"STOP\"}")
                        .expect(200)
                        .response()
                        .body())
                .isEqualTo("{\"decision\":\"opt-out\",\"reason\":\"The keyword 'stop'.\",\"matched\":\"stop\","
                        + "\"kind\":\"keyword\",\"probability\":1.0,\"unsure\":false}");
        assertThat(api.json("POST", "/tools/reply", "{\"text\":\"\"}")
                        .expect(200)
                        .response()
                        .body())
                .startsWith("{\"decision\":\"none\"");
        api.json("POST", "/tools/reply", "{}").problem(400).field("text");
    }

    @Test
    void showsWhereALeadStands() {
        assertThat(api.get("/contacts/1001/consent").expect(200).response().body())
                .contains("\"suppressed\":[{\"kind\":\"phone\",\"address\":\"+14155550100\",\"reason\":\"STOP\"")
                .contains("\"held\":[{\"block\":\"email:ann@acme.example\"")
                .contains("\"state\":\"out\",\"source\":\"sms\",\"wording\":\"STOP\"");
        api.get("/contacts/4711/consent").problem(404);
    }

    @Test
    void takesADecision() {
        api.json("POST", "/contacts/1001/consent", "{\"decision\":\"keep\"}").expect(200);
        api.json("POST", "/contacts/1001/consent", "{\"decision\":\"opt-out\",\"note\":\"By phone\"}")
                .expect(200);
        assertThat(api.crm.optings.decided).containsExactly("1001 KEEP null admin", "1001 OPT_OUT By phone admin");
        api.json("POST", "/contacts/1001/consent", "{\"decision\":\"maybe\"}")
                .problem(400)
                .field("decision");
        api.json("POST", "/contacts/1001/consent", "{}").problem(400).field("decision");
        api.json("POST", "/contacts/4711/consent", "{\"decision\":\"keep\"}").problem(404);
    }
}
