package io.ripen.http.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty with few threads, the guard, and a servlet that reads its body and tells it, and who asked; {@code /bytes/N} answers N bytes. */
final class GuardedJetty implements AutoCloseable {
    private static final int THREADS = 20;
    private final AtomicInteger served = new AtomicInteger();
    private final Server jetty;
    private final HttpClient client = HttpClient.newHttpClient();
    private final RequestGuard guard;

    GuardedJetty(Map<String, Object> settings) {
        this(settings, THREADS);
    }

    GuardedJetty(Map<String, Object> settings, int threads) {
        jetty = new Server(new QueuedThreadPool(threads));
        guard = new RequestGuard(HttpConfig.class.cast(Proxy.newProxyInstance(
                HttpConfig.class.getClassLoader(),
                new Class<?>[] {HttpConfig.class},
                (self, method, arguments) -> settings.getOrDefault(method.getName(), method.getDefaultValue()))));
        ServerConnector connector = new ServerConnector(jetty, 1, 1);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        ServletContextHandler handler = new ServletContextHandler();
        FilterHolder filter = new FilterHolder(guard);
        filter.setAsyncSupported(true);
        handler.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        ServletHolder servlet = new ServletHolder(new Telling());
        servlet.setAsyncSupported(true);
        handler.addServlet(servlet, "/*");
        jetty.setHandler(handler);
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not start.", e);
        }
    }

    private final class Telling extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            served.incrementAndGet();
            String path = request.getRequestURI();
            if (path.startsWith("/bytes/")) {
                byte[] bytes = new byte[Integer.parseInt(path.substring("/bytes/".length()))];
                response.setContentLength(bytes.length);
                response.getOutputStream().write(bytes);
                return;
            }
            byte[] body = request.getInputStream().readAllBytes();
            response.setContentType("text/plain; charset=utf-8");
            response.getOutputStream().write(body);
            response.getOutputStream().write((" from " + request.getRemoteAddr()).getBytes(StandardCharsets.UTF_8));
        }
    }

    int port() {
        return ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** How many requests got past the guard. */
    int served() {
        return served.get();
    }

    void awaitHalfSent(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> guard.halfSent() == count);
    }

    RawClient connect(String begin) throws IOException {
        return new RawClient(port(), begin);
    }

    /** Connected by a client that takes in as little as it can. */
    RawClient greedy(String begin) throws IOException {
        return RawClient.greedy(port(), begin);
    }

    /** How many connections there are. */
    int open() {
        return ((ServerConnector) jetty.getConnectors()[0])
                .getConnectedEndPoints()
                .size();
    }

    String raw(String request) throws IOException {
        try (RawClient raw = connect(request)) {
            return raw.answer();
        }
    }

    String get(String path) {
        return send("GET", path, "");
    }

    String post(String path, String body) {
        return send("POST", path, body);
    }

    /** Status, a blank, and the body of the answer. */
    String send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(10))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        guard.stop();
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not stop.", e);
        }
    }
}
