package io.ripen.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that ask much and read nothing, over real sockets, against Jetty with 20 threads. */
@Timeout(120)
class UnreadAnswersTest {
    /** Mostly for the processors, which are busy with what the others ask for. */
    private static final Duration ANSWERED = Duration.ofSeconds(5);

    /** As an attacker would: several requests in one packet, and nothing is ever read. */
    @ParameterizedTest
    @CsvSource({
        "200, 1200, GET /bytes/2303",
        "300, 40, GET /bytes/143924",
        "60, 8, GET /bytes/1000000",
        "60, 3000, HEAD /bytes/1000",
        "60, 20000, GET /t/c/x",
        "60, 9000, GET /api/v1/health"
    })
    void whoDoesNotReadHoldsNobodyUp(int clients, int requests, String line) throws IOException {
        List<RawClient> greedy = new ArrayList<>();
        try (GuardedJetty jetty = new GuardedJetty(Map.of())) {
            try {
                String asked = (line + " HTTP/1.1\r\nHost: a\r\n\r\n").repeat(requests);
                for (int i = 0; i < clients; i++) {
                    greedy.add(jetty.greedy(asked));
                }
                for (int round = 0; round < 5; round++) {
                    for (String path : List.of("/api/v1/health", "/t/c/x", "/bytes/2303")) {
                        long began = System.nanoTime();
                        assertThat(jetty.get(path)).startsWith("200 ");
                        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(ANSWERED);
                    }
                    assertThat(jetty.post("/twilio/inbound", "Body=STOP")).isEqualTo("200 Body=STOP from 127.0.0.1");
                }
            } finally {
                greedy.forEach(RawClient::close);
            }
        }
    }

    @Test
    void answersTooLongForMemoryHoldOnlyTheirShareOfTheThreads() throws IOException {
        List<RawClient> greedy = new ArrayList<>();
        try (GuardedJetty jetty = new GuardedJetty(Map.of("silentSeconds", 30), 60)) {
            try {
                for (int i = 0; i < 100; i++) {
                    greedy.add(jetty.greedy("GET /bytes/20000000 HTTP/1.1\r\nHost: a\r\n\r\n"));
                }
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> jetty.get("/bytes/20000000").startsWith("503 "));
                assertThat(jetty.get("/api/v1/health")).startsWith("200 ");
            } finally {
                greedy.forEach(RawClient::close);
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> jetty.get("/bytes/20000000").startsWith("200 "));
        }
    }

    @Test
    void aConnectionOnWhichNothingMovesIsClosed() throws IOException {
        try (GuardedJetty jetty = new GuardedJetty(Map.of("silentSeconds", 1));
                RawClient greedy = jetty.greedy("GET /bytes/1000000 HTTP/1.1\r\nHost: a\r\n\r\n".repeat(20))) {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> jetty.open() == 0);
            assertThat(greedy.answer().length()).isLessThan(20 * 1_000_000);
        }
    }

    @Test
    void whoReadsSlowlyGetsAllOfIt() throws IOException {
        try (GuardedJetty jetty = new GuardedJetty(Map.of("silentSeconds", 2));
                RawClient slow = jetty.greedy("GET /bytes/1000000 HTTP/1.1\r\nHost: a\r\n\r\n".repeat(5)
                        + "GET /bytes/10 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")) {
            assertThat(slow.bytesReadSlowly()).isBetween(5_000_010L, 5_010_000L);
        }
    }

    @Test
    void theOldestAnswersOfAnAddressMakeRoomForNewOnes() {
        Unfinished answers = new Unfinished(100, 250);
        List<String> ended = new ArrayList<>();
        answers.add("a", () -> ended.add("a1"), 60);
        answers.add("a", () -> ended.add("a2"), 30);
        answers.add("b", () -> ended.add("b1"), 80);
        answers.add("c", () -> ended.add("c1"), 70);
        assertThat(ended).isEmpty();
        answers.add("b", () -> ended.add("b2"), 10);
        assertThat(ended).isEmpty();
        answers.add("d", () -> ended.add("d1"), 10);
        assertThat(ended).containsExactly("a1");
        answers.add("a", () -> ended.add("a3"), 500);
        assertThat(ended).containsExactly("a1", "a2", "b1", "c1", "b2", "d1");
        assertThat(answers.weight()).isEqualTo(500);
    }

    /** All the world comes through it, so the same clients as below keep their connections. */
    @Test
    void aProxyOfOursHasAsManyConnectionsAsItLikes() throws IOException {
        List<RawClient> many = new ArrayList<>();
        try (GuardedJetty jetty =
                new GuardedJetty(Map.of("proxies", new String[] {"127.0.0.0/8"}, "connectionsPerAddress", 5))) {
            try {
                assertThat(jetty.get("/api/v1/health")).startsWith("200 ");
                for (int i = 0; i < 60; i++) {
                    many.add(jetty.connect("GET /bytes/1 HTTP/1.1\r\nHost: a\r\n"));
                }
                Awaitility.await()
                        .atMost(Duration.ofSeconds(10))
                        .during(Duration.ofSeconds(1))
                        .until(() -> jetty.open() >= 60);
                assertThat(jetty.get("/api/v1/health")).startsWith("200 ");
                assertThat(many.get(0).answerWhile("Connection: close\r\n\r\n")).startsWith("HTTP/1.1 200 ");
            } finally {
                many.forEach(RawClient::close);
            }
        }
    }

    @Test
    void oneAddressHasOnlySoManyConnectionsAndTheIdleOnesGoFirst() throws IOException {
        List<RawClient> many = new ArrayList<>();
        try (GuardedJetty jetty =
                new GuardedJetty(Map.of("proxies", new String[] {"10.0.0.0/8"}, "connectionsPerAddress", 30))) {
            try {
                assertThat(jetty.get("/api/v1/health")).startsWith("200 ");
                for (int i = 0; i < 200; i++) {
                    many.add(jetty.connect("GET /bytes/1 HTTP/1.1\r\nHost: a\r\n"));
                }
                Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> jetty.open() <= 31);
                assertThat(jetty.get("/api/v1/health")).startsWith("200 ");
            } finally {
                many.forEach(RawClient::close);
            }
        }
    }
}
