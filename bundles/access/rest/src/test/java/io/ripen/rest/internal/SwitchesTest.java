package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchesTest {
    private RestServer api;

    @BeforeEach
    void start() {
        api = new RestServer();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Nested
    class ABlock {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "hold",
                    "all",
                    "team:default",
                    "channel:sms",
                    "sender:default/sms",
                    "sequence:default/welcome",
                    "phone:+14155550100",
                    "email:ann@example.com"
                })
        void isSetOnceShownAndLifted(String name) {
            JsonNode set = api.json("PUT", "/blocks/" + name, "{\"reason\":\"Too many complaints.\"}")
                    .expect(201)
                    .json();
            assertThat(set.path("name").asText()).isEqualTo(name);
            assertThat(set.path("by").asText()).isEqualTo("admin");
            assertThat(set.path("since").asText()).isEqualTo("2026-11-22T09:00:00Z");

            JsonNode again = api.json("PUT", "/blocks/" + name, "{\"reason\":\"Another.\"}")
                    .expect(200)
                    .json();
            assertThat(again.path("reason").asText()).isEqualTo("Too many complaints.");
            assertThat(api.get("/blocks").expect(200).json().path("items")).hasSize(1);

            api.delete("/blocks/" + name).expect(204);
            api.delete("/blocks/" + name).problem(404);
            assertThat(api.get("/blocks").expect(200).json().path("items")).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "team:nort, team, 'north'",
            "channel:smss, channel, 'sms'",
            "sender:nort/sms, team, 'north'",
            "sender:north/mail, channel, 'email'",
            "sequence:nort/welcome, team, 'north'",
            "sequence:north/wellcome, sequence, 'welcome'"
        })
        void isNotSetForWhatDoesNotExist(String name, String field, String nearest) {
            api.json("PUT", "/teams/north", "{}").expect(201);

            Answer refused =
                    api.json("PUT", "/blocks/" + name, "{\"reason\":\"Stop.\"}").problem(404);

            assertThat(refused.json().path("field").asText()).isEqualTo(field);
            assertThat(refused.json().path("cure").asText())
                    .startsWith("Did you mean '" + nearest + "'?")
                    .contains("\"future\":true");
            assertThat(api.crm.switches.set).isEmpty();
        }

        @Test
        void isSetForWhatIsToComeWhenThatIsSaid() {
            api.json("PUT", "/blocks/sequence:nort/later", "{\"reason\":\"Not before May.\",\"future\":true}")
                    .expect(201);

            assertThat(api.crm.switches.set).containsKey("sequence:nort/later");
            api.delete("/blocks/sequence:nort/later").expect(204);
        }

        @Test
        void isSetAndLiftedAlsoWhenItsNameEndsLikeABacklog() {
            String name = "/blocks/sequence:default/backlog";
            api.json("PUT", name, "{\"reason\":\"x\",\"future\":true}").expect(201);
            assertThat(api.crm.switches.set).containsKey("sequence:default/backlog");
            assertThat(api.get(name + "/backlog")
                            .expect(200)
                            .json()
                            .path("block")
                            .asText())
                    .isEqualTo("sequence:default/backlog");

            api.delete(name).expect(204);

            assertThat(api.crm.switches.set).isEmpty();
        }

        @Test
        void showsWhatWouldGoOutBeforeItIsLifted() {
            JsonNode backlog = api.get("/blocks/sequence:default/new-lead-14-day/backlog")
                    .expect(200)
                    .json();
            assertThat(backlog.path("block").asText()).isEqualTo("sequence:default/new-lead-14-day");
            assertThat(backlog.path("runs").asInt()).isEqualTo(12);
            JsonNode line = backlog.path("lines").get(0);
            assertThat(line.path("step").asText()).isEqualTo("day-3-case-study");
            assertThat(line.path("stale").asInt()).isEqualTo(4);
            assertThat(line.path("then").asText()).isEqualTo("skip");
        }

        @ParameterizedTest
        @ValueSource(strings = {"everything", "team:", "team:A%20B", "sequence:default", "phone:4155550100", "all/x"})
        void hasANameThatIsKnown(String name) {
            Answer answer =
                    api.json("PUT", "/blocks/" + name, "{\"reason\":\"x\"}").problem(404);
            assertThat(answer.json().path("cure").asText()).contains("sequence:TEAM/SEQUENCE");
            assertThat(api.crm.switches.set).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"reason\":\" \"}", "{\"reason\":\"a\\u0000b\"}"})
        void hasAReason(String body) {
            assertThat(api.json("PUT", "/blocks/all", body)
                            .problem(400)
                            .json()
                            .path("field")
                            .asText())
                    .isEqualTo("reason");
            assertThat(api.crm.switches.set).isEmpty();
        }
    }

    @Nested
    class ATeam {
        @Test
        void isCreatedChangedInWhatIsNamedAndShown() {
            api.json("PUT", "/teams/acme", "{\"name\":\"Acme\",\"timeZone\":\"America/Chicago\",\"region\":\"US\"}")
                    .expect(201);
            JsonNode changed = api.json("PUT", "/teams/acme", "{\"settings\":{\"caps\":\"b2b\",\"businessName\":null}}")
                    .expect(200)
                    .json();
            assertThat(changed.path("name").asText()).isEqualTo("Acme");
            assertThat(changed.path("timeZone").asText()).isEqualTo("America/Chicago");
            assertThat(changed.path("settings").path("caps").asText()).isEqualTo("b2b");
            assertThat(changed.path("settings").has("businessName")).isFalse();
            assertThat(api.get("/teams/acme").expect(200).json()).isEqualTo(changed);
            assertThat(api.get("/teams").expect(200).json().path("items").findValuesAsText("id"))
                    .contains("acme");
        }

        @Test
        void isNotChangedToWhatAPolicyCannotRead() {
            Answer refused = api.json("PUT", "/teams/acme", "{\"settings\":{\"caps\":\"b2x\"}}")
                    .problem(400);
            assertThat(refused.json().path("errors").get(0).path("message").asText())
                    .contains("caps.preset");
            api.get("/teams/acme").problem(404);
        }

        @Test
        void hasAZoneThatExists() {
            assertThat(api.json("PUT", "/teams/acme", "{\"timeZone\":\"Mars/Base\"}")
                            .problem(400)
                            .json()
                            .path("field")
                            .asText())
                    .isEqualTo("timeZone");
            api.json("PUT", "/teams/No%20Team", "{}").problem(404);
        }
    }
}
