package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginOverHttpTest {
    private final RestServer api = new RestServer();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void basicAndTokenOpenTheDoor() {
        assertThat(api.get("/sequences").status()).isEqualTo(200);
        assertThat(with("Bearer " + RestServer.TOKEN).status()).isEqualTo(200);
        with("Bearer short").problem(401);
        with(RestServer.basic("admin", "wrong")).problem(401);
        with(RestServer.basic("root", RestServer.PASSWORD)).problem(401);
    }

    @Test
    void onlyTheTwoPublicPathsAreOpen() {
        for (String path : new String[] {
            "/health/",
            "/health;x=1/../sequences",
            "/sequences;/health",
            "/sequences/..;/health",
            "//sequences",
            "/health/x",
            "/openapi.json/",
            "/nothing",
            "/",
            ""
        }) {
            Answer answer = api.send(HttpRequest.newBuilder(api.uri(path)).GET().build());
            assertThat(answer.status()).as(path).isIn(400, 401, 404);
            assertThat(answer.response().body()).as(path).doesNotContain("\"checks\"", "\"items\"");
        }
        api.send(HttpRequest.newBuilder(api.uri("/health"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build())
                .problem(401);
    }

    @Test
    void whoGuessesTooOftenIsTurnedAwayForAWhile() {
        int answers401 = 0;
        Answer answer = with(RestServer.basic("admin", "wrong"));
        while (answer.status() == 401 && answers401 < 100) {
            answers401++;
            answer = with(RestServer.basic("admin", "wrong" + answers401));
        }
        assertThat(answer.problem(429).header("Retry-After")).isEqualTo("5");
        assertThat(answers401).isEqualTo(30);
        api.get("/sequences").problem(429);

        api.crm.nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        api.get("/sequences").expect(200);
    }

    private Answer with(String authorization) {
        return api.send(HttpRequest.newBuilder(api.uri("/sequences"))
                .header("Authorization", authorization)
                .build());
    }
}
