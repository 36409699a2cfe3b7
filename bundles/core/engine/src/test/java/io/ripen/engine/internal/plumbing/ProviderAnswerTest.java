package io.ripen.engine.internal.plumbing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.delivery.MessageId;
import io.ripen.engine.internal.compile.Kinds;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A channel by HTTP: what its provider answers decides what becomes of the message, with no word about it in the route. */
class ProviderAnswerTest {
    private final DefaultCamelContext camel = new DefaultCamelContext(false);
    private final Map<String, Channel> offered = new TreeMap<>();
    private final List<Map<String, List<String>>> requests = new ArrayList<>();
    private final Map<String, String> answerHeaders = new HashMap<>();
    private int status = 200;
    private String answer = "";
    private HttpServer provider;
    private PlumbingRoutes plumbing;
    private PlumbingChannels channels;

    @BeforeEach
    void open() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", exchange -> {
            requests.add(Map.copyOf(exchange.getRequestHeaders()));
            exchange.getRequestBody().readAllBytes();
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            answerHeaders.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
        plumbing = new PlumbingRoutes(camel, PlumbingAllowList.with(Set.of(), Set.of()));
        channels = new PlumbingChannels(plumbing, (type, channel) -> {
            offered.put(type, channel);
            return () -> offered.remove(type, channel);
        });
    }

    @AfterEach
    void close() {
        channels.close();
        plumbing.close();
        provider.stop(0);
    }

    private Outcome sendBy(String steps) {
        assertThat(plumbing.load(
                        "plumbing/channel-chat.xml",
                        "<routes xmlns=\"http://camel.apache.org/schema/xml-io\"><route id=\"chat\">"
                                + "<from uri=\"channel:chat?address=phone\"/>" + steps + "</route></routes>"))
                .isEmpty();
        return offered.get("chat").send(message());
    }

    private String post() {
        return post("");
    }

    private String post(String options) {
        return "<to uri=\"http://127.0.0.1:" + provider.getAddress().getPort() + "/messages" + options + "\"/>";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // WhatsApp Cloud API, Telegram, MessageBird, Slack, Mailgun and what servers say by themselves.
                "200 | {\"messages\":[{\"id\":\"wamid.1\"}]} | Accepted",
                "201 | | Accepted",
                "202 | Queued. | Accepted",
                "204 | | Accepted",
                "400 | {\"error\":{\"message\":\"(#131030) Recipient phone number not in allowed list\",\"code\":131030}} | Refused",
                "403 | {\"ok\":false,\"error_code\":403,\"description\":\"Forbidden: bot was blocked by the user\"} | Refused",
                "404 | {\"ok\":false,\"error\":\"channel_not_found\"} | Refused",
                "410 | channel_is_archived | Refused",
                "413 | Request Entity Too Large | Refused",
                "422 | {\"errors\":[{\"code\":9,\"description\":\"no (correct) recipients found\"}]} | Refused",
                "451 | Unavailable For Legal Reasons | Refused",
                "401 | Forbidden | Unavailable",
                "402 | {\"errors\":[{\"code\":25,\"description\":\"not enough balance\"}]} | Unavailable",
                "407 | Proxy Authentication Required | Unavailable",
                "425 | Too Early | Unavailable",
                "429 | {\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 7\"} | Unavailable",
                "307 | | Unavailable",
                "308 | | Unavailable",
                "301 | | Unknown",
                "302 | | Unknown",
                "303 | | Unknown",
                "408 | Request Timeout | Unknown",
                "409 | A request with this key is being handled. | Unknown",
                "500 | <html><body><h1>Internal Server Error</h1></body></html> | Unknown",
                "502 | Bad Gateway | Unknown",
                "503 | Service Unavailable | Unknown",
                "504 | Gateway Timeout | Unknown",
            })
    void theStatusDecides(int code, String body, String expected) {
        status = code;
        answer = body == null ? "" : body;
        answerHeaders.put("Location", "/elsewhere");

        for (String way : List.of(post(), post("?throwExceptionOnFailure=false"))) {
            requests.clear();
            Outcome outcome = sendBy(way);
            assertThat(outcome.getClass().getSimpleName()).as(way).isEqualTo(expected);
            assertThat(requests)
                    .as("made once, and no redirect is followed: %s", way)
                    .hasSize(1);
        }
    }

    @Test
    void aRefusalHasTheProvidersOwnWordsInASentence() {
        status = 403;
        answer = "{\"ok\":false,\n \"description\":\"Forbidden: bot was blocked by the user\"}\u0000";
        assertThat(sendBy(post()))
                .isEqualTo(new Outcome.Refused(
                        "http-403",
                        "The provider behind channel:chat answered 403: {\"ok\":false, \"description\":"
                                + "\"Forbidden: bot was blocked by the user\"}."));
    }

    @Test
    void howLongToWaitIsTheProvidersToSay() {
        status = 429;
        answerHeaders.put("retry-after", "7");
        assertThat(sendBy(post()))
                .isInstanceOfSatisfying(
                        Outcome.Unavailable.class,
                        later -> assertThat(later.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void whatRipenNotesOnAMessageDoesNotLeaveAsHeaders() {
        sendBy("<setHeader name=\"X-Api-Key\"><constant>k</constant></setHeader>" + post());
        assertThat(requests)
                .singleElement()
                .satisfies(headers -> assertThat(headers)
                        .containsKey("X-api-key")
                        .allSatisfy((name, value) -> assertThat(name)
                                .doesNotStartWithIgnoringCase("ripen")
                                .doesNotStartWithIgnoringCase("camel")));
    }

    @Test
    void noConnectionIsTriedAgainAndNothingWasSent() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        assertThat(sendBy("<to uri=\"http://127.0.0.1:" + closed + "/\"/>")).isInstanceOf(Outcome.Unavailable.class);
        assertThat(sendBy("<to uri=\"http://no-such-host.invalid/\"/>")).isInstanceOf(Outcome.Unavailable.class);
        // TLS to a port that speaks none: the handshake fails before the message.
        assertThat(sendBy("<to uri=\"https://127.0.0.1:" + provider.getAddress().getPort() + "/\"/>"))
                .isNotInstanceOf(Outcome.Accepted.class);
        assertThat(requests).isEmpty();
    }

    @Test
    void anAnswerThatDoesNotComeIsUnknown() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(sendBy("<to uri=\"http://127.0.0.1:" + silent.getLocalPort() + "/?responseTimeout=200\"/>"))
                    .isInstanceOf(Outcome.Unknown.class);
        }
    }

    @Test
    void ofSeveralEndpointsOnlyTheRouteKnowsWhichOneHadTheMessage() {
        status = 400;
        assertThat(sendBy(post("?throwExceptionOnFailure=false") + post())).isInstanceOf(Outcome.Unknown.class);
        assertThat(sendBy(post("?throwExceptionOnFailure=false")
                        + "<setHeader name=\"RipenOutcome\"><constant>refused</constant></setHeader>"
                        + "<setHeader name=\"RipenReason\"><constant>Not on this network.</constant></setHeader>"))
                .isEqualTo(new Outcome.Refused("", "Not on this network."));
        assertThat(sendBy(post("?throwExceptionOnFailure=false")
                        + "<setVariable name=\"RipenProviderId\"><constant>P1</constant></setVariable>"))
                .isEqualTo(new Outcome.Accepted("P1"));
    }

    @Test
    void aChannelOfThePlumbingCannotBeAsked() {
        sendBy(post());
        assertThat(offered.get("chat").reconcile(message(), Instant.EPOCH, List.of()))
                .isInstanceOf(Reconciliation.Impossible.class);
    }

    private static OutboundMessage message() {
        return new OutboundMessage(
                new MessageId(7),
                1,
                "token",
                new Team(TeamId.DEFAULT, "Harbor Homes", ZoneId.of("America/New_York"), "US", Map.of()),
                Kinds.lead(Map.of()).getContact(),
                "+14155550101",
                "A subject\r\nX-Injected: yes",
                "Hello Ann",
                "<p>Hello Ann</p>\n<p>é</p>",
                Map.of(),
                null,
                () -> true);
    }
}
