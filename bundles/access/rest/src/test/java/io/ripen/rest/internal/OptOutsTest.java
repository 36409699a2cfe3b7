package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.policy.OptOutLists.Meaning;
import io.ripen.policy.OptOutLists.Options;
import io.ripen.policy.OptOutLists.Row;
import io.ripen.team.TeamId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list of opt-outs in one call, each row answered by itself. */
class OptOutsTest {
    private final RestServer api = new RestServer();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void addressesAndObjectsAreRowsAndWhatIsNoneIsRefusedByItself() {
        Answer answer = api.json("POST", "/opt-outs?source=old+list", """
                {"rows":["ann@example.com","+14155550100",{"email":"bob@example.com","reason":"asked"},17,null,{"name":"x"}]}
                """).expect(200);

        assertThat(answer.json().path("suppressed").asInt()).isEqualTo(3);
        assertThat(answer.json().path("refused").asInt()).isEqualTo(3);
        assertThat(answer.json().path("rows").path(3).path("line").asInt()).isEqualTo(4);
        assertThat(answer.json().path("rows").path(3).path("result").asText()).isEqualTo("refused");
        assertThat(api.crm.optOutLists.kept)
                .contains(
                        new Row(1, "ann@example.com", null, null),
                        new Row(2, null, "+14155550100", null),
                        new Row(3, "bob@example.com", null, "asked"));
        assertThat(api.crm.optOutLists.options)
                .containsExactly(new Options(TeamId.DEFAULT, "old list", Meaning.OPT_OUT, false));
    }

    @Test
    void csvIsReadAsItIsWithTheMeaningOfTheList() {
        api.post(
                        "/opt-outs?meaning=bounce&channel=sms",
                        "text/csv",
                        "email\nann@example.com\n".getBytes(StandardCharsets.UTF_8))
                .expect(200);

        assertThat(api.crm.optOutLists.kept).containsExactly(new Row(2, "ann@example.com", null, null));
        assertThat(api.crm.optOutLists.options)
                .containsExactly(new Options(TeamId.DEFAULT, "list", Meaning.BOUNCE, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"rows\":[]}"})
    void anEmptyListIsRefused(String body) {
        api.json("POST", "/opt-outs", body).problem(400).field("rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"meaning=spam", "channel=fax", "source=%20", "team=nobody"})
    void aWordThatIsNotKnownIsRefused(String query) {
        api.json("POST", "/opt-outs?" + query, "{\"rows\":[\"ann@example.com\"]}")
                .problem(400);
        assertThat(api.crm.optOutLists.kept).isEmpty();
    }
}
