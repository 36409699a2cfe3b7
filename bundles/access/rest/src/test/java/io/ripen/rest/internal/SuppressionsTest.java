package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person takes back that an address must not be written to. */
class SuppressionsTest {
    private static final String STOPPED = "/suppressions/phone:" + Suppressed.STOPPED;
    private static final String BOUNCED = "/suppressions/email:" + Suppressed.BOUNCED;

    private final RestServer api = new RestServer();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void showsWhetherTheLeadOptedOutOrSomethingElseLedToIt() {
        assertThat(api.get(STOPPED).expect(200).response().body())
                .isEqualTo("{\"name\":\"phone:+14155550100\",\"reason\":\"The lead wrote \\\"STOP\\\" by sms.\","
                        + "\"since\":\"2026-11-22T09:00:00Z\",\"optedOut\":true}");
        assertThat(api.get(BOUNCED).expect(200).json().path("optedOut").asBoolean())
                .isFalse();
        api.get("/suppressions/phone:+14155550199").problem(404);
    }

    @Test
    void whatABounceLedToIsTakenBackWithAReasonAndByWhom() {
        api.json("POST", BOUNCED + "/lift", "{\"reason\":\"The mailbox exists again.\"}")
                .expect(204);

        assertThat(api.crm.suppressed.removed)
                .containsExactly(Suppressed.BOUNCED + " admin: The mailbox exists again.");
        assertThat(api.crm.optings.kept).as("nobody agreed to anything").isEmpty();
        api.json("POST", BOUNCED + "/lift", "{\"reason\":\"Again.\"}").problem(404);
        api.get(BOUNCED).problem(404);
    }

    @Test
    void anOptOutIsTakenBackOnlyWhenTheLeadAgreed() {
        Answer refused = api.json("POST", STOPPED + "/lift", "{\"reason\":\"A good lead.\"}")
                .problem(409);

        assertThat(refused.json().path("cure").asText()).contains("\"leadAgreed\": true");
        api.json("POST", STOPPED + "/lift", "{\"reason\":\"A good lead.\",\"leadAgreed\":false}")
                .problem(409);
        assertThat(api.crm.suppressed.removed).isEmpty();
        api.get(STOPPED).expect(200);

        api.json("POST", STOPPED + "/lift", "{\"reason\":\"\\\"Do text me\\\", on the phone.\",\"leadAgreed\":true}")
                .expect(204);
        api.get(STOPPED).problem(404);
        assertThat(api.crm.suppressed.removed)
                .singleElement()
                .asString()
                .isEqualTo(Suppressed.STOPPED + " admin: \"Do text me\", on the phone. (agreed)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":\" \"}", "{\"reason\":\"a\\u0000b\"}", "{\"leadAgreed\":true}"})
    void aReasonIsNeeded(String body) {
        api.json("POST", BOUNCED + "/lift", body).problem(400).field("reason");
        assertThat(api.crm.suppressed.removed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"everything", "phone:4155550100", "email:gone", "all"})
    void anAddressIsNamedLikeABlock(String name) {
        assertThat(api.get("/suppressions/" + name)
                        .problem(404)
                        .json()
                        .path("cure")
                        .asText())
                .contains("phone:+14155550100");
    }
}
