package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of people in browsers. */
class SessionTest {
    private static final String SIGN_IN = "{\"login\":\"manager\",\"password\":\"" + People.PASSWORD + "\"}";
    private final RestServer api = new RestServer();

    @BeforeEach
    void people() {
        api.crm.people.join(Role.MANAGER);
        api.crm.people.join(Role.VIEWER);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(api.uri(path)).header("User-Agent", "Firefox");
    }

    private Answer post(String body, String... headers) {
        HttpRequest.Builder request = call("/session")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return api.send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private static String cookie(Answer signedIn) {
        String header = signedIn.expect(201).header("Set-Cookie");
        return header.substring(0, header.indexOf(';'));
    }

    private Answer get(String path, String cookie, String... headers) {
        HttpRequest.Builder request = call(path).header("Cookie", cookie);
        return api.send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private Answer change(String verb, String path, String cookie, String body, String... headers) {
        HttpRequest.Builder request = call(path)
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .method(verb, HttpRequest.BodyPublishers.ofString(body));
        return api.send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    @Test
    void aPersonSignsInLooksAndSignsOut() {
        Answer signedIn = post(SIGN_IN);
        String cookie = cookie(signedIn);
        assertThat(signedIn.json().path("me").path("name").asText()).isEqualTo("manager");
        assertThat(signedIn.json().path("me").path("roles").path("default").asText())
                .isEqualTo("manager");
        assertThat(signedIn.json().path("idleEndsAt").asText()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(signedIn.body()).doesNotContain("rps_", People.PASSWORD);
        String token = signedIn.json().path("csrfToken").asText();

        assertThat(get("/session", cookie).expect(200).json()).isEqualTo(signedIn.json());
        assertThat(get("/me", cookie).expect(200).json().path("name").asText()).isEqualTo("manager");
        Answer mine = get("/me/sessions", cookie).expect(200);
        assertThat(mine.json().at("/items/0/browser").asText()).isEqualTo("Firefox");
        assertThat(mine.json().at("/items/0/address").asText()).isEqualTo("127.0.0.1");
        assertThat(mine.json().at("/items/0/current").asBoolean()).isTrue();

        Answer out =
                change("DELETE", "/session", cookie, "", "X-CSRF-Token", token).expect(204);
        assertThat(out.header("Set-Cookie")).startsWith("ripen-local=;").contains("Max-Age=0");
        Answer over = get("/session", cookie).problem(401).says("over");
        assertThat(over.header("Set-Cookie")).contains("Max-Age=0");
    }

    @Test
    void theAdministratorOfTheInstallationHasOneToo() {
        Answer signedIn = post("{\"login\":\"admin\",\"password\":\"" + RestServer.PASSWORD + "\"}");
        assertThat(get("/accounts", cookie(signedIn)).expect(200).json().path("items"))
                .hasSize(2);
        post("{\"login\":\"admin\",\"password\":\"wrong\"}").problem(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"login\":\"manager\",\"password\":\"wrong\"}",
                "{\"login\":\"nobody\",\"password\":\"orange tractor sings low\"}",
                "{\"login\":\"\",\"password\":\"\"}"
            })
    void whoIsWrongGetsNoCookieAndOneAnswer(String body) {
        Answer refused = post(body).problem(401).says("The login or the password is wrong.");
        assertThat(refused.header("Set-Cookie")).isNull();
        assertThat(refused.header("WWW-Authenticate"))
                .as("no dialog of the browser's own")
                .startsWith("Session ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"login\":\"manager\"}", "{\"password\":\"x\"}", "[]", "x"})
    void whatIsMissingIsNamed(String body) {
        post(body).problem(400);
    }

    @Test
    void aFormOfAnotherPageSignsNobodyIn() {
        Answer form = api.send(call("/session")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(SIGN_IN))
                .build());
        form.problem(415);
        post(SIGN_IN, "Sec-Fetch-Site", "cross-site").problem(403);
        post(SIGN_IN, "Sec-Fetch-Site", "same-site").problem(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH|/accounts/1|{\"name\":\"Other\"}",
                "POST|/tokens|{\"name\":\"x\"}",
                "DELETE|/session|''",
                "DELETE|/me/sessions|''",
            })
    void theCookieAloneChangesNothing(String verb, String path, String body) {
        Answer signedIn = post(SIGN_IN);
        String other = post("{\"login\":\"viewer\",\"password\":\"" + People.PASSWORD + "\"}")
                .json()
                .path("csrfToken")
                .asText();
        String cookie = cookie(signedIn);
        Answer without = change(verb, path, cookie, body).problem(403).says("X-CSRF-Token, which is missing");
        assertThat(without.json().path("type").asText()).isEqualTo("urn:ripen:problem:csrf");
        change(verb, path, cookie, body, "X-CSRF-Token", other).problem(403).says("another session");
        change(verb, path, cookie, body, "X-CSRF-Token", "").problem(403);
        String token = signedIn.json().path("csrfToken").asText();
        change(verb, path, cookie, body, "X-CSRF-Token", token, "Sec-Fetch-Site", "same-site")
                .problem(403);
        get("/session", cookie).expect(200);
        assertThat(change(verb, path, cookie, body, "X-CSRF-Token", token, "Sec-Fetch-Site", "same-origin")
                        .status())
                .isBetween(200, 204);
    }

    @Test
    void aPageOfAnotherSiteReadsNothingByTheCookie() {
        String cookie = cookie(post(SIGN_IN));
        get("/me", cookie, "Sec-Fetch-Site", "same-site").problem(403);
        get("/me", cookie, "Sec-Fetch-Site", "cross-site").problem(403);
        get("/me", cookie, "Sec-Fetch-Site", "none").expect(200);
        get("/health", cookie, "Sec-Fetch-Site", "cross-site").expect(200);
    }

    @Test
    void headersOfProgramsNeedNoSecondProof() {
        assertThat(api.json("PATCH", "/accounts/1", "{\"name\":\"Other\"}").status())
                .isEqualTo(200);
        String cookie = cookie(post(SIGN_IN));
        get("/me", cookie, "Authorization", "Bearer wrong").problem(401);
        api.get("/session").problem(404);
        api.delete("/session").problem(404);
        assertThat(api.get("/me/sessions").expect(200).json().path("items")).isEmpty();
    }

    @Test
    void theKeyIsNewWithEachSignInAndTheOldOneIsOver() {
        String first = cookie(post(SIGN_IN));
        String second = cookie(post(SIGN_IN, "Cookie", first));
        assertThat(second).isNotEqualTo(first);
        get("/me", first).problem(401);
        get("/me", second).expect(200);
        post("{\"login\":\"manager\",\"password\":\"wrong\"}", "Cookie", second).problem(401);
        get("/me", second).expect(200);
    }

    @Test
    void oneSignsOutElsewhereAndEverywhere() {
        Answer here = post(SIGN_IN);
        String token = here.json().path("csrfToken").asText();
        Answer there = post(SIGN_IN);
        Answer viewer = post("{\"login\":\"viewer\",\"password\":\"" + People.PASSWORD + "\"}");
        String others = "/me/sessions/" + viewer.json().path("id").asText();
        change("DELETE", others, cookie(here), "", "X-CSRF-Token", token).problem(404);
        String other = "/me/sessions/" + there.json().path("id").asText();
        change("DELETE", other, cookie(here), "", "X-CSRF-Token", token).expect(204);
        get("/me", cookie(there)).problem(401);
        String third = cookie(post(SIGN_IN));
        change("DELETE", "/me/sessions", cookie(here), "", "X-CSRF-Token", token)
                .expect(204);
        get("/me", third).problem(401);
        get("/me", cookie(here)).problem(401);
        get("/me", cookie(viewer)).expect(200);
    }

    @Test
    void anAdminSignsSomebodyOut() {
        String cookie = cookie(post(SIGN_IN));
        api.delete("/accounts/99/sessions").problem(404);
        api.delete("/accounts/x/sessions").problem(404);
        api.delete("/accounts/1/sessions").expect(204);
        get("/me", cookie).problem(401);
    }

    @Test
    void anotherPasswordLeavesTheSessionThatSetIt() {
        Answer here = post(SIGN_IN);
        String there = cookie(post(SIGN_IN));
        String token = here.json().path("csrfToken").asText();
        change("PATCH", "/accounts/1", cookie(here), "{\"password\":\"lorry blue mornings\"}", "X-CSRF-Token", token)
                .expect(200);
        get("/me", cookie(here)).expect(200);
        get("/me", there).problem(401);
    }

    @Test
    void atLocalhostTheCookieIsPlainAndOverTlsItBelongsToThisHostOnly() {
        assertThat(post(SIGN_IN).header("Set-Cookie")).matches("ripen-local=rps_\\w+; Path=/; HttpOnly; SameSite=Lax");
        Answer behindProxy = post(SIGN_IN, "Origin", "https://ripen.example");
        assertThat(behindProxy.header("Set-Cookie"))
                .matches("__Host-ripen=rps_\\w+; Path=/; Secure; HttpOnly; SameSite=Lax");
        get("/me", cookie(behindProxy)).expect(200);
        assertThat(get("/me", "a=b; " + cookie(behindProxy) + "; c=d").status()).isEqualTo(200);
        get("/me", "x" + cookie(behindProxy)).problem(401);
    }

    @Test
    void withoutTlsNobodySignsInFromAnotherMachine() throws IOException {
        String plain = talk("POST /api/v1/session HTTP/1.1\r\nHost: ripen.example\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\nContent-Length: " + SIGN_IN.length() + "\r\n\r\n" + SIGN_IN);
        assertThat(plain).startsWith("HTTP/1.1 403").contains("https-needed").doesNotContain("Set-Cookie");
        String local = cookie(post(SIGN_IN));
        String elsewhere = talk(
                "GET /api/v1/me HTTP/1.1\r\nHost: ripen.example\r\nConnection: close\r\nCookie: " + local + "\r\n\r\n");
        assertThat(elsewhere).as("a cookie that a neighbour planted").startsWith("HTTP/1.1 401");
    }

    private String talk(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aPageIsNotInterruptedByTheDialogOfTheBrowser() {
        Answer page = api.send(call("/me").header("Sec-Fetch-Dest", "empty").build());
        assertThat(page.problem(401).header("WWW-Authenticate")).startsWith("Session ");
        Answer program = api.send(call("/me").build());
        assertThat(program.problem(401).header("WWW-Authenticate")).startsWith("Basic ");
    }

    @Test
    void guessesAreSlowedDownAndToldAndTheOwnerGetsInAllTheSame() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        int refused = 0;
        try {
            for (int i = 0; i < 60; i++) {
                refused += post("{\"login\":\"Manager\",\"password\":\"guess " + i + "\"}")
                                        .status()
                                == 429
                        ? 1
                        : 0;
            }
        } finally {
            System.setErr(before);
        }
        assertThat(refused).isEqualTo(25);
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("login failed address=127.0.0.1 account=manager failures=1")
                .doesNotContain("guess");
        post("{\"login\":\"viewer\",\"password\":\"" + People.PASSWORD + "\"}").expect(201);
        api.crm.nanos.addAndGet(1_000_000_000);
        String cookie = cookie(post(SIGN_IN));
        for (int i = 0; i < 60; i++) {
            post("{\"login\":\"manager\",\"password\":\"guess\"}");
        }
        get("/me", cookie).expect(200);
        post(SIGN_IN).expect(201);
    }

    @Test
    void aSessionIsRefusedByTheSameRolesAsALogin() {
        String cookie = cookie(post(SIGN_IN));
        assertThat(get("/accounts", cookie).problem(403).json().path("type").asText())
                .isEqualTo("urn:ripen:problem:role");
    }

    @Test
    void whatStrangersSendAsCookiesIsLookedUpOnlySoOften() {
        int turnedAway = 0;
        for (int i = 0; i < 200; i++) {
            turnedAway += get("/me", "ripen-local=rps_guess" + i).status() == 429 ? 1 : 0;
        }
        assertThat(turnedAway).isEqualTo(95);
    }
}
