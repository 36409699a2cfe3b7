package io.ripen.policy.quiet.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No state is forgotten: each has stricter hours of its own, or the file says that its law was looked at and has none. */
class StatesTest {
    private static final List<String> STATES =
            List.of(("AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI"
                            + " MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY")
                    .split(" "));

    private JsonNode file;

    @BeforeEach
    void read() throws IOException {
        try (InputStream in = Limits.class.getResourceAsStream("sending-limits.json")) {
            file = new JsonMapper().readTree(in);
        }
    }

    @Test
    void eachHasARuleOrIsNamedAsLikeItsCountry() {
        assertThat(STATES).hasSize(50 + 2).doesNotHaveDuplicates();
        List<String> named = new ArrayList<>();
        file.get("rules").forEach(rule -> named.add(rule.get("where").asText()));
        file.get("likeTheirCountry").fieldNames().forEachRemaining(named::add);

        assertThat(named.stream().filter(where -> where.startsWith("US-")).map(where -> where.substring(3)))
                .containsExactlyInAnyOrderElementsOf(STATES);
    }

    @Test
    void ofEachItIsSaidWhatWasRead() {
        file.get("rules")
                .forEach(rule -> assertThat(rule.path("read").asText())
                        .as(rule.get("where").asText())
                        .endsWith("."));
        file.get("likeTheirCountry")
                .fields()
                .forEachRemaining(state ->
                        assertThat(state.getValue().asText()).as(state.getKey()).endsWith("."));
    }

    @Test
    void aStateIsNotBoth() {
        String both = "{\"rules\": [{\"where\": \"US-NY\", \"kinds\": [\"sms\"], \"hours\": {\"MON\": \"08:00-20:00\"},"
                + " \"source\": \"x\", \"read\": \"y\"}], \"likeTheirCountry\": {\"US-NY\": \"no hours.\"}}";
        assertThatThrownBy(() -> Limits.read(both)).hasMessageContaining("US-NY has a rule of its own as well");
        assertThatThrownBy(() -> Limits.read("{\"rules\": [], \"likeTheirCountry\": {\"New York\": \"none\"}}"))
                .hasMessageContaining("'New York' must be a state such as US-NY");
        assertThat(Limits.read("{\"rules\": [], \"likeTheirCountry\": {\"US-NY\": \"none\"}}")
                        .rules())
                .isEmpty();
    }

    @Test
    void noLawIsLessStrictThanTheCountrys() {
        for (LimitRule rule : Limits.read(file.toString()).of("sms", List.of("US"))) {
            assertThat(rule.hours().words())
                    .as(rule.where())
                    .doesNotContainPattern("\\b0[0-7]:\\d\\d-")
                    .doesNotContainPattern("-2[2-4]:")
                    .doesNotContain("-21:30");
        }
    }
}
