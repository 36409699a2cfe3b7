package io.ripen.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger may send, over real sockets, to Jetty with the guard before its servlets. */
@Timeout(60)
class RequestGuardTest {
    private final GuardedJetty jetty =
            new GuardedJetty(Map.of("bodySeconds", 2, "publicUrl", "https://leads.example/"));

    @AfterEach
    void stop() {
        jetty.close();
    }

    @Test
    void threeHundredHalfSentBodiesHoldNoThread() throws IOException {
        List<RawClient> half = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                String door = i % 3 == 0
                        ? "/api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 4000"
                        : "/twilio/inbound HTTP/1.1\r\nHost: a\r\nContent-Length: 60000";
                half.add(jetty.connect("POST " + door + "\r\n\r\nab"));
            }
            for (int round = 0; round < 3; round++) {
                for (RawClient each : half) {
                    each.drip("c");
                }
                assertThat(jetty.post("/twilio/inbound", "Body=STOP")).isEqualTo("200 Body=STOP from 127.0.0.1");
                assertThat(jetty.post("/t/u/x", "List-Unsubscribe=One-Click")).startsWith("200 ");
                assertThat(jetty.get("/t/c/x")).startsWith("200 ");
                assertThat(jetty.get("/api/v1/health")).startsWith("200 ");
            }
        } finally {
            half.forEach(RawClient::close);
        }
    }

    @Test
    void whatIsHalfSentIsEndedAtTheDeadlineHoweverOftenAByteComes() throws IOException {
        try (RawClient half =
                jetty.connect("POST /t/u/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n")) {
            long began = System.nanoTime();
            assertThat(half.answerWhile("1\r\na\r\n")).startsWith("HTTP/1.1 408 ");
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
        }
    }

    @Test
    void theOldestOfAnAddressMakesRoomForWhatComesInOnePiece() throws IOException {
        try (GuardedJetty small = new GuardedJetty(Map.of("bodiesPerAddress", 2, "bodySeconds", 30))) {
            String head = "POST /hooks/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 10\r\n\r\n1";
            try (RawClient first = small.connect(head)) {
                small.awaitHalfSent(1);
                RawClient second = small.connect(head);
                small.awaitHalfSent(2);
                RawClient third = small.connect(head);
                assertThat(first.answer()).startsWith("HTTP/1.1 408 ");
                second.drip("23456789a");
                assertThat(second.answer()).startsWith("HTTP/1.1 200 ").contains("123456789a");
                second.close();
                third.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/a|b",
                "/api/v1/a\\b",
                "/t/c/^",
                "/t/c/AQIDBAUGBwgJCgsMDQ/]",
                "/t/v]",
                "/hooks/{x}",
                "/api/v1/\"",
                "/api/v1/<a>",
                "/api/v1/[",
                "/api/v1/`"
            })
    void aPathThatNoAddressHasIsRefused(String path) throws IOException {
        assertThat(jetty.raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .doesNotContain("Exception", "at io.ripen");
        assertThat(jetty.served()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"]", "].", "[1]", "|", "^", "}", "\"", ">", "`", "\\", ")", "%E3%80%82"})
    void whatStandsBehindALinkIsNoReasonToRefuseIt(String behind) throws IOException {
        for (String link : List.of("/t/c/AQIDBAUGBwgJCgsMDQ", "/t/u/AQIDBAUGBwgJCgsMDQ")) {
            assertThat(jetty.raw("GET " + link + behind + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .as(link + behind)
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a|b",
                "a b",
                "${jndi:ldap://x}",
                "a/b",
                "a\r\nHost: b",
                "<a>",
                "a@b",
                "[....]",
                "[:::::]",
                "[1:2:3]"
            })
    void aHostThatIsNoneIsRefused(String host) throws IOException {
        for (String path : List.of("/api/v1/health", "/t/c/x", "/hooks/a")) {
            assertThat(jetty.raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ")
                    .doesNotContain("Exception");
        }
        assertThat(jetty.served()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "leads.example:8181",
                "[::1]:80",
                "[fe80::1:2]",
                "[::ffff:10.0.0.1]",
                "my_host",
                "a..b",
                "-a",
                "10.0.0.1"
            })
    void aRealHostIsServed(String host) throws IOException {
        assertThat(jetty.raw("GET /api/v1/health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/t/v", "/t/f/demo", "/t/u/x", "/twilio/inbound", "/hooks/a"})
    void aBrokenChunkIsTheSendersFault(String path) throws IOException {
        assertThat(jetty.raw("POST " + path
                        + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nZZ\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .doesNotContain("Exception", "jetty");
    }

    @Test
    void aBodyThatIsTooLongIsToldSo() throws IOException {
        assertThat(jetty.post("/t/u/x", "x".repeat(5_000))).startsWith("413 The body is longer than 4096 bytes.");
        assertThat(jetty.post("/api/v1/session", "x".repeat(5_000))).startsWith("413 ");
        assertThat(jetty.post("/hooks/a", "x".repeat(200_000))).startsWith("200 ");
        assertThat(jetty.post("/t/v", "x".repeat(800_000))).startsWith("413 ");
    }

    @Test
    void aBodyInChunksArrivesWhole() throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(jetty.uri("/hooks/a"))
                                .POST(HttpRequest.BodyPublishers.fromPublisher(
                                        HttpRequest.BodyPublishers.ofString("é".repeat(40_000))))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("é".repeat(40_000) + " from 127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example",
        "Origin, null",
        "Origin, https://evil.leads.example",
        "Origin, http://leads.example",
        "Origin, http://127.0.0.1:1",
        "Origin, nonsense",
        "Origin, https://admin@leads.example",
        "Origin, https://leads.example/",
        "Origin, https://leads.example/a?b",
        "Origin, https://leads.example#a",
        "Referer, https://evil.example/page",
        "Referer, https://evil.example/https://leads.example",
        "Referer, https://leads.example.evil.example/",
        "Referer, about:blank",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, whatever"
    })
    void anotherSitesPageChangesNothing(String header, String value) {
        assertThat(jetty.send("POST", "/api/v1/contacts/import", "x", header, value))
                .startsWith("403 ");
        assertThat(jetty.send("POST", "/api/v1/session", "x", header, value)).startsWith("403 ");
        assertThat(jetty.send("DELETE", "/api/v1/contacts/1", "", header, value))
                .startsWith("403 ");
        assertThat(jetty.send("GET", "/api/v1/contacts/1", "", header, value)).startsWith("200 ");
        // Forms are there for other sites' pages, and look at the origin themselves.
        assertThat(jetty.send("POST", "/t/f/demo", "x", header, value)).startsWith("200 ");
    }

    @Test
    void ourOwnPageAndProgramsMayChangeThings() {
        String own = "http://127.0.0.1:" + jetty.port();
        assertThat(jetty.send("POST", "/api/v1/events", "x", "Origin", own)).startsWith("200 ");
        assertThat(jetty.send("POST", "/api/v1/events", "x", "Origin", "https://LEADS.example:443"))
                .startsWith("200 ");
        assertThat(jetty.send("POST", "/api/v1/events", "x", "Sec-Fetch-Site", "same-origin"))
                .startsWith("200 ");
        assertThat(jetty.send("POST", "/api/v1/events", "x", "Sec-Fetch-Site", "none"))
                .startsWith("200 ");
        assertThat(jetty.post("/api/v1/events", "x")).startsWith("200 ");
        assertThat(jetty.send("POST", "/api/v1/events", "x", "Referer", "https://leads.example/a/page?x=y"))
                .startsWith("200 ");
    }

    @Test
    void ofOurPublicAddressOnlyPagesOfItsOwnSchemeMayChangeThings() throws IOException {
        String call =
                "POST /api/v1/events HTTP/1.1\r\nHost: leads.example\r\nConnection: close\r\nContent-Length: 1\r\n";
        assertThat(jetty.raw(call + "Origin: http://leads.example\r\n\r\nx")).startsWith("HTTP/1.1 403 ");
        assertThat(jetty.raw(call + "Origin: https://leads.example\r\n\r\nx")).startsWith("HTTP/1.1 200 ");
        String other = call.replace("Host: leads", "Host: inside.leads");
        assertThat(jetty.raw(other + "Origin: http://inside.leads.example\r\n\r\nx"))
                .startsWith("HTTP/1.1 200 ");
    }

    /** Nobody knows the scheme then, since a proxy may speak TLS; browsers say of a page of the other scheme that it is another site. */
    @Test
    void withoutAPublicAddressAPageOfTheSameHostMayChangeThingsUnlessItsBrowserCallsItAnotherSite() throws IOException {
        String call =
                "POST /api/v1/events HTTP/1.1\r\nHost: leads.example\r\nConnection: close\r\nContent-Length: 1\r\n";
        try (GuardedJetty unnamed = new GuardedJetty(Map.of())) {
            assertThat(unnamed.raw(call + "Origin: https://leads.example\r\n\r\nx"))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(unnamed.raw(call + "Origin: https://leads.example:8443\r\n\r\nx"))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(unnamed.raw(call + "Origin: https://evil.example\r\n\r\nx"))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(unnamed.raw(call + "Origin: http://leads.example\r\nSec-Fetch-Site: cross-site\r\n\r\nx"))
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void theAddressIsThatOfWhoAsksAndAProxysWordCountsOnlyFromAProxy() {
        assertThat(jetty.send("GET", "/api/v1/health", "", "X-Forwarded-For", "198.51.100.7"))
                .isEqualTo("200  from 198.51.100.7");
        assertThat(jetty.send("GET", "/t/c/x", "", "X-Forwarded-For", "203.0.113.9, 198.51.100.7, 127.0.0.1"))
                .isEqualTo("200  from 198.51.100.7");
        assertThat(jetty.send("GET", "/t/c/x", "", "X-Forwarded-For", "17.58.0.1, 203.0.113.7"))
                .isEqualTo("200  from 203.0.113.7");
        assertThat(jetty.send("GET", "/t/c/x", "", "X-Forwarded-For", "::ffff:17.58.0.1"))
                .isEqualTo("200  from 17.58.0.1");
        assertThat(jetty.send("GET", "/t/c/x", "", "X-Forwarded-For", "evil.example"))
                .isEqualTo("200  from 127.0.0.1");
        try (GuardedJetty none = new GuardedJetty(Map.of("proxies", new String[] {"10.0.0.0/8"}))) {
            assertThat(none.send("GET", "/t/c/x", "", "X-Forwarded-For", "198.51.100.7"))
                    .isEqualTo("200  from 127.0.0.1");
        }
    }

    @Test
    void aSettingThatIsNoneIsTold() {
        assertThatThrownBy(() -> new GuardedJetty(Map.of("proxies", new String[] {"proxy.example"})))
                .hasMessageContaining("proxy.example")
                .hasMessageContaining("etc/io.ripen.http.cfg");
        assertThatThrownBy(() -> new GuardedJetty(Map.of("origins", new String[] {"crm.example"})))
                .hasMessageContaining("crm.example")
                .hasMessageContaining("etc/io.ripen.http.cfg");
    }
}
