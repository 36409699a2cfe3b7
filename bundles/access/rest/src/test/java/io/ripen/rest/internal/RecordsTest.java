package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.audit.Change;
import io.ripen.audit.Verification;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit log, erasure and export by the API. */
class RecordsTest {
    private final RestServer server = new RestServer();
    private final Records records = server.crm.records;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theAuditLogIsReadPageByPageTheNewestFirst() {
        for (int i = 0; i < 3; i++) {
            records.add("team.changed", Map.of("name", new Change.Value("A" + i, null)));
        }
        Answer first = server.get("/audit?limit=2&team=default&target=team:default&from=2026-12-01T00:00:00Z");
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.json().path("items")).hasSize(2);
        assertThat(first.json().at("/items/0/number").asLong()).isEqualTo(3);
        assertThat(first.json().at("/items/0/by/kind").asText()).isEqualTo("person");
        assertThat(first.json().at("/items/0/changes/name/from").asText()).isEqualTo("A2");
        assertThat(first.json().at("/items/0/changes/name/to").isNull()).isTrue();
        String next = first.json().path("next").asText();
        assertThat(next).contains("after=2").contains("team=default");
        Answer second = server.get(next.substring(next.indexOf("/audit")));
        assertThat(second.json().path("items")).hasSize(1);
        assertThat(records.asked.before()).isEqualTo(2);
        assertThat(records.asked.from()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"/audit?from=yesterday,from", "/audit?until=9999-12-31T00:00:00Z,until", "/audit?team=No Team,team"})
    void whatIsWrongIsNamed(String path, String field) {
        Answer answer = server.get(path.replace(" ", "%20"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"" + field + "\"");
    }

    @Test
    void theFirstBrokenEntryIsNamed() {
        assertThat(server.get("/audit/verification").json().path("whole").asBoolean())
                .isTrue();
        records.broken = new Verification.Broken(4, Verification.Kind.CHANGED, "Entry 4 is not what was written.");
        Answer found = server.get("/audit/verification");
        assertThat(found.json().path("whole").asBoolean()).isFalse();
        assertThat(found.json().at("/broken/number").asLong()).isEqualTo(4);
        assertThat(found.json().at("/broken/kind").asText()).isEqualTo("changed");
    }

    @Test
    void whatAnErasureWouldDoIsToldBeforeAndHowFarItIsAfterwards() {
        Answer before = server.get("/contacts/7/erasure");
        assertThat(before.json().path("state").asText()).isEqualTo("possible");
        assertThat(before.json().at("/wouldHappen/rows/messages").asLong()).isEqualTo(3);
        assertThat(before.json().at("/wouldHappen/otherTeams").asInt()).isEqualTo(4);
        records.slow = true;
        Answer begun = server.json("POST", "/contacts/7/erasure", "");
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.json().path("state").asText()).isEqualTo("running");
        records.slow = false;
        assertThat(server.get("/contacts/7/erasure").json().path("state").asText())
                .isEqualTo("done");
        assertThat(server.json("POST", "/contacts/7/erasure", "").status()).isEqualTo(200);
        assertThat(server.get("/contacts/8/erasure").status()).isEqualTo(404);
        assertThat(server.json("POST", "/contacts/x/erasure", "").status()).isEqualTo(404);
    }

    @Test
    void anExportIsOneDocumentOfWhatIsKept() throws Exception {
        Answer export = server.get("/contacts/7/export");
        assertThat(export.status()).as(export.body()).isEqualTo(200);
        assertThat(export.header("Content-Disposition")).isEqualTo("attachment; filename=\"contact-7.json\"");
        assertThat(new ObjectMapper().readTree(export.body()).toString())
                .isEqualTo(
                        "{\"contact\":[{\"firstName\":\"Zoë\"}],\"messages\":[{\"text\":\"one\"},{\"text\":\"two\"}]}");
        assertThat(server.get("/contacts/8/export").status()).isEqualTo(404);
    }

    @Test
    void anExportThatBreaksDoesNotLookWhole() {
        records.breaks = true;
        String body = server.get("/contacts/7/export").body();
        assertThatThrownBy(() -> new ObjectMapper().readTree(body))
                .as("what a program makes of '%s'", body)
                .isInstanceOf(JsonProcessingException.class);
    }
}
