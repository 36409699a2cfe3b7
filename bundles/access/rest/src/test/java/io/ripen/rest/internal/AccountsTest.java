package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts and tokens by the API. */
class AccountsTest {
    private final RestServer server = new RestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anAdminMakesChangesAndDeletesAnAccount() {
        Answer made = server.json(
                "POST",
                "/accounts",
                "{\"login\":\"ann\",\"name\":\"Ann Alder\",\"roles\":{\"default\":\"agent\"},\"password\":\"four words in a row\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith("/accounts/1");
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        assertThat(made.json().path("roles").path("default").asText()).isEqualTo("agent");
        assertThat(made.body()).doesNotContain("four words").doesNotContain("password");

        Answer changed = server.json("PATCH", "/accounts/1", "{\"roles\":{\"default\":\"manager\"}}");
        assertThat(changed.json().path("roles").path("default").asText()).isEqualTo("manager");
        assertThat(changed.json().path("name").asText()).isEqualTo("Ann Alder");
        assertThat(server.get("/accounts").json().path("items")).hasSize(1);
        assertThat(server.delete("/accounts/1").status()).isEqualTo(204);
        assertThat(server.delete("/accounts/1").status()).isEqualTo(404);
        assertThat(server.get("/accounts/1").status()).isEqualTo(404);
    }

    @Test
    void ofTwoWhoChangeTheSameTheSecondIsTold() {
        server.json("POST", "/accounts", "{\"login\":\"ann\"}");
        server.json("PATCH", "/accounts/1", "{\"name\":\"Ann\"}");
        Answer late = server.send(server.request("/accounts/1")
                .header("Content-Type", "application/json")
                .header("If-Match", "\"1\"")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"name\":\"Other\"}"))
                .build());
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.json().path("detail").asText()).contains("version 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/accounts|{}|login",
                "POST|/accounts|{\"login\":\"a\",\"roles\":{\"default\":\"boss\"}}|roles",
                "POST|/accounts|{\"login\":\"a\",\"roles\":{\"default\":null}}|roles",
                "POST|/accounts|{\"login\":\"a\",\"roles\":{\"No Team\":\"agent\"}}|roles",
                "POST|/accounts|{\"login\":\"a\",\"disabled\":true}|disabled",
                "POST|/accounts|{\"login\":\"a\",\"owner\":1}|owner",
                "PATCH|/accounts/1|{\"login\":\"b\"}|login",
                "POST|/tokens|{}|name",
                "POST|/tokens|{\"name\":\"x\",\"role\":\"admin\"}|role",
                "POST|/tokens|{\"name\":\"x\",\"team\":\"No Team\"}|team",
                "POST|/tokens|{\"name\":\"x\",\"expiresAt\":\"tomorrow\"}|expiresAt",
            })
    void whatIsWrongIsNamed(String verb, String path, String body, String field) {
        Answer answer = server.json(verb, path, body);
        assertThat(answer.status()).as(answer.body()).isIn(400, 422);
        assertThat(answer.body()).contains("\"" + field + "\"");
    }

    @Test
    void aTokenIsShownOnceAndEndsAtOnce() {
        Answer made = server.json("POST", "/tokens", "{\"name\":\"import\",\"team\":\"default\",\"role\":\"agent\"}");
        String key = made.json().path("token").asText();
        assertThat(key).startsWith("rpn_");
        assertThat(server.get("/tokens").body()).contains("import").doesNotContain(key);
        assertThat(asProgram(key).status()).isEqualTo(200);
        assertThat(server.delete("/tokens/" + made.json().path("id").asText()).status())
                .isEqualTo(204);
        assertThat(asProgram(key).status()).isEqualTo(401);
    }

    @Test
    void anAdminJoinsAnAccountToSomebodyElsewhereAndPartsThem() {
        server.json("POST", "/accounts", "{\"login\":\"ann\"}").expect(201);
        String person = "{\"issuer\":\"https://login.example.com\",\"subject\":\"f81d4fae\"}";
        Answer joined = server.json("POST", "/accounts/1/identities", person).expect(201);
        assertThat(server.get("/accounts/1/identities").json().at("/items/0")).isEqualTo(joined.json());
        assertThat(joined.json().path("byGroups").asBoolean()).isFalse();
        server.json("POST", "/accounts/9/identities", person).problem(404);
        server.json("POST", "/accounts/1/identities", "{\"issuer\":\"x\"}")
                .problem(400)
                .field("subject");
        String one = "/accounts/1/identities/" + joined.json().path("id").asText();
        server.delete(one).expect(204);
        server.delete(one).problem(404);
        server.delete("/accounts/1/identities/x").problem(404);
    }

    @Test
    void aPersonBeginsToJoinTheirOwnAccount() {
        server.crm.people.join(io.ripen.access.Role.VIEWER);
        Answer begun = server.send(HttpRequest.newBuilder(server.uri("/me/identities"))
                .header("Authorization", RestServer.basic("viewer", People.PASSWORD))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(begun.expect(201).json().path("address").asText()).isEqualTo("/openid/start?join=1.x%3D");
        server.json("POST", "/me/identities", "").problem(403);
    }

    private Answer asProgram(String key) {
        return server.send(HttpRequest.newBuilder(server.uri("/me"))
                .header("Authorization", "Bearer " + key)
                .build());
    }
}
