package io.ripen.conversation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ripen.core.store.NotificationRow;
import io.ripen.net.OutboundTargets;
import io.ripen.team.TeamId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {
    private static final OutboundTargets LISTED = OutboundTargets.allowing(List.of("127.0.0.1"));

    private final List<String> got = Collections.synchronizedList(new ArrayList<>());
    private volatile int answer = 204;
    private volatile String host;
    private HttpServer server;
    private String url;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            got.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Ripen-Notification") + " "
                    + exchange.getRequestHeaders().getFirst("X-Ripen-Signature") + " " + body);
            host = exchange.getRequestHeaders().getFirst("Host");
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/replied";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private NotificationRow row(String target) {
        return new NotificationRow(7, "default", 1, "webhook", target, null, "{\"a\":1}", 1, null, null, Instant.EPOCH);
    }

    @Test
    void a_call_carries_its_number_and_a_signature_of_its_body() {
        Webhooks hooks = new Webhooks(new String[] {"default=" + url}, "key", LISTED);
        assertThat(hooks.call(row(String.valueOf(hooks.of(TeamId.DEFAULT))), () -> true)
                        .isDone())
                .isTrue();
        // printf '{"a":1}' | openssl dgst -sha256 -hmac key
        assertThat(got)
                .containsExactly("/replied 7 sha256=88a67f24bbcdaed0e6c997404bb79a743baf44c6bab2f4c27328e3009d22e342"
                        + " {\"a\":1}");
    }

    @Test
    void what_was_not_taken_is_tried_again_and_no_redirect_is_followed() {
        Webhooks hooks = new Webhooks(new String[] {"default=" + url}, "", LISTED);
        for (int status : new int[] {500, 404, 429, 302}) {
            answer = status;
            assertThat(hooks.call(row(url), () -> true).isDone())
                    .as("%s", status)
                    .isFalse();
        }
        assertThat(got).hasSize(4).allSatisfy(call -> assertThat(call).startsWith("/replied 7 null"));
        server.stop(0);
        assertThat(hooks.call(row(url), () -> true).isDone()).isFalse();
    }

    @Test
    void several_stand_in_one_line_as_a_file_of_settings_has_them() {
        Webhooks hooks = new Webhooks(
                new String[] {"north=https://crm.example.com/a,b?x=1, south=https://other.example.com/,east = " + url},
                "",
                LISTED);
        assertThat(hooks.of(new TeamId("north"))).isEqualTo("https://crm.example.com/a,b?x=1");
        assertThat(hooks.of(new TeamId("south"))).isEqualTo("https://other.example.com/");
        assertThat(hooks.of(new TeamId("east"))).isEqualTo(url);
    }

    @Test
    void what_is_no_team_and_url_is_left_out() {
        Webhooks hooks = new Webhooks(
                new String[] {"", "default", "north=ftp://example.com/", "=https://example.com/", "south= " + url},
                "",
                LISTED);
        assertThat(hooks.of(TeamId.DEFAULT)).isNull();
        assertThat(hooks.of(new TeamId("north"))).isNull();
        assertThat(hooks.of(new TeamId("south"))).isEqualTo(url);
    }

    @Test
    void an_address_inside_is_not_asked_unless_it_is_listed() {
        Webhooks hooks = new Webhooks(new String[0], "", OutboundTargets.allowing(List.of()));
        for (String host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0.0.0.0")) {
            Told told = hooks.call(row(url.replace("127.0.0.1", host)), () -> true);
            assertThat(told.isDone()).as(host).isFalse();
            assertThat(told.text()).as(host).contains("no public address", "webhookTargets");
        }
        assertThat(got).isEmpty();
    }

    @Test
    void the_address_that_was_judged_is_the_one_that_is_called() {
        List<String> looked = new ArrayList<>();
        // The first answer may be called, the second not: a name that is bound anew between the look and the call.
        OutboundTargets rebinding = OutboundTargets.allowing(List.of("127.0.0.1"), host -> {
            looked.add(host);
            return new InetAddress[] {InetAddress.getByName(looked.size() == 1 ? "127.0.0.1" : "127.0.0.2")};
        });
        Webhooks hooks = new Webhooks(new String[0], "", rebinding);
        String named = url.replace("127.0.0.1", "crm.example");
        assertThat(hooks.call(row(named), () -> true).isDone()).isTrue();
        assertThat(looked).containsExactly("crm.example");
        assertThat(host).isEqualTo("crm.example:" + server.getAddress().getPort());
        assertThat(hooks.call(row(named), () -> true).text()).contains("'crm.example' is at [127.0.0.2]");
        assertThat(got).hasSize(1);
    }

    @Test
    void an_answer_that_only_drips_is_ended() throws IOException {
        try (ServerSocket dripping = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread drip = new Thread(() -> drip(dripping));
            drip.setDaemon(true);
            drip.start();
            Webhooks hooks = new Webhooks(new String[0], "", LISTED, Duration.ofSeconds(1));
            long began = System.nanoTime();
            Told told = hooks.call(row("http://127.0.0.1:" + dripping.getLocalPort() + "/"), () -> true);
            assertThat(told.kind()).isEqualTo(Told.Kind.SLOW);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(7));
        }
    }

    private static void drip(ServerSocket listening) {
        try (Socket one = listening.accept()) {
            while (true) {
                one.getOutputStream().write('H');
                one.setSoTimeout(100);
                try {
                    if (one.getInputStream().read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException next) {
                    // The next byte.
                }
            }
        } catch (IOException ended) {
            // By the other side, as it should.
        }
    }

    @Test
    void who_lost_the_right_to_tell_does_not() {
        Webhooks hooks = new Webhooks(new String[0], "", LISTED);
        assertThat(hooks.call(row(url), () -> false).isDone()).isFalse();
        assertThat(got).isEmpty();
    }
}
