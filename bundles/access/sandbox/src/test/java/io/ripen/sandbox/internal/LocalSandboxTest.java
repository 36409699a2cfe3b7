package io.ripen.sandbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.sandbox.Fault;
import io.ripen.sandbox.ReplyRule;
import io.ripen.sandbox.Sandbox;
import io.ripen.sandbox.SandboxMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sandbox")
class LocalSandboxTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANN = "+14155550101";
    private static final String US = "+15005550006";

    private final HttpClient client = HttpClient.newHttpClient();
    private LoopbackServer product;
    private final List<String> callbacks = new CopyOnWriteArrayList<>();
    private LocalSandbox sandbox;

    @BeforeEach
    void start() throws Exception {
        product = new LoopbackServer("product", 0, socket -> {
            var request = io.ripen.sandbox.internal.HttpRequest.read(
                    new java.io.BufferedInputStream(socket.getInputStream()));
            if (request != null) {
                callbacks.add(request.path() + " " + request.query() + " " + request.body() + " "
                        + request.headers().get("x-twilio-signature"));
                socket.getOutputStream()
                        .write(new io.ripen.sandbox.internal.HttpResponse(200, "text/xml", "<Response/>", Map.of())
                                .bytes(false));
            }
        });
        SandboxSettings standard = SandboxSettings.standard();
        sandbox = LocalSandbox.start(
                standard.withPublicUrl("http://127.0.0.1:" + product.port()).withKeep(5, 1 << 20),
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        sandbox.close();
        product.close();
    }

    @Test
    void answers_as_twilio_does() throws Exception {
        JsonNode created = JSON.readTree(create(ANN, "Hi").body());

        assertThat(created.get("sid").asText()).matches("SM[0-9a-f]{32}");
        assertThat(created.get("status").asText()).isEqualTo("queued");
        assertThat(created.get("date_created").asText())
                .matches("\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} \\+0000");
        JsonNode one = JSON.readTree(
                get("/Messages/" + created.get("sid").asText() + ".json").body());
        assertThat(one.get("body").asText()).isEqualTo("Hi");
    }

    @Test
    void says_what_is_wrong_in_twilios_codes() throws Exception {
        assertThat(create("", "Hi").body()).contains("\"code\":21604").contains("more_info");
        assertThat(create("12", "Hi").body()).contains("\"code\":21211");
        assertThat(create(ANN, "").body()).contains("\"code\":21602");
        assertThat(create(ANN, "x".repeat(1601)).body()).contains("\"code\":21617");
        assertThat(get("/Messages/SMnone.json").statusCode()).isEqualTo(404);
        HttpResponse<String> stranger = client.send(
                HttpRequest.newBuilder(URI.create(sandbox.twilioUrl() + "/2010-04-01/Accounts/" + sandbox.accountSid()
                                + "/Messages.json"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.body()).contains("\"code\":20003");
        assertThat(sandbox.count()).isZero();
    }

    @Test
    void lists_page_by_page_newest_first() throws Exception {
        for (int i = 1; i <= 5; i++) {
            create(i == 3 ? "+14155550199" : ANN, "No " + i);
        }
        List<String> texts = new ArrayList<>();
        String next = "/2010-04-01/Accounts/" + sandbox.accountSid() + "/Messages.json?PageSize=2&To="
                + URLEncoder.encode(ANN, StandardCharsets.UTF_8);
        while (next != null) {
            JsonNode page = JSON.readTree(send(next).body());
            page.get("messages").forEach(each -> texts.add(each.get("body").asText()));
            next = page.get("next_page_uri").isNull()
                    ? null
                    : page.get("next_page_uri").asText();
        }
        assertThat(texts).containsExactly("No 5", "No 4", "No 2", "No 1");
    }

    @Test
    void keeps_the_newest_and_counts_all() throws Exception {
        for (int i = 1; i <= 8; i++) {
            create(ANN, "No " + i);
        }
        assertThat(sandbox.count()).isEqualTo(8);
        assertThat(sandbox.messages(0, 100)).extracting(SandboxMessage::number).containsExactly(4L, 5L, 6L, 7L, 8L);
        assertThat(sandbox.messages(6, 1)).extracting(SandboxMessage::text).containsExactly("No 7");
    }

    @Test
    void reports_that_a_message_was_sent_and_delivered_if_asked_to() throws Exception {
        create(
                ANN,
                "Hi",
                "&StatusCallback="
                        + URLEncoder.encode(
                                "http://127.0.0.1:" + product.port() + "/twilio/status?attempt=abc",
                                StandardCharsets.UTF_8));

        await().until(() -> callbacks.size() == 2);
        assertThat(callbacks.get(0))
                .startsWith("/twilio/status {attempt=abc} ")
                .contains("MessageStatus=sent")
                .doesNotEndWith("null");
        assertThat(callbacks.get(1)).contains("MessageStatus=delivered");
    }

    @Test
    void answers_as_the_lead_that_a_rule_names_once_for_the_message_that_it_names() throws Exception {
        sandbox.answer(new ReplyRule("0101", 2, "YES"));
        create(ANN, "First");
        create("+14155550199", "Another lead's");
        create(ANN, "Second");
        create(ANN, "Third");

        await().until(() -> !callbacks.isEmpty());
        assertThat(callbacks)
                .singleElement()
                .satisfies(callback -> assertThat(callback)
                        .startsWith("/twilio/inbound")
                        .contains("Body=YES")
                        .contains("From=%2B14155550101")
                        .contains("To=%2B15005550006"));
        assertThat(sandbox.replyBySms("+14155550177", "Who is this?")).isEqualTo(200);
    }

    @Test
    void tells_listeners_of_every_message_until_they_close() throws Exception {
        List<SandboxMessage> heard = new CopyOnWriteArrayList<>();
        Sandbox.Listening listening = sandbox.listen(heard::add);
        create(ANN, "One");
        create(ANN, "Two");
        await().until(() -> heard.size() == 2);
        listening.close();
        create(ANN, "Three");
        assertThat(heard).extracting(SandboxMessage::text).containsExactly("One", "Two");
    }

    @Test
    void fails_as_often_as_it_is_told_and_not_more() throws Exception {
        sandbox.fail(Fault.TOO_MANY_REQUESTS, 2);
        assertThat(create(ANN, "Hi").statusCode()).isEqualTo(429);
        assertThat(create(ANN, "Hi").headers().firstValue("Retry-After")).contains("1");
        assertThat(create(ANN, "Hi").statusCode()).isEqualTo(201);

        sandbox.fail(Fault.SERVER_ERROR, 5);
        sandbox.fail(Fault.SERVER_ERROR, 0);
        assertThat(create(ANN, "Hi").statusCode()).isEqualTo(201);
    }

    @Test
    void breaks_the_connection_after_it_took_the_message() {
        sandbox.fail(Fault.ACCEPT_THEN_RESET, 1);
        assertThatThrownBy(() -> create(ANN, "Hi")).isInstanceOf(IOException.class);
        assertThat(sandbox.messages(0, 1)).extracting(SandboxMessage::text).containsExactly("Hi");
    }

    @Test
    void takes_mails_with_pipelining_and_dots() throws Exception {
        try (Socket socket =
                new Socket("127.0.0.1", URI.create(sandbox.smtpUrl()).getPort())) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
            assertThat(in.readLine()).startsWith("220");
            write(
                    socket,
                    "EHLO me\r\nMAIL FROM:<us@acme.example>\r\nRCPT TO:<ann@example.com>\r\nRCPT TO:<bob@example.com>\r\nDATA\r\n");
            String line = in.readLine();
            while (!line.startsWith("354")) {
                assertThat(line).startsWith("250");
                line = in.readLine();
            }
            write(
                    socket,
                    "Message-ID: <1@acme.example>\r\nSubject: Hello\r\nFrom: us@acme.example\r\n\r\nOne\r\n..\r\n.\r\nQUIT\r\n");
            assertThat(in.readLine()).startsWith("250");
            assertThat(in.readLine()).startsWith("221");
        }
        assertThat(sandbox.messages(0, 10))
                .extracting(SandboxMessage::to)
                .containsExactly("ann@example.com", "bob@example.com");
        SandboxMessage mail = sandbox.messages(0, 10).get(0);
        assertThat(mail.subject()).isEqualTo("Hello");
        assertThat(mail.providerId()).isEqualTo("<1@acme.example>");
        assertThat(mail.text().replace("\r\n", "\n")).isEqualTo("One\n.\n");
    }

    @Test
    void can_be_driven_from_outside() throws Exception {
        assertThat(post("/sandbox/fail", "fault=TOO_MANY_REQUESTS&times=1").statusCode())
                .isEqualTo(200);
        assertThat(create(ANN, "Hi").statusCode()).isEqualTo(429);
        create(ANN, "Hi");
        assertThat(send("/sandbox/count").body()).isEqualTo("{\"count\":1}");
        assertThat(send("/sandbox/messages?after=0&limit=10").body()).contains("\"text\":\"Hi\"");
        assertThat(post("/sandbox/fail", "fault=NONSENSE").statusCode()).isEqualTo(400);
        assertThat(send("/sandbox/messages?after=x").body()).contains("after must be a whole number");
        assertThat(send("/elsewhere").statusCode()).isEqualTo(404);
    }

    @Test
    void refuses_what_is_no_request_and_goes_on() throws Exception {
        try (Socket socket =
                new Socket("127.0.0.1", URI.create(sandbox.twilioUrl()).getPort())) {
            write(socket, "NONSENSE\r\n\r\n");
            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine())
                    .contains("400");
        }
        assertThat(create(ANN, "Hi").statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> create(String to, String body) throws Exception {
        return create(to, body, "");
    }

    private HttpResponse<String> create(String to, String body, String more) throws Exception {
        return post(
                "/2010-04-01/Accounts/" + sandbox.accountSid() + "/Messages.json",
                "To=" + URLEncoder.encode(to, StandardCharsets.UTF_8) + "&From="
                        + URLEncoder.encode(US, StandardCharsets.UTF_8) + "&Body="
                        + URLEncoder.encode(body, StandardCharsets.UTF_8) + more);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("/2010-04-01/Accounts/" + sandbox.accountSid() + path);
    }

    private HttpResponse<String> send(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return client.send(
                request(path).POST(HttpRequest.BodyPublishers.ofString(form)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        String login = sandbox.accountSid() + ":" + sandbox.authToken();
        return HttpRequest.newBuilder(URI.create(sandbox.twilioUrl() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
