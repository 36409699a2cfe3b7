package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(answer.problem(429).header("Retry-After")).isEqualTo("1");
        assertThat(answers401).isEqualTo(35);

        api.crm.nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        api.get("/sequences").expect(200);
        // Once it got in, the right password does so whatever others try from the same address.
        for (int i = 0; i < 200; i++) {
            with(RestServer.basic("admin", "wrong"));
        }
        api.get("/sequences").expect(200);
    }

    @Test
    void theRightPasswordGetsInRightAfterWrongOnes() {
        for (int i = 0; i < 30; i++) {
            with(RestServer.basic("admin", "wrong")).problem(401);
        }
        api.get("/sequences").expect(200);
    }

    @Test
    void failedLoginsAreLoggedOnceInAWhileAndWithoutWhatWasTyped() {
        api.crm.people.join("Viewer", Role.VIEWER);
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            with(RestServer.basic("admin", "Tr0ub4dor&3"));
            with(RestServer.basic("my password", "Tr0ub4dor&3"));
            with("Bearer Tr0ub4dor&3");
            with(RestServer.basic("viewer", "Tr0ub4dor&3"));
            api.crm.nanos.addAndGet(TimeUnit.SECONDS.toNanos(11));
            with("Bearer Tr0ub4dor&3");
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("login failed")))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains("WARN io.ripen.security")
                                .endsWith("login failed address=127.0.0.1 account=admin failures=1 turnedAway=0"),
                        second -> assertThat(second)
                                .endsWith("login failed address=127.0.0.1 account=unknown failures=1 turnedAway=0"),
                        third -> assertThat(third)
                                .endsWith("login failed address=127.0.0.1 account=token failures=1 turnedAway=0"),
                        fourth -> assertThat(fourth)
                                .endsWith("login failed address=127.0.0.1 account=Viewer failures=1 turnedAway=0"),
                        fifth -> assertThat(fifth)
                                .endsWith("login failed address=127.0.0.1 account=token failures=1 turnedAway=0"));
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("Tr0ub4dor", "my password");
    }

    @Test
    void halfABodyWithoutLoginHoldsNoThread() throws IOException {
        String half = " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{";
        List<Socket> many = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
                many.add(socket);
                socket.getOutputStream().write(("POST /api/v1/events" + half).getBytes(StandardCharsets.US_ASCII));
            }
            HttpRequest.Builder health = HttpRequest.newBuilder(api.uri("/health"));
            assertThat(api.send(health.timeout(Duration.ofSeconds(20)).build()).status())
                    .isEqualTo(200);
        } finally {
            for (Socket each : many) {
                each.close();
            }
        }
        for (String call : List.of("POST /api/v1/events", "GET /api/v1/health", "POST /api/v1/contacts/import")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream()
                        .write((call + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: 60000\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
                byte[] answer = socket.getInputStream().readNBytes(12);
                assertThat(new String(answer, StandardCharsets.US_ASCII))
                        .as(call)
                        .isEqualTo(call.startsWith("GET") ? "HTTP/1.1 200" : "HTTP/1.1 401");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 60000\r\n\r\n[", "Transfer-Encoding: chunked\r\n\r\n1\r\n[\r\n"})
    void halfABodyWithALoginHoldsFewThreads(String half) throws IOException {
        List<Socket> many = new ArrayList<>();
        try {
            for (int i = 0; i < 260; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
                many.add(socket);
                String path = half.startsWith("Content") && i % 2 == 1 ? "/contacts/import" : "/events";
                socket.getOutputStream()
                        .write(("POST /api/v1" + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                                        + "Authorization: " + RestServer.basic("admin", RestServer.PASSWORD)
                                        + "\r\n" + half)
                                .getBytes(StandardCharsets.UTF_8));
            }
            HttpRequest.Builder health = HttpRequest.newBuilder(api.uri("/health"));
            for (int round = 0; round < 3; round++) {
                assertThat(api.send(health.timeout(Duration.ofSeconds(10)).build())
                                .status())
                        .isEqualTo(200);
                // In one piece, also under the same login.
                assertThat(api.json("POST", "/tools/sms", "{\"text\":\"Hi\"}").status())
                        .isEqualTo(200);
            }
            // The first makes room where it can be called back, else the last is told at once.
            Socket ended = many.get(half.startsWith("Content") ? 0 : 259);
            ended.setSoTimeout(10_000);
            assertThat(new String(ended.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 503");
        } finally {
            for (Socket each : many) {
                each.close();
            }
        }
    }

    private Answer with(String authorization) {
        return api.send(HttpRequest.newBuilder(api.uri("/sequences"))
                .header("Authorization", authorization)
                .build());
    }
}
