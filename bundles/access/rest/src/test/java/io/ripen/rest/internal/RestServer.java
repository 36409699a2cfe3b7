package io.ripen.rest.internal;

import io.ripen.rest.internal.http.ServletDoor;
import io.ripen.rest.internal.json.JsonFormat;
import io.ripen.rest.internal.login.FailureLog;
import io.ripen.rest.internal.login.LoginSetup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.servlet.DispatcherType;
import javax.ws.rs.core.Application;
import javax.ws.rs.ext.RuntimeDelegate;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** The API over real HTTP: the resources in the CXF of the whiteboard, behind Jetty, in front of a CRM in memory. */
final class RestServer implements AutoCloseable {
    static final String PASSWORD = "corréct horse";
    static final String TOKEN = "token-of-16-characters-or-more";

    final Crm crm = new Crm();
    private final Server jetty;
    private final int port;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RestServer() {
        this(behind -> behind);
    }

    /** @param watched what the API is given instead of the CRM in memory */
    RestServer(UnaryOperator<Resources.Behind> watched) {
        Set<Object> singletons = Resources.singletons(
                watched.apply(crm.behind()),
                crm.callers(LoginSetup.logins(PASSWORD, TOKEN + ", short", Path.of("unused"), true, shown -> {})),
                new FailureLog(crm.nanos::get),
                crm.nanos::get);
        Application application = new Application() {
            @Override
            public Set<Object> getSingletons() {
                return singletons;
            }
        };
        jetty = new Server(0);
        ServletContextHandler handler = new ServletContextHandler();
        CXFNonSpringServlet servlet = new CXFNonSpringServlet();
        ExtensionManagerBus bus = new ExtensionManagerBus();
        servlet.setBus(bus);
        handler.addFilter(
                new FilterHolder(new ServletDoor(JsonFormat.mapper())),
                "/api/v1/*",
                EnumSet.of(DispatcherType.REQUEST));
        handler.addServlet(new ServletHolder(servlet), "/api/v1/*");
        // Lets the requests that are being answered end before Jetty stops.
        StatisticsHandler graceful = new StatisticsHandler();
        graceful.setHandler(handler);
        jetty.setHandler(graceful);
        // On a busy machine its threads need longer than five seconds to end.
        jetty.setStopTimeout(30_000);
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not start.", e);
        }
        JAXRSServerFactoryBean factory =
                RuntimeDelegate.getInstance().createEndpoint(application, JAXRSServerFactoryBean.class);
        factory.setBus(bus);
        factory.setAddress("/");
        factory.create();
        port = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
    }

    int port() {
        return port;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + "/api/v1" + path);
    }

    /** A request that is logged in. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", basic("admin", PASSWORD));
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    Answer delete(String path) {
        return send(request(path).DELETE().build());
    }

    Answer json(String method, String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    Answer post(String path, String contentType, byte[] body) {
        return send(request(path)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    Answer post(String path, String contentType, InputStream body) {
        return send(request(path)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                .build());
    }

    Answer send(HttpRequest request) {
        try {
            return new Answer(client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not stop.", e);
        }
    }
}
