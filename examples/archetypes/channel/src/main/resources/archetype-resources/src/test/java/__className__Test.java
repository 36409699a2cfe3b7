package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ripen.channel.Channel;
import io.ripen.channel.Outcome;
import io.ripen.testkit.ChannelContract;
import io.ripen.testkit.Examples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract brings the tests that every channel has to pass; below it is what only this one does. */
class ${className}Test extends ChannelContract {
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile int status = 202;
    private HttpServer provider;

    @BeforeEach
    void open() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.setExecutor(Executors.newCachedThreadPool());
        provider.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        provider.start();
    }

    @AfterEach
    void close() {
        provider.stop(0);
    }

    @Override
    protected Channel channel() {
        String url = "http://127.0.0.1:" + provider.getAddress().getPort() + "/messages";
        return new ${className}(Examples.configuration(${className}.Config.class, Map.of("url", url)));
    }

    private Outcome send(String text) {
        Channel channel = channel();
        return channel.send(Examples.message(1, channel, Examples.contact(1, "Ann"), text));
    }

    @Test
    void posts_the_text() {
        assertThat(send("Hello Ann")).isEqualTo(new Outcome.Accepted("${type}-1"));
        assertThat(received).containsExactly("Hello Ann");
    }

    @Test
    void says_what_it_knows() {
        status = 404;
        assertThat(send("Hello")).isInstanceOf(Outcome.Refused.class);
        status = 429;
        assertThat(send("Hello")).isInstanceOf(Outcome.Unavailable.class);
        status = 500;
        assertThat(send("Hello")).isInstanceOf(Outcome.Unknown.class);
        int port = provider.getAddress().getPort();
        provider.stop(0);
        assertThat(send("Hello")).as("nobody at port %s", port).isInstanceOf(Outcome.Unavailable.class);
    }
}
