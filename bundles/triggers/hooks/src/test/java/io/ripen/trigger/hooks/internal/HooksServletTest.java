package io.ripen.trigger.hooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Actor;
import io.ripen.crm.ContactId;
import io.ripen.crm.Projection;
import io.ripen.event.Event;
import io.ripen.event.Events;
import io.ripen.event.InvalidEventException;
import io.ripen.event.Receipt;
import io.ripen.health.HealthCheck;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.time.RipenClock;
import io.ripen.transaction.StillStartingException;
import io.ripen.transaction.StoreUnavailableException;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Another system posts JSON over real HTTP; what is signed becomes an event, once, and nothing else does. */
class HooksServletTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String ORDER =
            "{\"order\":{\"id\":\"A-17\",\"total\":1200,\"at\":\"2026-03-01T09:00:00+01:00\"},\"customer\":{\"email\":\"ann@example.com\"}}";
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final Map<String, Event> kept = new LinkedHashMap<>();
    private final Server jetty = new Server(0);
    private final HttpClient client = HttpClient.newHttpClient();
    private HooksServlet servlet;
    private boolean away;
    private boolean starting;
    private final Door door = new Door();

    @BeforeEach
    void open() throws Exception {
        servlet = new HooksServlet(
                new Intake(),
                door,
                only(Projection.class, "find", arguments -> java.util.Optional.empty()),
                only(Teams.class, "find", arguments -> java.util.Optional.empty()),
                new Transactions() {
                    @Override
                    public <T> T call(Body<T> body) {
                        return body.in(action -> {});
                    }
                },
                new Clock());
        servlet.addHook(hook(Map.of()));
        servlet.addHook(
                hook(Map.of("name", "zapier", "secret", "", "token", "a-token-of-some-length", "id", "", "at", "")));
        ServletContextHandler handler = new ServletContextHandler();
        handler.addServlet(new ServletHolder(servlet), "/hooks/*");
        jetty.setHandler(handler);
        jetty.start();
    }

    @AfterEach
    void close() throws Exception {
        jetty.stop();
    }

    private interface Answer {
        Object to(Object[] arguments);
    }

    private static <T> T only(Class<T> type, String name, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (!method.getName().equals(name)) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    return answer.to(arguments);
                }));
    }

    private final class Intake implements Events {
        @Override
        public Receipt receive(Actor by, Event event) {
            return receive(event);
        }

        @Override
        public List<Receipt> receive(UnitOfWork work, List<Event> events) {
            return events.stream().map(HooksServletTest.this::receive).toList();
        }

        @Override
        public Receipt receive(Event event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean hasCome(UnitOfWork work, TeamId team, Collection<String> ids) {
            return ids.stream().anyMatch(kept::containsKey);
        }
    }

    private static final class Clock implements RipenClock {
        @Override
        public Instant instant() {
            return NOW;
        }

        @Override
        public InstantSource machine() {
            return InstantSource.fixed(NOW);
        }

        @Override
        public double speed() {
            return 1;
        }
    }

    private Receipt receive(Event event) {
        if (away) {
            throw new StoreUnavailableException("away", new IllegalStateException());
        }
        if (starting) {
            throw new StillStartingException("sequences that begin by deal.won", new IllegalStateException());
        }
        if (event.address() != null && event.address().length() > 320) {
            throw new InvalidEventException("address", "The address must have at most 320 characters.");
        }
        boolean again = kept.putIfAbsent(event.id(), event) != null;
        return new Receipt(event.id(), again, List.of(), List.of(), List.of(), NOW.plusSeconds(60));
    }

    @Test
    void aHookOfATeamThatThereIsNotIsToldBeforeAnybodyUsesIt() {
        Teams teams = (Teams) Proxy.newProxyInstance(
                Teams.class.getClassLoader(),
                new Class<?>[] {Teams.class},
                (self, method, arguments) -> List.of(
                        new Team(new TeamId("default"), "Acme", ZoneOffset.UTC, "", Map.of()),
                        new Team(new TeamId("berlin"), "Acme Berlin", ZoneOffset.UTC, "", Map.of())));
        Hook right = hook(Map.of());
        assertThat(new HookTeamsHealth(teams, List.of(right)).check().status()).isEqualTo(HealthCheck.Status.OK);
        assertThat(new HookTeamsHealth(teams, List.of(right, hook(Map.of("name", "crm", "team", "berln")))).check())
                .isEqualTo(new HealthCheck.Result(
                        HealthCheck.Status.WARN,
                        "The hook 'crm' is of the team 'berln', which there is not. Did you mean 'berlin'? Correct team in"
                                + " etc/" + HookConfig.PID
                                + "-*.cfg, or make that team. Until then nobody is found by it."));
    }

    private static Hook hook(Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "name", "shop",
                "event", "purchase",
                "secret", SECRET,
                "email", "/customer/email",
                "phone", "/customer/phone",
                "contactId", "/customer/ripen",
                "id", "/order/id",
                "at", "/order/at"));
        all.putAll(values);
        return new Hook((HookConfig) Proxy.newProxyInstance(
                HookConfig.class.getClassLoader(),
                new Class<?>[] {HookConfig.class},
                (self, method, arguments) -> all.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    private static String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private int post(String path, byte[] body, String... headers) {
        return send(path, HttpRequest.BodyPublishers.ofByteArray(body), "POST", headers)
                .statusCode();
    }

    private HttpResponse<String> send(String path, HttpRequest.BodyPublisher body, String method, String... headers) {
        int port = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body)
                .header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private int signed(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return post("/hooks/shop", bytes, "X-Hub-Signature-256", "sha256=" + signature(bytes));
    }

    @Test
    void what_is_signed_becomes_an_event_and_counts_once() {
        assertThat(signed(ORDER)).isEqualTo(200);
        assertThat(signed(ORDER)).isEqualTo(200);
        assertThat(signed(ORDER.replace("1200", "1300"))).isEqualTo(200);

        assertThat(kept.values()).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo("hook:shop:A-17");
            assertThat(event.type()).isEqualTo("purchase");
            assertThat(event.team()).isEqualTo(TeamId.DEFAULT);
            assertThat(event.contact()).isEqualTo(new ContactId(100));
            assertThat(event.at()).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
            assertThat(event.data()).containsKey("order");
        });
    }

    @Test
    void the_signature_may_be_in_base64_and_without_its_name() {
        byte[] body = ORDER.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(signature(body)));
        assertThat(post("/hooks/shop", body, "X-Hub-Signature-256", base64)).isEqualTo(200);
        assertThat(post("/hooks/shop", body, "X-Hub-Signature-256", signature(body)))
                .isEqualTo(200);
        assertThat(kept).hasSize(1);
    }

    @Test
    void a_forged_call_changes_nothing() {
        byte[] body = ORDER.getBytes(StandardCharsets.UTF_8);
        byte[] other = ORDER.replace("ann@", "eve@").getBytes(StandardCharsets.UTF_8);
        assertThat(post("/hooks/shop", body)).isEqualTo(403);
        assertThat(post("/hooks/shop", other, "X-Hub-Signature-256", signature(body)))
                .isEqualTo(403);
        assertThat(post("/hooks/shop", body, "X-Hub-Signature-256", "sha256=")).isEqualTo(403);
        assertThat(post("/hooks/shop", body, "X-Hub-Signature-256", "sha256=" + "zz".repeat(32)))
                .isEqualTo(403);
        assertThat(post("/hooks/shop", body, "Authorization", "Bearer " + SECRET))
                .isEqualTo(403);
        assertThat(post("/hooks/zapier", body, "Authorization", "Bearer wrong")).isEqualTo(403);
        assertThat(post("/hooks/zapier", body, "Authorization", "")).isEqualTo(403);
        assertThat(kept).isEmpty();
    }

    @Test
    void a_token_does_where_the_sender_cannot_sign_and_the_same_body_counts_once() {
        byte[] body = ORDER.getBytes(StandardCharsets.UTF_8);
        assertThat(post("/hooks/zapier", body, "Authorization", "Bearer a-token-of-some-length"))
                .isEqualTo(200);
        assertThat(post("/hooks/zapier", body, "Authorization", "a-token-of-some-length"))
                .isEqualTo(200);
        assertThat(kept.values()).singleElement().satisfies(event -> {
            assertThat(event.id()).startsWith("hook:zapier:").hasSizeLessThan(200);
            assertThat(event.at()).isEqualTo(NOW);
        });
    }

    @Test
    void unknown_hooks_and_other_methods_are_told_apart() {
        byte[] body = ORDER.getBytes(StandardCharsets.UTF_8);
        assertThat(post("/hooks/nope", body)).isEqualTo(404);
        assertThat(post("/hooks/", body)).isEqualTo(404);
        assertThat(post("/hooks/shop/more", body)).isEqualTo(404);
        HttpResponse<String> got = send("/hooks/shop", HttpRequest.BodyPublishers.noBody(), "GET");
        assertThat(got.statusCode()).isEqualTo(405);
        assertThat(got.headers().firstValue("Allow")).contains("POST");
        servlet.removeHook(hook(Map.of()));
        assertThat(kept).isEmpty();
    }

    @Test
    void what_cannot_be_stored_is_not_acknowledged() {
        away = true;
        assertThat(signed(ORDER)).isEqualTo(503);
        away = false;
        assertThat(signed(ORDER)).isEqualTo(200);
        assertThat(kept).hasSize(1);
    }

    @Test
    void what_comes_while_sequences_start_is_told_so_and_comes_again() {
        starting = true;
        HttpResponse<String> answer = toHook(
                "shop", ORDER, "X-Hub-Signature-256", "sha256=" + signature(ORDER.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body())
                .contains(
                        "Ripen is still starting sequences that begin by deal.won. Nothing was changed; send it again.");
        starting = false;
        assertThat(signed(ORDER)).isEqualTo(200);
        assertThat(kept).hasSize(1);
    }

    static Stream<String> hostile() {
        return Stream.of(
                "",
                "null",
                "[]",
                "\"text\"",
                "{\"order\"",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "[".repeat(100_000),
                "{\"a\":".repeat(50) + "1" + "}".repeat(50),
                "{\"order\":{\"id\":\"1\"}}",
                "{\"order\":{\"id\":{}},\"customer\":{\"email\":\"ann@example.com\"}}",
                "{\"order\":{\"id\":\"1\"},\"customer\":{\"email\":[\"ann@example.com\"]}}",
                "{\"order\":{\"id\":\"1\",\"at\":\"yesterday\"},\"customer\":{\"email\":\"ann@example.com\"}}",
                "{\"order\":{\"id\":\"1\"},\"customer\":{\"email\":\"" + "a".repeat(400) + "\"}}",
                "{\"order\":{\"id\":\"1\"},\"customer\":{\"ripen\":\"1 OR 1=1\",\"email\":\"ann@example.com\"}}",
                "{\"order\":{\"id\":\"1\",\"total\":" + "9".repeat(5_000)
                        + "},\"customer\":{\"email\":\"ann@example.com\"}}");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void a_body_that_means_nothing_is_refused_and_keeps_nothing(String body) {
        assertThat(signed(body)).isEqualTo(400);
        assertThat(kept).isEmpty();
    }

    @Test
    void a_body_that_is_no_utf8_or_too_long_is_refused() {
        byte[] utf16 = ORDER.getBytes(StandardCharsets.UTF_16);
        assertThat(post("/hooks/shop", utf16, "X-Hub-Signature-256", signature(utf16)))
                .isEqualTo(400);
        byte[] large = new byte[300_000];
        assertThat(post("/hooks/shop", large, "X-Hub-Signature-256", signature(large)))
                .isEqualTo(413);
        // Without a length in front.
        assertThat(send(
                                "/hooks/shop",
                                HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)),
                                "POST")
                        .statusCode())
                .isEqualTo(413);
        assertThat(kept).isEmpty();
    }

    @Test
    void an_id_of_any_length_and_make_is_kept_within_bounds() {
        String odd = ORDER.replace("A-17", "x".repeat(5_000));
        assertThat(signed(odd)).isEqualTo(200);
        assertThat(signed(odd)).isEqualTo(200);
        assertThat(signed(ORDER.replace("A-17", "a\\u0000b"))).isEqualTo(200);
        assertThat(kept.keySet())
                .hasSize(2)
                .allSatisfy(id -> assertThat(id).hasSizeLessThan(200).doesNotContain("\0"));
    }

    @Test
    void a_hook_that_is_configured_wrongly_says_so() {
        assertThatThrownBy(() -> hook(Map.of("secret", ""))).hasMessageContaining("either a secret or a token");
        assertThatThrownBy(() -> hook(Map.of("token", SECRET))).hasMessageContaining("has both");
        assertThatThrownBy(() -> hook(Map.of("secret", "short"))).hasMessageContaining("less than 16");
        assertThatThrownBy(() -> hook(Map.of("name", "a/b"))).hasMessageContaining("not valid");
        assertThatThrownBy(() -> hook(Map.of("event", "Bought!"))).hasMessageContaining("no event type");
        assertThatThrownBy(() -> hook(Map.of("email", "customer.email"))).hasMessageContaining("JSON pointer");
        assertThatThrownBy(() -> hook(Map.of("match", new String[] {"name"})))
                .hasMessageContaining("externalId, email, phone");
        assertThatThrownBy(() -> hook(Map.of("contact", "ignore"))).hasMessageContaining("make, find");
        assertThatThrownBy(() -> hook(Map.of("fields", new String[] {"plan"})))
                .hasMessageContaining("plan=/order/plan");
        assertThatThrownBy(() -> hook(Map.of("email", "", "phone", "", "contactId", "")))
                .hasMessageContaining("where in the JSON the lead stands");
    }

    private HttpResponse<String> toHook(String name, String body, String... headers) {
        return send("/hooks/" + name, HttpRequest.BodyPublishers.ofString(body), "POST", headers);
    }

    private static String hex(String message) {
        return signature(message.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String message) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex(message)));
    }

    @Test
    void somebody_who_is_not_known_is_made_with_what_the_hook_says() {
        servlet.addHook(hook(Map.ofEntries(
                Map.entry("name", "ads"),
                Map.entry("event", "ad.lead"),
                Map.entry("email", "/mail"),
                Map.entry("phone", "/tel"),
                Map.entry("contactId", ""),
                Map.entry("id", "/id"),
                Map.entry("at", ""),
                Map.entry("fullName", "/who"),
                Map.entry("country", "/land"),
                Map.entry("tags", new String[] {"New Lead, Ad"}),
                Map.entry("fields", new String[] {"plan=/plan"}))));
        String body =
                "{\"id\":1,\"who\":\"Bea de Vries\",\"mail\":\"bea@example.com\",\"tel\":\"12\",\"land\":\"NL\",\"plan\":7}";
        HttpResponse<String> answer = toHook("ads", body, "X-Hub-Signature-256", hex(body));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("Received for the new contact 100.");
        assertThat(door.drafts).singleElement().satisfies(draft -> {
            assertThat(draft.firstName()).isEqualTo("Bea de");
            assertThat(draft.lastName()).isEqualTo("Vries");
            assertThat(draft.tags()).containsExactly("New Lead", "Ad");
            assertThat(draft.source()).isEqualTo("hook:ads");
            assertThat(draft.address().country()).isEqualTo("NL");
            assertThat(draft.fields()).containsEntry("plan", 7);
        });
        assertThat(toHook("ads", body, "X-Hub-Signature-256", hex(body)).body()).isEqualTo("Had come before.\n");
        assertThat(door.drafts).as("nobody is made for what had come").hasSize(1);
    }

    @Test
    void a_hook_that_only_finds_says_that_the_event_waits() {
        servlet.addHook(hook(Map.of("contact", "find")));
        HttpResponse<String> answer = toHook("shop", ORDER, "X-Hub-Signature-256", hex(ORDER));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("Nobody has this address")
                .contains("2026-03-02T10:01:00Z")
                .contains("contact = make");
        assertThat(kept.values()).singleElement().satisfies(event -> {
            assertThat(event.contact()).isNull();
            assertThat(event.address()).isEqualTo("ann@example.com");
        });
    }

    @Test
    void a_list_is_told_element_by_element_and_an_id_of_the_crm_finds_the_lead() {
        servlet.addHook(hook(Map.of(
                "name",
                "hubspot",
                "event",
                "hubspot",
                "type",
                "/subscriptionType",
                "email",
                "",
                "phone",
                "",
                "contactId",
                "",
                "externalId",
                "/objectId",
                "id",
                "/eventId",
                "at",
                "/occurredAt")));
        door.known.put("151", new ContactId(7));
        String body =
                "[{\"eventId\":1,\"subscriptionType\":\"contact.creation\",\"objectId\":151,\"occurredAt\":1772445600000},"
                        + "{\"eventId\":2,\"subscriptionType\":\"contact.propertyChange\",\"objectId\":151,\"occurredAt\":1772445600},"
                        + "{\"eventId\":3,\"subscriptionType\":\"contact.creation\",\"objectId\":999,\"occurredAt\":1772445600000}]";
        HttpResponse<String> answer = toHook("hubspot", body, "X-Hub-Signature-256", hex(body));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("2 of 3 were kept").contains("Number 3");
        assertThat(kept.values())
                .extracting(Event::type, Event::contact, Event::at)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "hubspot.contact.creation", new ContactId(7), Instant.parse("2026-03-02T10:00:00Z")),
                        org.assertj.core.groups.Tuple.tuple(
                                "hubspot.contact.propertychange",
                                new ContactId(7),
                                Instant.parse("2026-03-02T10:00:00Z")));
        door.known.put("999", new ContactId(8));
        assertThat(toHook("hubspot", body, "X-Hub-Signature-256", hex(body)).body())
                .isEqualTo("3 received.\n");
        assertThat(kept).hasSize(3);
    }

    @Test
    void a_list_may_stand_anywhere() {
        servlet.addHook(hook(Map.of("each", "/events", "id", "", "at", "")));
        String one = "{\"customer\":{\"email\":\"a@example.com\"}}";
        String body = "{\"events\":[" + one + "," + one.replace("a@", "b@") + "," + one + "]}";
        assertThat(toHook("shop", body, "X-Hub-Signature-256", hex(body)).body())
                .isEqualTo("3 received.\n");
        assertThat(kept).as("one of them is the same").hasSize(2);
        assertThat(signed(ORDER)).isEqualTo(400);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource(
            delimiter = '|',
            value = {
                "1772445600|2026-03-02T10:00:00Z",
                "1772445600000|2026-03-02T10:00:00Z",
                "\"1772445600\"|2026-03-02T10:00:00Z",
                "1772445600.5|2026-03-02T10:00:00.500Z",
                "1772445600000000|2026-03-02T10:00:00Z",
                "\"2026-03-02T10:00:00+0100\"|2026-03-02T09:00:00Z",
                "\"2026-03-02 10:00:00+00\"|2026-03-02T10:00:00Z",
                "\"2026-03-02 10:00:00 UTC\"|2026-03-02T10:00:00Z",
                "\"Mon, 2 Mar 2026 10:00:00 GMT\"|2026-03-02T10:00:00Z",
                "\"2026-03-02T10:00:00\"|2026-03-02T10:00:00Z",
                "\"2026-03-02T10:00:00.123456Z\"|2026-03-02T10:00:00.123456Z",
                "\"02.03.2026\"|",
                "\"soon\"|",
                "-5|",
                "99999999999999999999999|",
                "true|"
            })
    void a_time_is_read_as_senders_write_it(String written, String at) {
        String body = ORDER.replace("\"2026-03-01T09:00:00+01:00\"", written);
        assertThat(signed(body)).isEqualTo(at == null ? 400 : 200);
        if (at != null) {
            assertThat(kept.values().iterator().next().at()).isEqualTo(Instant.parse(at));
        }
    }

    @Test
    void stripe_and_calendly_sign_the_time_as_well() {
        servlet.addHook(hook(Map.of("scheme", "timestamped")));
        long now = NOW.getEpochSecond();
        String right = hex(now + "." + ORDER);
        assertThat(toHook("shop", ORDER, "Stripe-Signature", "t=" + now + ",v1=" + right)
                        .statusCode())
                .isEqualTo(200);
        assertThat(toHook(
                                "shop",
                                ORDER,
                                "Stripe-Signature",
                                "t=" + now + ",v1=" + "0".repeat(64) + ",v1=" + right + ",v0=00")
                        .statusCode())
                .as("two secrets while one is changed")
                .isEqualTo(200);
        for (String wrong : List.of(
                "t=" + (now - 1) + ",v1=" + right,
                "v1=" + right,
                "t=" + now + ",v0=" + right,
                "t=" + now,
                "t=x,v1=" + right,
                "t=" + (now - 301) + ",v1=" + hex((now - 301) + "." + ORDER),
                "t=" + (now + 3_600) + ",v1=" + hex((now + 3_600) + "." + ORDER),
                hex(ORDER))) {
            assertThat(toHook("shop", ORDER, "Stripe-Signature", wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(403);
        }
        servlet.addHook(hook(Map.of("scheme", "timestamped", "signatureHeader", "Calendly-Webhook-Signature")));
        assertThat(toHook("shop", ORDER, "Calendly-Webhook-Signature", "t=" + now + ",v1=" + right)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void standard_webhooks_and_hubspot_sign_their_own_way() {
        long now = NOW.getEpochSecond();
        servlet.addHook(hook(Map.of(
                "scheme", "standard",
                "secret", "whsec_" + Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)),
                "signatureHeader", "svix-signature")));
        String right = "v1," + base64("msg_1." + now + "." + ORDER);
        assertThat(toHook(
                                "shop",
                                ORDER,
                                "svix-id",
                                "msg_1",
                                "svix-timestamp",
                                "" + now,
                                "svix-signature",
                                "v1,AAAA " + right)
                        .statusCode())
                .isEqualTo(200);
        assertThat(toHook("shop", ORDER, "svix-id", "msg_2", "svix-timestamp", "" + now, "svix-signature", right)
                        .statusCode())
                .isEqualTo(403);

        servlet.addHook(hook(Map.of("scheme", "hubspot", "address", "https://ripen.example/hooks/shop")));
        String millis = "" + now * 1_000;
        String signed = base64("POSThttps://ripen.example/hooks/shop" + ORDER + millis);
        assertThat(toHook("shop", ORDER, "X-HubSpot-Request-Timestamp", millis, "X-HubSpot-Signature-v3", signed)
                        .statusCode())
                .isEqualTo(200);
        assertThat(toHook(
                                "shop",
                                ORDER,
                                "X-HubSpot-Request-Timestamp",
                                "" + (now * 1_000 - 1),
                                "X-HubSpot-Signature-v3",
                                signed)
                        .statusCode())
                .isEqualTo(403);
        assertThatThrownBy(() -> hook(Map.of("scheme", "md5"))).hasMessageContaining("timestamped");
    }

    @Test
    void a_number_that_cannot_be_dialled_is_not_waited_for() {
        servlet.addHook(hook(Map.of("contact", "find")));
        String body = ORDER.replace("\"email\":\"ann@example.com\"", "\"phone\":\"555-0100\"");
        HttpResponse<String> answer = toHook("shop", body, "X-Hub-Signature-256", hex(body));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("555-0100");
        assertThat(kept).isEmpty();
    }

    @Test
    void the_example_of_the_docs_is_served() throws Exception {
        String page = Files.readString(Path.of("../../../docs/triggers.md"));
        Matcher cfg = Pattern.compile("(?s)```properties hook\n(.*?)```").matcher(page);
        Matcher json = Pattern.compile("(?s)```json hook\n(.*?)```").matcher(page);
        assertThat(cfg.find() && json.find()).isTrue();
        Properties properties = new Properties();
        properties.load(new java.io.StringReader(cfg.group(1)));
        Map<String, Object> values = new HashMap<>(Map.of("phone", "", "contactId", "", "at", ""));
        properties.forEach((name, value) -> values.put(name.toString(), value));
        values.put("secret", SECRET);
        servlet.addHook(hook(values));

        byte[] body = json.group(1).getBytes(StandardCharsets.UTF_8);
        assertThat(post("/hooks/web-shop", body, "X-Hub-Signature-256", "sha256=" + signature(body)))
                .isEqualTo(200);
        assertThat(kept.values())
                .singleElement()
                .satisfies(event -> assertThat(event.type()).isEqualTo("purchase"));
    }
}
