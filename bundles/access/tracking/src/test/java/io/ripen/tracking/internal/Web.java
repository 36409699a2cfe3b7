package io.ripen.tracking.internal;

import io.ripen.access.Actor;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.crm.Leads;
import io.ripen.delivery.MessageId;
import io.ripen.event.Event;
import io.ripen.event.Events;
import io.ripen.event.Receipt;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.time.RipenClock;
import io.ripen.tracking.Click;
import io.ripen.tracking.Recipient;
import io.ripen.tracking.Sight;
import io.ripen.tracking.Tracking;
import io.ripen.tracking.Visitor;
import io.ripen.transaction.StoreUnavailableException;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** The servlet behind Jetty, over real HTTP, in front of a memory. */
final class Web implements AutoCloseable {
    static final String BROWSER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
    static final String FROM = "X-Asked-From";
    static final String TOKEN = "Zm9yLWFubi1hbmQtbm9ib2R5";

    final List<Sight> opens = new ArrayList<>();
    final List<Sight> clicks = new ArrayList<>();
    final List<String> unsubscribed = new ArrayList<>();
    final Map<String, Event> events = new LinkedHashMap<>();
    final List<ContactDraft> drafts = new ArrayList<>();
    final List<String> queued = new ArrayList<>();
    /** What happens to somebody who has to wait, until it is their turn. */
    Consumer<String> inQueue = what -> {};

    String target = "https://acme.example/pricing?utm_source=mail#top";
    boolean away;
    Instant now = Instant.parse("2026-03-02T10:00:00Z");

    private final Server jetty = new Server(0);
    private final HttpClient client = HttpClient.newHttpClient();
    final TrackingServlet servlet;

    Web() {
        WebConfig config = config(WebConfig.class, Map.of("sites", new String[] {"acme.example, *.acme.example"}));
        servlet = new TrackingServlet(new Remembered(), new Intake(), new Door(), transactions(), clock(), config);
        servlet.addForm(form(Map.of(
                "name",
                "demo",
                "tags",
                new String[] {"demo"},
                "thankYou",
                "https://acme.example/thanks",
                "origins",
                new String[] {"https://acme.example"})));
        servlet.addForm(form(Map.of("name", "open", "fields", new String[] {"message"})));
        ServletContextHandler handler = new ServletContextHandler();
        handler.addServlet(new ServletHolder(servlet), "/t/*");
        handler.addFilter(new FilterHolder(new AskedFrom()), "/*", EnumSet.of(DispatcherType.REQUEST));
        jetty.setHandler(handler);
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not start.", e);
        }
    }

    /** Says where a request comes from, as the filter of ripen-http does. */
    private static final class AskedFrom implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            String from = ((HttpServletRequest) request).getHeader(FROM);
            chain.doFilter(
                    from == null
                            ? request
                            : new HttpServletRequestWrapper((HttpServletRequest) request) {
                                @Override
                                public String getRemoteAddr() {
                                    return from;
                                }
                            },
                    response);
        }

        @Override
        public void init(FilterConfig config) {
            // Nothing to prepare.
        }

        @Override
        public void destroy() {
            // Nothing to release.
        }
    }

    static ConfiguredForm form(Map<String, Object> values) {
        return new ConfiguredForm(config(FormConfig.class, values));
    }

    static <A extends Annotation> A config(Class<A> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    HttpRequest.Builder request(String path) {
        int port = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .setHeader("User-Agent", BROWSER);
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    HttpResponse<String> post(String path, String type, String body, String... headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", type);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> form(String path, String body, String... headers) {
        return post(path, "application/x-www-form-urlencoded", body, headers);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    List<Event> events() {
        return List.copyOf(events.values());
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not stop.", e);
        }
    }

    private void check() {
        if (away) {
            throw new StoreUnavailableException("away", new IllegalStateException());
        }
    }

    private final class Remembered implements Tracking {
        private final Team acme =
                new Team(TeamId.DEFAULT, "team-7", ZoneOffset.UTC, "US", Map.of("businessName", "Acme & <Co>"));

        @Override
        public boolean opened(String token, Sight sight) {
            check();
            return token.equals(TOKEN) && opens.add(sight);
        }

        @Override
        public Optional<Click> clicked(String token, Sight sight) {
            check();
            if (!token.equals(TOKEN)) {
                return Optional.empty();
            }
            clicks.add(sight);
            return Optional.of(new Click(target, "VISITORVISITOR"));
        }

        @Override
        public Optional<Recipient> recipient(String token) {
            check();
            return token.equals(TOKEN)
                    ? Optional.of(new Recipient(acme, "email", "ann@example.com", !unsubscribed.isEmpty()))
                    : Optional.empty();
        }

        @Override
        public Optional<Recipient> unsubscribe(String token, String source) {
            check();
            if (token.equals(TOKEN)) {
                unsubscribed.add(source);
            }
            return recipient(token);
        }

        @Override
        public Optional<Visitor> visitor(String token) {
            check();
            return token.equals("VISITORVISITOR")
                    ? Optional.of(new Visitor(TeamId.DEFAULT, new ContactId(7), new MessageId(3)))
                    : Optional.empty();
        }
    }

    private final class Intake implements Events {
        @Override
        public Receipt receive(Actor by, Event event) {
            return receive(event);
        }

        @Override
        public synchronized List<Receipt> receive(UnitOfWork work, List<Event> all) {
            return all.stream().map(this::receive).toList();
        }

        @Override
        public synchronized boolean hasCome(UnitOfWork work, TeamId team, Collection<String> ids) {
            return ids.stream().anyMatch(events::containsKey);
        }

        @Override
        public synchronized Receipt receive(Event event) {
            check();
            boolean known = events.putIfAbsent(event.id(), event) != null;
            return new Receipt(event.id(), known, List.of(), List.of(), List.of());
        }
    }

    /** Knows Ann, and makes everybody else by the address. */
    private final class Door implements Leads {
        @Override
        public synchronized Arrival arrive(Actor by, UnitOfWork work, ContactDraft draft, Rule rule) {
            check();
            if ("ann@example.com".equalsIgnoreCase(draft.email())) {
                return new Arrival(Optional.of(contact(7, "ann@example.com")), false, List.of());
            }
            for (int i = 0; i < drafts.size(); i++) {
                if (draft.email() != null
                        && draft.email().equalsIgnoreCase(drafts.get(i).email())) {
                    return new Arrival(Optional.of(contact(101 + i, draft.email())), false, List.of());
                }
            }
            if (!rule.make()) {
                return new Arrival(Optional.empty(), false, List.of());
            }
            drafts.add(draft);
            return new Arrival(Optional.of(contact(100 + drafts.size(), draft.email())), true, List.of());
        }

        @Override
        public void queue(UnitOfWork work, TeamId team, String what) {
            queued.add(what);
            inQueue.accept(what);
        }

        @Override
        public Arrival arrive(Actor by, ContactDraft draft, Rule rule) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> address(TeamId team, String phoneOrEmail) {
            return Optional.of(phoneOrEmail);
        }
    }

    private static Contact contact(long id, String email) {
        return new Contact(
                new ContactId(id),
                TeamId.DEFAULT,
                null,
                null,
                null,
                email,
                null,
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                Consent.UNKNOWN,
                Map.of(),
                Instant.EPOCH,
                1);
    }

    private Transactions transactions() {
        return new Transactions() {
            @Override
            public <T> T call(Body<T> body) {
                check();
                return body.in(action -> {});
            }
        };
    }

    private RipenClock clock() {
        return new RipenClock() {
            @Override
            public InstantSource machine() {
                return () -> now;
            }

            @Override
            public double speed() {
                return 1;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
