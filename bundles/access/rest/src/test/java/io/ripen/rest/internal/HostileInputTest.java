package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ripen.sequence.EnrollmentState;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Wrong, missing, huge and hostile content: each gets a problem that names the field and the cure, and changes nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputTest {
    private final RestServer api = new RestServer();

    @BeforeAll
    void oneContactAndOneRun() {
        api.json("POST", "/contacts", "{\"email\":\"ann@example.com\"}").expect(201);
        api.crm.runs.add(1001, EnrollmentState.ACTIVE);
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @TestFactory
    Stream<DynamicTest> everyLineOfTheTable() throws IOException {
        List<String> lines;
        try (InputStream table = HostileInputTest.class.getResourceAsStream("hostile.txt")) {
            lines = new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        return lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> dynamicTest(line, () -> line(line)));
    }

    private void line(String line) {
        String[] cells = line.split("\\|", -1);
        assertThat(cells).as(line).hasSize(5);
        String method = cells[0].strip();
        String path = filled(cells[1]);
        int status = Integer.parseInt(cells[3].strip());
        String before = state();

        HttpRequest.Builder request = api.request(path);
        if (cells[2].isBlank()) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(filled(cells[2])));
        }
        Answer answer = api.send(request.build()).problem(status);

        if (!cells[4].isBlank()) {
            answer.field(filled(cells[4]));
        }
        assertThat(state()).as("nothing was changed").isEqualTo(before);
    }

    @Test
    void aQueryParameterThatComesTwiceIsRefused() {
        api.get("/messages?contact=1&contact=2").problem(400).field("contact");
        api.get("/enrollments?state=ERRORED&state=x").problem(400).field("state");
    }

    @Test
    void oneTextHasOneSpellingOnly() {
        byte[] overlong = {'{', '"', 't', 'y', 'p', 'e', '"', ':', '"', 'a', (byte) 0xC0, (byte) 0xAF, 'b', '"', '}'};
        api.post("/events", "application/json", overlong).problem(400).says("UTF-8");
        api.post("/events", "application/json", "{\"type\":\"a\"}".getBytes(StandardCharsets.UTF_16LE))
                .problem(400);
        api.post(
                        "/contacts",
                        "application/json",
                        "\uFEFF{\"email\":\"bom@example.com\"}".getBytes(StandardCharsets.UTF_8))
                .expect(201);
        api.crm.kept.values().removeIf(each -> "bom@example.com".equals(each.email()));
    }

    @Test
    void noAnswerIsKeptByABrowserOrProxy() {
        for (String path : List.of("/contacts/1001", "/teams", "/health", "/contacts/99", "/nothing")) {
            assertThat(api.get(path).header("Cache-Control")).as(path).isEqualTo("no-store");
        }
    }

    @Test
    void settingsAreSmall() {
        String settings = "{\"settings\":{\"businessName\":\"" + "x".repeat(100_000) + "\"}}";
        api.json("PUT", "/teams/default", settings).problem(413);
        api.json("PUT", "/teams/default/sequences/welcome", settings).problem(413);
    }

    private String state() {
        return api.crm.kept + " " + api.crm.events + " " + api.crm.runs.kept + api.crm.runs.enabled
                + api.crm.runs.reasons + api.crm.sandbox.told + api.crm.talk.kept + api.crm.talk.sent;
    }

    private static String filled(String cell) {
        return cell.strip()
                .replace("${NUL}", "\0")
                .replace("${LONG}", "x".repeat(2_000))
                .replace("${DEEP}", "[".repeat(60) + "]".repeat(60));
    }

    /** What holds for every call that the description names. */
    @TestFactory
    Stream<DynamicTest> everyCall() {
        List<DynamicTest> tests = new ArrayList<>();
        JsonNode paths = api.get("/openapi.json").expect(200).json().path("paths");
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String method = operation.getKey().toUpperCase(Locale.ROOT);
                    String address = path.getKey()
                            .replace("{team}", "default")
                            .replace("sequences/{id}", "sequences/welcome")
                            .replace("{step}", "intro")
                            .replace("{file}", "intro.sms")
                            .replace("{name}", "all")
                            .replace("{identity}", "1")
                            .replace("{id}", "1");
                    String name = method + " " + path.getKey();
                    tests.add(dynamicTest(name + " needs a login", () -> login(method, address, operation.getValue())));
                    tests.add(dynamicTest(
                            name + " refuses unknown parameters",
                            () -> api.send(api.request(address + "?evil=1")
                                            .header("Content-Type", anyType(operation.getValue()))
                                            .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                                            .build())
                                    .problem(400)
                                    .field("evil")));
                    if (operation.getValue().has("requestBody")) {
                        tests.add(dynamicTest(
                                name + " refuses other kinds of bodies",
                                () -> api.send(api.request(address)
                                                .header("Content-Type", "application/x-java-serialized-object")
                                                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                                                .build())
                                        .problem(415)));
                    }
                    if (operation.getValue().path("requestBody").path("content").has("application/json")) {
                        tests.add(dynamicTest(name + " refuses what is no JSON object", () -> noJson(method, address)));
                        tests.add(dynamicTest(name + " refuses a huge body", () -> huge(method, address)));
                    }
                    tests.add(dynamicTest(
                            name + " refuses other answers",
                            () -> api.send(api.request(address)
                                            .header("Accept", "image/png")
                                            .header("Content-Type", anyType(operation.getValue()))
                                            .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                                            .build())
                                    .problem(406)));
                }));
        return tests.stream();
    }

    private static String anyType(JsonNode operation) {
        JsonNode content = operation.path("requestBody").path("content");
        return content.isMissingNode()
                ? "application/json"
                : content.fieldNames().next();
    }

    private void login(String method, String address, JsonNode operation) {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{}");
        Answer answer = api.send(HttpRequest.newBuilder(api.uri(address))
                .header("Content-Type", "application/json")
                .method(method, method.equals("GET") ? HttpRequest.BodyPublishers.noBody() : body)
                .build());
        if (operation.path("security").isArray() && operation.path("security").isEmpty()) {
            // The body is empty, and no call does anything with that.
            answer.expect(method.equals("GET") ? 200 : 400);
        } else {
            assertThat(answer.problem(401).header("WWW-Authenticate")).startsWith("Basic realm=");
        }
    }

    private void noJson(String method, String address) {
        for (String body : new String[] {"", " ", "null", "7", "\"x\"", "[]", "{", "{\"a\"}", "<xml/>", "\0", "{}{}"}) {
            Answer answer = api.json(method, address, body);
            assertThat(answer.status())
                    .as("'%s' was answered %s", body, answer.response().body())
                    .isEqualTo(400);
            answer.problem(400);
        }
    }

    private void huge(String method, String address) {
        assertTimeout(
                Duration.ofSeconds(20),
                () -> api.send(api.request(address)
                                .header("Content-Type", "application/json")
                                .method(
                                        method,
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"x\":\"" + "y".repeat(5 * 1024 * 1024) + "\"}"))
                                .build())
                        .problem(413));
    }

    @Test
    void aBodyOfUnknownLengthIsCutOffToo() {
        HttpRequest endless = api.request("/contacts")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new Repeated("{\"firstName\":\"", "x", 3 * 1024 * 1024)))
                .build();

        api.send(endless).problem(413);
    }

    /** The JDK's client refuses to send these. */
    @Test
    void aQueryThatCannotBeDecodedIsRefused() throws IOException {
        for (String query : new String[] {"state=%zz", "state=%", "state=%4", "%%=1"}) {
            try (Socket socket = new Socket("127.0.0.1", api.port())) {
                socket.getOutputStream()
                        .write(("GET /api/v1/enrollments?" + query + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                                        + RestServer.basic("admin", RestServer.PASSWORD)
                                        + "\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(answer)
                        .startsWith("HTTP/1.1 400 ")
                        .contains("application/problem+json", "urn:ripen:problem:unreadable");
            }
        }
    }

    @Test
    void otherMethodsAreNamed() {
        assertThat(api.json("PUT", "/contacts", "{}").problem(405).header("Allow"))
                .contains("POST");
        assertThat(api.get("/contacts/1001/tags").problem(405).header("Allow")).contains("POST");
        api.json("DELETE", "/health", "").problem(405);
    }

    @Test
    void anUnknownNameComesWithTheNearest() {
        api.json("POST", "/contacts", "{\"first_name\":\"Ann\"}").problem(400).says("Did you mean 'firstName'?");
        api.json("POST", "/contacts", "{\"address\":{\"zip\":\"1\",\"citty\":\"X\"}}")
                .problem(400);
        api.get("/enrollments?sate=ACTIVE").problem(400).says("Did you mean 'state'?");
        api.get("/enrollments?state=PARKT").problem(400).says("Did you mean 'PARKED'?");
    }

    @Test
    void aPageOfAnotherSiteChangesNothing() {
        api.send(api.request("/contacts")
                        .header("Content-Type", "application/json")
                        .header("Sec-Fetch-Site", "same-site")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"email\":\"evil@example.com\"}"))
                        .build())
                .problem(403);
    }

    @Test
    void headersAreCheckedToo() {
        for (String tag : new String[] {"1", "\"x\"", "\"\"", "W/\"1\"", "\"99999999999\""}) {
            api.send(api.request("/contacts/1001")
                            .header("Content-Type", "application/json")
                            .header("If-Match", tag)
                            .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"firstName\":\"X\"}"))
                            .build())
                    .problem(400)
                    .field("If-Match");
        }
    }

    @TestFactory
    Stream<DynamicTest> formsThatAreBroken() {
        String head = "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n";
        Map<String, String> bodies = Map.of(
                "empty", "",
                "no boundary in it", "email\nx@example.com\n",
                "headers without end", "--b\r\nContent-Disposition: form-data; name=\"file\"",
                "a part without a name", "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
                "a header without colon", "--b\r\nContent-Disposition\r\n\r\nx\r\n--b--",
                "endless headers", "--b\r\nX: " + "y".repeat(100_000),
                "no file in it", "--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--b--",
                "something after the boundary", "--bad\r\n\r\nx\r\n--b--",
                "cut off in the header of the file", head + "em");
        return bodies.entrySet().stream()
                .map(each -> dynamicTest(
                        each.getKey(),
                        () -> api.post(
                                        "/contacts/import",
                                        "multipart/form-data; boundary=b",
                                        each.getValue().getBytes(StandardCharsets.UTF_8))
                                .problem(400)));
    }

    @Test
    void anImportNamesWhatIsWrongWithItsParameters() {
        byte[] csv = "email\n".getBytes(StandardCharsets.UTF_8);
        api.post("/contacts/import?team=sales", "text/csv", csv).problem(400).field("team");
        api.post("/contacts/import?tag=a,,b", "text/csv", csv).problem(400).field("tag");
        api.post("/contacts/import?source=", "text/csv", csv).problem(400).field("source");
        api.post("/contacts/import", "text/csv; charset=klingon", csv)
                .problem(400)
                .field("Content-Type");
        api.post("/contacts/import", "multipart/form-data", csv).problem(400).field("Content-Type");
    }

    @Test
    void aRouteWithEntitiesReadsNoFileAndTakesNoTime() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY e")
                    .append(i)
                    .append(" \"")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        bomb.append("]><routes><from uri='sequence:&e29;'/></routes>");
        String file = "<!DOCTYPE a [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
                + "<routes><from uri='sequence:welcome'/>&f;</routes>";

        assertTimeout(Duration.ofSeconds(5), () -> {
            for (String xml : new String[] {bomb.toString(), file, "<", "", "\0", "<a>".repeat(50_000)}) {
                Answer answer = api.post("/tools/sequence", "application/xml", xml.getBytes(StandardCharsets.UTF_8));
                assertThat(answer.status()).as(answer.response().body()).isIn(200, 400);
                assertThat(answer.response().body()).doesNotContain("root:");
            }
        });
    }
}
