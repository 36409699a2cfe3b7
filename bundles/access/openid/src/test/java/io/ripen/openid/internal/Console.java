package io.ripen.openid.internal;

import io.ripen.access.AccountId;
import io.ripen.access.Actor;
import io.ripen.access.ExternalIdentities;
import io.ripen.access.ExternalIdentity;
import io.ripen.access.ExternalPerson;
import io.ripen.access.InvalidAccountException;
import io.ripen.access.NoEntryException;
import io.ripen.access.WebSession;
import io.ripen.access.WebSessions;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.jspecify.annotations.Nullable;

/** The servlet in Jetty, in front of people in memory. */
final class Console implements AutoCloseable {
    final List<ExternalPerson> came = new ArrayList<>();
    final List<String> joined = new ArrayList<>();
    final List<String> ended = new ArrayList<>();
    NoEntryException.@Nullable Reason refuse;
    private final Server jetty = new Server(0);
    private final ServletContextHandler handler = new ServletContextHandler();
    private final int port;

    Console() {
        jetty.setHandler(handler);
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        port = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
    }

    String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Opens the doors, as they are configured with this; what is left out is as it is by itself. */
    Console with(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putIfAbsent("publicUrl", address(""));
        OpenIdConfig config = (OpenIdConfig) Proxy.newProxyInstance(
                OpenIdConfig.class.getClassLoader(),
                new Class<?>[] {OpenIdConfig.class},
                (proxy, method, none) -> all.getOrDefault(method.getName(), (String) method.getDefaultValue()));
        handler.addServlet(new ServletHolder(new OpenIdServlet(new Identities(), sessions(), config)), "/openid/*");
        return this;
    }

    private WebSessions sessions() {
        return (WebSessions) Proxy.newProxyInstance(
                WebSessions.class.getClassLoader(), new Class<?>[] {WebSessions.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "open" -> {
                            WebSessions.From from = (WebSessions.From) arguments[2];
                            WebSession session = new WebSession(
                                    1,
                                    null,
                                    Instant.EPOCH,
                                    Instant.EPOCH,
                                    Instant.EPOCH,
                                    Instant.EPOCH,
                                    from.address(),
                                    from.browser());
                            return new WebSessions.Opened(session, (Actor) arguments[0], "rps_key" + came.size());
                        }
                        case "end" -> {
                            ended.add((String) arguments[0]);
                            return null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    private final class Identities implements ExternalIdentities {
        @Override
        public Actor enter(ExternalPerson person) {
            came.add(person);
            if (refuse != null) {
                throw new NoEntryException(refuse);
            }
            return new Actor(Actor.Kind.PERSON, new AccountId(7), String.valueOf(person.name()), false, Map.of());
        }

        @Override
        public ExternalIdentity join(String ticket, ExternalPerson person) {
            if (!ticket.equals("good")) {
                throw new InvalidAccountException("ticket", "The time is over.", "Begin again.");
            }
            joined.add(person.subject());
            return new ExternalIdentity(
                    1, new AccountId(7), person.issuer(), person.subject(), false, Instant.EPOCH, null);
        }

        @Override
        public List<ExternalIdentity> list(Actor by, AccountId account) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ExternalIdentity join(Actor by, AccountId account, String issuer, String subject) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String ticket(Actor by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean part(Actor by, AccountId account, long id) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
