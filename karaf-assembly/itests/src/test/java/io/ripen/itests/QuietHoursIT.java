package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The policy of quiet hours, the time zones of numbers and the newer time-zone rules work together in Karaf. */
@ExtendWith(RipenExtension.class)
class QuietHoursIT {
    private Ripen ripen;

    @BeforeEach
    void begin(Ripen ripen) {
        this.ripen = ripen;
    }

    @Test
    void karafRunsOnTheRulesOfTheJarInLibBoot() {
        JsonNode checks = ripen.http().get("/api/v1/health").json().get("checks");
        for (JsonNode check : checks) {
            if (check.get("name").asText().equals("time-zones")) {
                assertThat(check.get("message").asText()).matches("Time-zone rules 20(2[6-9]|[3-9]\\d)[a-z]+ of .*");
                return;
            }
        }
        throw new AssertionError("There is no check 'time-zones' in " + checks);
    }

    @Test
    void theWindowOfANumberAnywhereCanBeAskedFor() {
        assertThat(window("+18505550101").get("zones").toString())
                .isEqualTo("[\"America/New_York\",\"America/Chicago\"]");
        assertThat(window("+33612345678").get("zones").toString()).isEqualTo("[\"Europe/Paris\"]");
        assertThat(window("+33612345678").get("decision").asText())
                .as("these tests run with the hours open")
                .isEqualTo("allow");
    }

    private JsonNode window(String phone) {
        return ripen.http()
                .post("/api/v1/tools/window", "{\"kind\":\"sms\",\"phone\":\"" + phone + "\"}")
                .json();
    }
}
