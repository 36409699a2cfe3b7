package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a stranger without a login may try, against the container's real Jetty and its real settings. */
@ExtendWith(RipenExtension.class)
@Timeout(180)
class DoorsIT {
    private static final String EVENT = "{\"id\":\"it-doors\",\"type\":\"purchase\",\"email\":\"nobody@example.com\"}";
    private static final int MOST = 300;

    private Ripen ripen;
    private URI address;

    @BeforeEach
    void begin(Ripen ripen) {
        this.ripen = ripen;
        this.address = URI.create(ripen.publicUrl());
    }

    @Test
    void halfSentBodiesDoNotStopWhatOthersAsk() throws IOException {
        for (String door : List.of("/twilio/inbound", "/t/u/x", "/hooks/x", "/api/v1/events")) {
            List<Socket> half = new ArrayList<>();
            try {
                for (int i = 0; i < MOST; i++) {
                    Socket socket = new Socket(address.getHost(), address.getPort());
                    half.add(socket);
                    write(socket, "POST " + door + " HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\nab");
                }
                long began = System.nanoTime();
                assertThat(ripen.http().anonymous().get("/api/v1/health").status())
                        .as(door)
                        .isEqualTo(200);
                assertThat(ripen.http()
                                .anonymous()
                                .form("/t/u/x", Map.of("confirm", "yes"), Map.of())
                                .status())
                        .as(door)
                        .isEqualTo(404);
                assertThat(ripen.http()
                                .anonymous()
                                .form("/twilio/inbound", Map.of("Body", "STOP"), Map.of())
                                .status())
                        .as(door)
                        .isEqualTo(403);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).as(door).isLessThan(Duration.ofSeconds(15));
            } finally {
                for (Socket each : half) {
                    each.close();
                }
            }
        }
    }

    @Test
    void whoAsksMuchAndReadsNothingStopsNobodyAndFillsNoLog() throws IOException {
        for (String line : List.of("GET /t/s.js", "GET /api/v1/openapi.json", "GET /api/v1/contacts")) {
            List<SocketChannel> greedy = new ArrayList<>();
            try {
                byte[] asked =
                        (line + " HTTP/1.1\r\nHost: a\r\n\r\n").repeat(1200).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < MOST; i++) {
                    SocketChannel client = SocketChannel.open();
                    greedy.add(client);
                    client.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
                    client.connect(new InetSocketAddress(address.getHost(), address.getPort()));
                    client.configureBlocking(false);
                    client.write(ByteBuffer.wrap(asked));
                }
                for (int round = 0; round < 2; round++) {
                    long began = System.nanoTime();
                    assertThat(ripen.http().anonymous().get("/api/v1/health").status())
                            .as(line)
                            .isEqualTo(200);
                    assertThat(ripen.http()
                                    .anonymous()
                                    .form("/twilio/inbound", Map.of("Body", "STOP"), Map.of())
                                    .status())
                            .as(line)
                            .isEqualTo(403);
                    assertThat(Duration.ofNanos(System.nanoTime() - began))
                            .as(line + ": they held it up until their time-outs of 90 s")
                            .isLessThan(Duration.ofSeconds(45));
                }
            } finally {
                for (SocketChannel each : greedy) {
                    each.close();
                }
            }
        }
        assertThat(ripen.logEnd(20_000)).doesNotContain("JAXRSOutInterceptor", "EofException");
    }

    @Test
    void aHalfSentBodyIsEndedAtItsDeadline() throws IOException {
        for (String door : List.of("/twilio/inbound", "/t/v", "/hooks/x")) {
            assertThat(raw("POST " + door + " HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\nab"))
                    .as(door)
                    .startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void oddRequestsAreToldSoAndLeaveNoTrace() throws IOException {
        String log = ripen.logEnd(2_000);
        for (String head : List.of(
                "GET /api/v1/a|b HTTP/1.1\r\nHost: a",
                "GET /api/v1/a\\b HTTP/1.1\r\nHost: a",
                "GET /api/v1/health HTTP/1.1\r\nHost: a|b",
                "GET /api/v1/health HTTP/1.1\r\nHost: ${jndi:ldap://x}",
                "GET /t/c/x HTTP/1.1\r\nHost: a b",
                "GET /hooks/x HTTP/1.1\r\nHost: a\r\nHost: b",
                "GET /api/v1/health HTTP/1.1\r\nHost: a\r\nHost: b",
                "POST /t/v HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ",
                "POST /t/u/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ",
                "POST /twilio/inbound HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ",
                "POST /hooks/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ")) {
            assertThat(raw(head + "\r\nConnection: close\r\n\r\n"))
                    .as(head)
                    .startsWith("HTTP/1.1 400")
                    .doesNotContain("Exception", "jetty");
        }
        assertThat(ripen.logEnd(2_000)).isEqualTo(log);
    }

    @Test
    void aRedirectNamesNoHost() throws IOException {
        assertThat(raw("GET /api/v1 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .doesNotContain("evil.example")
                .doesNotContainPattern("(?i)server: *jetty");
    }

    @Test
    void aPageOfAnotherSiteChangesNothing() {
        for (Map<String, String> browser : List.of(
                Map.of("Origin", "http://evil.example"),
                Map.of("Origin", "null"),
                Map.of("Origin", "http://evil.example", "Sec-Fetch-Site", "same-site"),
                Map.of("Sec-Fetch-Site", "same-site"))) {
            assertThat(ripen.http()
                            .send("POST", "/api/v1/events", "application/json", EVENT, browser)
                            .status())
                    .as("%s", browser)
                    .isEqualTo(403);
        }
        String own = "http://" + address.getAuthority();
        assertThat(ripen.http()
                        .send("POST", "/api/v1/events", "application/json", EVENT, Map.of("Origin", own))
                        .status())
                .isLessThan(300);
    }

    @Test
    void whoGuessesIsWrittenDownAndTheRightPasswordGetsInAllTheSame() {
        // By an address that nobody else uses: the proxy on this machine is believed.
        Map<String, String> proxied = Map.of("X-Forwarded-For", "198.51.100.77");
        for (int i = 0; i < 40; i++) {
            int status = ripen.http()
                    .as("admin", "guess-" + i)
                    .send("GET", "/api/v1/sequences", null, null, proxied)
                    .status();
            assertThat(status).isIn(401, 429);
        }
        // Nobody got in from there before, so the right password may have to wait for its turn like any other.
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> ripen.http()
                                .send("GET", "/api/v1/sequences", null, null, proxied)
                                .status()
                        == 200);
        Path logins = ripen.home().resolve("data/log/logins.log");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Files.readString(logins))
                        .containsPattern(
                                "(?m)^20\\d\\d-\\S+[+Z-]\\S* login failed address=198\\.51\\.100\\.77 account=admin"
                                        + " failures=1 turnedAway=0$")
                        .doesNotContain("guess-"));
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            write(socket, request);
            byte[] answer = socket.getInputStream().readNBytes(12);
            StringBuilder all = new StringBuilder(new String(answer, StandardCharsets.UTF_8));
            if (request.contains("close")) {
                all.append(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
            return all.toString();
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
