package io.ripen.conversation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ripen.core.store.NotificationRow;
import io.ripen.team.TeamId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {
    private final List<String> got = Collections.synchronizedList(new ArrayList<>());
    private volatile int answer = 204;
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
        Webhooks hooks = new Webhooks(new String[] {"default=" + url}, "key");
        assertThat(hooks.call(row(String.valueOf(hooks.of(TeamId.DEFAULT)))).done())
                .isTrue();
        // printf '{"a":1}' | openssl dgst -sha256 -hmac key
        assertThat(got)
                .containsExactly("/replied 7 sha256=88a67f24bbcdaed0e6c997404bb79a743baf44c6bab2f4c27328e3009d22e342"
                        + " {\"a\":1}");
    }

    @Test
    void what_was_not_taken_is_tried_again_and_no_redirect_is_followed() {
        Webhooks hooks = new Webhooks(new String[] {"default=" + url}, "");
        for (int status : new int[] {500, 404, 429, 302}) {
            answer = status;
            assertThat(hooks.call(row(url)).done()).as("%s", status).isFalse();
        }
        assertThat(got).hasSize(4).allSatisfy(call -> assertThat(call).startsWith("/replied 7 null"));
        server.stop(0);
        assertThat(hooks.call(row(url)).done()).isFalse();
    }

    @Test
    void what_is_no_team_and_url_is_left_out() {
        Webhooks hooks = new Webhooks(
                new String[] {"", "default", "north=ftp://example.com/", "=https://example.com/", "south= " + url}, "");
        assertThat(hooks.of(TeamId.DEFAULT)).isNull();
        assertThat(hooks.of(new TeamId("north"))).isNull();
        assertThat(hooks.of(new TeamId("south"))).isEqualTo(url);
    }
}
