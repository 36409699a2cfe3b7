package io.ripen.tracking.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.event.EventTypes;
import io.ripen.score.DecayingScore;
import io.ripen.tracking.Engagement;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingServletTest {
    private static final String T = Web.TOKEN;
    private final Web web = new Web();

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void thePixelIsAGifThatNobodyKeeps() {
        HttpResponse<String> answer = web.get("/t/o/" + T + ".gif");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("GIF89a");
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(web.opens).singleElement().satisfies(sight -> {
            assertThat(sight.engagement()).isEqualTo(Engagement.HUMAN);
            assertThat(sight.agent()).isEqualTo("Chrome on Windows");
            assertThat(sight.fingerprint()).doesNotContain("127.0.0.1");
        });
    }

    @Test
    void aForgedPixelAndABrokenDatabaseGiveTheGifAllTheSame() {
        assertThat(web.get("/t/o/forged.gif").body()).startsWith("GIF89a");
        web.away = true;
        assertThat(web.get("/t/o/" + T + ".gif").body()).startsWith("GIF89a");
        assertThat(web.opens).isEmpty();
    }

    @Test
    void aClickLeadsToTheTargetAndCarriesTheVisitorToOurOwnPagesOnly() {
        HttpResponse<String> ours = web.get("/t/c/" + T);
        assertThat(ours.statusCode()).isEqualTo(302);
        assertThat(ours.headers().firstValue("Location"))
                .contains("https://acme.example/pricing?utm_source=mail&rp=VISITORVISITOR#top");
        assertThat(ours.headers().firstValue("Cache-Control")).contains("no-store");
        for (String elsewhere : new String[] {
            "https://acme.example.evil.example/", "https://evil.example/?acme.example", "https://notacme.example/"
        }) {
            web.target = elsewhere;
            assertThat(web.get("/t/c/" + T).headers().firstValue("Location")).contains(elsewhere);
        }
        web.target = "https://shop.acme.example";
        assertThat(web.get("/t/c/" + T).headers().firstValue("Location"))
                .contains("https://shop.acme.example?rp=VISITORVISITOR");
    }

    @Test
    void nothingInTheRequestChangesWhereAClickLeads() {
        String tricks = "?url=https://evil.example&u=//evil.example&redirect=javascript:alert(1)&to=%0d%0aX:1";
        assertThat(web.get("/t/c/" + T + tricks, "X-Forwarded-Host", "evil.example")
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .startsWith("https://acme.example/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/t/c/forged",
                "/t/c/",
                "/t/c",
                "/t/",
                "/t/x/abc",
                "/t/c/https%3A%2F%2Fevil.example",
                "/t/c/%2F%2Fevil.example",
                "/t/c/a%0d%0aLocation:%20https://evil.example",
                "/t/o/" + Web.TOKEN,
                "/t/c/" + Web.TOKEN + ".gif",
                "/t/c/" + Web.TOKEN + "/x",
                "/t/f/unknown",
                "/t/u/forged",
                "/t/c/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatIsNotOursIsAPlainPageThatSaysSo(String path) {
        HttpResponse<String> answer = web.get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.body()).contains("<h1>").doesNotContain("evil");
        assertThat(web.clicks).isEmpty();
    }

    /** What mail programs, phones and messengers take for a part of the address when it stands behind it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                ",",
                ")",
                "%5D",
                "%22",
                "'",
                ";",
                "!",
                "%3E",
                "...",
                ").",
                "*",
                "**",
                "_",
                "-",
                "--",
                "=",
                "/",
                "&amp;utm=x",
                "%E3%80%82", // 。
                "%EF%BC%8C", // ，
                "%EF%BC%89", // ）
                "%E3%80%8D", // 」
                "%E2%80%9D", // ”
                "%C2%BB", // »
                "%E2%80%A6", // …
                "%E2%80%94", // —
                "%E3%80%82%E8%B0%A2%E8%B0%A2", // 。谢谢, where no blank ends an address
                "%E2%80%8B", // a blank of no width
                "%C2%A0",
                "%20",
                ".Thanks"
            })
    void whatStandsBehindALinkDoesNotBreakIt(String behind) {
        assertThat(web.get("/t/c/" + T + behind).headers().firstValue("Location"))
                .as(behind)
                .hasValueSatisfying(location -> assertThat(location).startsWith("https://acme.example/pricing"));
        assertThat(web.clicks).hasSize(1);
        assertThat(web.get("/t/u/" + T + behind).body()).contains("Unsubscribe from");
        assertThat(web.unsubscribed).isEmpty();
        assertThat(web.form("/t/u/" + T + behind, "List-Unsubscribe=One-Click").statusCode())
                .isEqualTo(200);
        assertThat(web.unsubscribed).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /t/c/" + Web.TOKEN,
        "PUT, /t/c/" + Web.TOKEN,
        "DELETE, /t/u/" + Web.TOKEN,
        "POST, /t/o/" + Web.TOKEN + ".gif",
        "GET, /t/v",
        "GET, /t/f/demo",
        "PUT, /t/f/demo",
        "POST, /t/s.js",
        "OPTIONS, /t/u/" + Web.TOKEN
    })
    void aWrongMethodChangesNothing(String method, String path) {
        HttpResponse<String> answer = web.send(web.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString("List-Unsubscribe=One-Click&email=a@example.com")));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).isPresent();
        assertThat(web.unsubscribed).isEmpty();
        assertThat(web.clicks).isEmpty();
        assertThat(web.events()).isEmpty();
    }

    @Test
    void aHeadRequestIsAMachines() {
        assertThat(web.send(web.request("/t/c/" + T).method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(302);
        assertThat(web.clicks).singleElement().satisfies(sight -> {
            assertThat(sight.engagement()).isEqualTo(Engagement.MACHINE);
            assertThat(sight.reason()).isEqualTo("head-request");
        });
    }

    @Test
    void aMachineGetsNoVisitorToken() {
        assertThat(web.get("/t/c/" + T, "User-Agent", "curl/8.1").headers().firstValue("Location"))
                .contains(web.target);
    }

    @Test
    void theHiddenLinkLeadsNowhere() {
        web.target = "";
        HttpResponse<String> answer = web.get("/t/c/" + T);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void readingTheUnsubscribePageChangesNothingHoweverOften() {
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> page = web.get("/t/u/" + T + "?List-Unsubscribe=One-Click&confirm=yes");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("<html lang=\"en\">", "<form method=\"post\">", "<button type=\"submit\">Unsubscribe")
                    .contains("Acme &amp; &lt;Co&gt;", "a•••@example.com")
                    .doesNotContain("ann@example.com");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'");
        }
        web.send(web.request("/t/u/" + T).method("HEAD", BodyPublishers.noBody()));
        assertThat(web.unsubscribed).isEmpty();
    }

    @Test
    void oneClickAndTheButtonUnsubscribeAndMayBeRepeated() {
        assertThat(web.form("/t/u/" + T, "List-Unsubscribe=One-Click").statusCode())
                .isEqualTo(200);
        String parts = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
        assertThat(web.post("/t/u/" + T, "multipart/form-data; boundary=b", parts, "User-Agent", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(web.form("/t/u/" + T, "confirm=yes").body()).contains("You are unsubscribed");
        assertThat(web.unsubscribed).containsExactly("one-click", "one-click", "page");
        assertThat(web.get("/t/u/" + T).body()).contains("You are unsubscribed").doesNotContain("<form");
    }

    @Test
    void anUnsubscribeWithoutItsWordsOrTokenOrDatabaseChangesNothing() {
        assertThat(web.form("/t/u/" + T, "").statusCode()).isEqualTo(400);
        assertThat(web.form("/t/u/" + T, "x=" + "y".repeat(100_000)).statusCode())
                .isEqualTo(413);
        assertThat(web.form("/t/u/forged", "List-Unsubscribe=One-Click").statusCode())
                .isEqualTo(404);
        assertThat(web.unsubscribed).isEmpty();
        web.away = true;
        HttpResponse<String> later = web.form("/t/u/" + T, "List-Unsubscribe=One-Click");
        assertThat(later.statusCode()).isEqualTo(503);
        assertThat(later.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aPageViewOfAKnownVisitorIsKept() {
        String view =
                "{\"visitor\":\"VISITORVISITOR\",\"url\":\"https://www.acme.example/pricing?a=1&rp=VISITORVISITOR#x\","
                        + "\"title\":\"Prices\",\"referrer\":\"https://search.example/?q=x\",\"email\":\"eve@example.com\"}";
        for (int i = 0; i < 3; i++) {
            assertThat(web.post("/t/v", "text/plain;charset=UTF-8", view).statusCode())
                    .isEqualTo(204);
        }
        assertThat(web.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventTypes.PAGE_VIEWED);
            assertThat(event.contact().value()).isEqualTo(7);
            assertThat(event.data())
                    .containsEntry("page", "/pricing")
                    .containsEntry("url", "https://www.acme.example/pricing?a=1#x")
                    .containsEntry("title", "Prices")
                    .containsEntry("referrer", "https://search.example/?q=x")
                    .doesNotContainValue("eve@example.com");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://my_shop.acme.example/p /p",
                "https://my_shop.acme.example:8443/p /p",
                "https://acme.example/a|b?x={y}^z /a|b",
                "https://acme.example/p?q=%C3%A9%C /p",
                "https://acme.example/f?filter[size]=9 /f",
                "https://acme.example/%E4%BE%A1 /価"
            })
    void anAddressAsBrowsersWriteItIsAPage(String url, String page) {
        assertThat(web.post("/t/v", "text/plain", "{\"visitor\":\"VISITORVISITOR\",\"url\":\"" + url + "\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(web.events())
                .singleElement()
                .satisfies(event -> assertThat(event.data()).containsEntry("page", page));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"url\":\"https://acme.example/\",\"email\":\"ann@example.com\"}",
                "{\"visitor\":\"forgedforged\",\"url\":\"https://acme.example/\"}",
                "{\"visitor\":\"\",\"url\":\"https://acme.example/\"}",
                "{\"visitor\":\"VISITORVISITOR\",\"url\":\"https://evil.example/\"}",
                "{\"visitor\":\"VISITORVISITOR\",\"url\":\"javascript:alert(1)\"}",
                "{\"visitor\":\"VISITORVISITOR\"}",
                "[1]",
                "nonsense",
                "",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}"
            })
    void whoIsNotKnownByATokenIsNobody(String view) {
        assertThat(web.post("/t/v", "text/plain", view).statusCode()).isIn(204, 400, 403);
        assertThat(web.events()).isEmpty();
    }

    @Test
    void whoAsksNotToBeTrackedIsNotAndMachinesAreNoVisitors() {
        String view = "{\"visitor\":\"VISITORVISITOR\",\"url\":\"https://acme.example/\"}";
        web.post("/t/v", "text/plain", view, "DNT", "1");
        web.post("/t/v", "text/plain", view, "Sec-GPC", "1");
        web.post("/t/v", "text/plain", view, "User-Agent", "Googlebot/2.1");
        assertThat(web.events()).isEmpty();
        assertThat(web.post("/t/v", "text/plain", "{\"x\":\"" + "y".repeat(100_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void theScriptIsServedAndRespectsThePersonsWish() {
        HttpResponse<String> script = web.get("/t/s.js");
        assertThat(script.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        assertThat(script.body()).contains("globalPrivacyControl", "doNotTrack", "sendBeacon");
        assertThat(script.body().length()).isLessThan(4_000);
    }

    @Test
    void aFormMakesTheContactByItsOwnSettingsAndLeadsToTheConfiguredPage() {
        HttpResponse<String> answer = web.form(
                "/t/f/demo",
                "email=Bob%40example.com&first_name=Bob&budget=10k&tags=vip&source=evil&team=other"
                        + "&redirect=https://evil.example&thankYou=https://evil.example",
                "Origin",
                "https://acme.example");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("https://acme.example/thanks");
        assertThat(web.drafts).singleElement().satisfies(draft -> {
            assertThat(draft.email()).isEqualTo("Bob@example.com");
            assertThat(draft.firstName()).isEqualTo("Bob");
            assertThat(draft.tags()).containsExactly("demo");
            assertThat(draft.source()).isEqualTo("form:demo");
            assertThat(draft.team().value()).isEqualTo("default");
        });
        assertThat(web.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventTypes.FORM_SUBMITTED);
            assertThat(event.data()).containsEntry("form", "demo");
            assertThat(event.data().get("fields"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .containsEntry("budget", "10k")
                    .containsEntry("email", "Bob@example.com");
        });
    }

    @Test
    void aSecondEntryChangesNoContactAndTheSameTwiceCountsOnce() {
        for (int i = 0; i < 3; i++) {
            web.form("/t/f/open", "email=bob@example.com&message=hi&other=x");
        }
        web.form("/t/f/open", "email=ann@example.com&message=hello&name=Mallory");
        assertThat(web.drafts).hasSize(1);
        assertThat(web.events()).hasSize(2);
        assertThat(web.events().get(1).contact().value()).isEqualTo(7);
        assertThat(web.events().get(0).data().get("fields"))
                .isEqualTo(Map.of("email", "bob@example.com", "message", "hi"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T10:00:59.700Z, 600, 1", "2026-03-02T10:00:59.999Z, 2, 1", "2026-03-02T23:59:59.700Z, 600, 1",
        "2026-03-02T10:00:09.900Z, 200, 1", "2026-03-02T10:00:00Z, 59000, 1", "2026-03-02T10:00:00Z, 71000, 2",
        "2026-03-02T10:00:30Z, 0, 1", "2026-03-02T10:00:01Z, 3600000, 2"
    })
    void theSameEntryWithinAMinuteCountsOnceWhereverTheMinuteBegins(String first, long millis, int entries) {
        web.now = Instant.parse(first);
        web.form("/t/f/open", "email=bob@example.com&message=hi");
        web.now = web.now.plusMillis(millis);
        web.form("/t/f/open", "email=bob@example.com&message=hi");
        assertThat(web.events()).hasSize(entries);
    }

    /** Two by one visitor at once, on both sides of the ten seconds that an entry's id goes by. */
    @Test
    void theSameEntryOfAVisitorAtTheSameMomentCountsOnce() {
        web.now = Instant.parse("2026-03-02T10:00:09.800Z");
        web.inQueue = what -> {
            web.inQueue = unused -> {};
            CompletableFuture.runAsync(() -> web.form("/t/f/open", "rp=VISITORVISITOR&message=hi"))
                    .join();
            web.now = web.now.plusMillis(600);
        };
        web.form("/t/f/open", "rp=VISITORVISITOR&message=hi");
        assertThat(web.queued).hasSize(2).containsOnly(web.queued.get(0));
        assertThat(web.events()).hasSize(1);
        web.form("/t/f/open", "rp=VISITORVISITOR&message=bye");
        assertThat(web.events()).as("another entry").hasSize(2);
    }

    @Test
    void aFormThatOnlyFindsMakesNobodyAndItsEntryWaits() {
        web.servlet.addForm(Web.form(Map.of("name", "finds", "contact", "find")));
        assertThat(web.form("/t/f/finds", "email=bea@example.com&message=hi").statusCode())
                .isEqualTo(200);
        assertThat(web.drafts).isEmpty();
        assertThat(web.events()).singleElement().satisfies(event -> {
            assertThat(event.contact()).isNull();
            assertThat(event.address()).isEqualTo("bea@example.com");
        });
        assertThatThrownBy(() -> Web.form(Map.of("name", "a", "known", "maybe")))
                .hasMessageContaining("leave, fill, update");
        assertThatThrownBy(() -> Web.form(Map.of("name", "a", "match", new String[] {"name"})))
                .hasMessageContaining("email, phone");
    }

    @Test
    void theCrmsIdStaysFreeForTheCrm() {
        web.form("/t/f/demo", "email=bob@example.com");
        assertThat(web.drafts.get(0).externalId()).isNull();
    }

    @Test
    void aFormTakesJsonFromItsOriginsAndSaysSo() {
        HttpResponse<String> may = web.send(web.request("/t/f/demo")
                .header("Origin", "https://acme.example")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(may.statusCode()).isEqualTo(204);
        assertThat(may.headers().firstValue("Access-Control-Allow-Origin")).contains("https://acme.example");
        HttpResponse<String> answer = web.post(
                "/t/f/demo",
                "application/json",
                "{\"email\":\"bob@example.com\",\"name\":\"Bob van Dyke\",\"n\":3,\"deep\":{\"x\":1}}",
                "Origin",
                "https://acme.example");
        assertThat(answer.body()).isEqualTo("{\"ok\":true}");
        assertThat(web.drafts.get(0).firstName()).isEqualTo("Bob van");
        assertThat(web.drafts.get(0).lastName()).isEqualTo("Dyke");
        HttpResponse<String> evil = web.post(
                "/t/f/demo", "application/json", "{\"email\":\"eve@example.com\"}", "Origin", "https://evil.example");
        assertThat(evil.statusCode()).isEqualTo(403);
        assertThat(evil.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(web.drafts).hasSize(1);
    }

    @Test
    void numbersInAFormsJsonAreKeptAsPeopleWriteThem() {
        web.post(
                "/t/f/demo",
                "application/json",
                "{\"email\":\"bob@example.com\",\"budget\":98000000.25,\"rooms\":3,\"rate\":0.00025,\"price\":2300.00,"
                        + "\"big\":1.2e10,\"agreed\":true}");
        assertThat(web.events())
                .singleElement()
                .satisfies(event -> assertThat(event.data().get("fields"))
                        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                        .containsEntry("budget", "98000000.25")
                        .containsEntry("rooms", "3")
                        .containsEntry("rate", "0.00025")
                        .containsEntry("price", "2300")
                        .containsEntry("big", "12000000000")
                        .containsEntry("agreed", "true"));
    }

    @Test
    void whoFillsInWhatPeopleDoNotSeeIsThankedAndForgotten() {
        assertThat(web.form("/t/f/open", "email=bot@example.com&website_url=http://spam.example")
                        .statusCode())
                .isEqualTo(200);
        assertThat(web.drafts).isEmpty();
        assertThat(web.events()).isEmpty();
    }

    @Test
    void aFormWithoutAnAddressNeedsAKnownVisitor() {
        assertThat(web.form("/t/f/open", "message=hi").statusCode()).isEqualTo(422);
        assertThat(web.form("/t/f/open", "message=hi&rp=forgedforged").statusCode())
                .isEqualTo(422);
        assertThat(web.form("/t/f/open", "message=hi&rp=VISITORVISITOR").statusCode())
                .isEqualTo(200);
        assertThat(web.events()).singleElement().satisfies(event -> {
            assertThat(event.contact().value()).isEqualTo(7);
            assertThat(event.data().get("fields")).isEqualTo(Map.of("message", "hi"));
        });
    }

    @Test
    void aFormThatIsTooLongOrOfAnotherKindIsRefused() {
        assertThat(web.form("/t/f/open", "email=a@example.com&message=" + "x".repeat(100_000))
                        .statusCode())
                .isEqualTo(413);
        assertThat(web.form("/t/f/open", "a".repeat(1) + "&b=1".repeat(1) + fields(100))
                        .statusCode())
                .isEqualTo(413);
        assertThat(web.form("/t/f/open", "email=%zz").statusCode()).isEqualTo(400);
        assertThat(web.post("/t/f/open", "multipart/form-data; boundary=b", "--b--")
                        .statusCode())
                .isEqualTo(415);
        web.away = true;
        assertThat(web.form("/t/f/open", "email=bob@example.com").statusCode()).isEqualTo(503);
        assertThat(web.events()).isEmpty();
    }

    /** A client that is slow and writes all before it reads: a reset would take the answer from it. */
    @Test
    void whoSendsTooMuchIsStillToldWhy() throws Exception {
        int port = web.request("/").build().uri().getPort();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(200);
            OutputStream out = socket.getOutputStream();
            byte[] piece = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
            out.write(("POST /t/f/open HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 300000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(piece);
            InputStream in = socket.getInputStream();
            assertThatThrownBy(in::read).as("answered before all was read").isInstanceOf(SocketTimeoutException.class);
            out.write(piece);
            out.write(piece);
            socket.setSoTimeout(20_000);
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 413");
        }
    }

    private static String fields(int count) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < count; i++) {
            fields.append("&f").append(i).append("=1");
        }
        return fields.toString();
    }

    /** Java's own client would not send it. */
    @Test
    void lineBreaksInAPathBringNoHeader() throws Exception {
        int port = web.request("/").build().uri().getPort();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET /t/c/x%0d%0aSet-Cookie:a=b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 4")
                    .doesNotContain("Set-Cookie: a")
                    .doesNotContain("Set-Cookie:a");
        }
    }

    @Test
    void whoSendsVeryMuchIsAskedToWait() {
        int refused = 0;
        for (int i = 0; i < 40; i++) {
            HttpResponse<String> answer = web.form("/t/f/open", "email=bob@example.com&message=" + i);
            refused += answer.statusCode() == 429 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(10);
        assertThat(web.form("/t/f/open", "email=bob@example.com", Web.FROM, "203.0.113.9")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void oneVisitorReportsSoManyViewsAndScoresByTheFirst() {
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            String view = "{\"visitor\":\"VISITORVISITOR\",\"url\":\"https://acme.example/pricing/" + i + "\"}";
            refused += web.post("/t/v", "text/plain", view, Web.FROM, "203.0.113." + i % 50)
                                    .statusCode()
                            == 429
                    ? 1
                    : 0;
        }
        assertThat(refused).isEqualTo(180);
        assertThat(web.events()).hasSize(20);
        assertThat(web.events().stream().filter(event -> !event.data().containsKey(DecayingScore.UNSCORED)))
                .hasSize(10);
    }

    @Test
    void oneAddressReportsSoManyViews() {
        int refused = 0;
        for (int i = 0; i < 320; i++) {
            refused += web.post("/t/v", "text/plain", "{\"visitor\":\"x\",\"url\":\"https://acme.example/\"}")
                                    .statusCode()
                            == 429
                    ? 1
                    : 0;
        }
        assertThat(refused).isEqualTo(20);
    }

    @Test
    void aFormTakesNumbersOfItsCountriesOnly() {
        web.servlet.addForm(Web.form(Map.of("name", "us", "callingCodes", new String[] {"1, +44"})));
        int number = 0;
        for (String taken : List.of("+1 (415) 555-0100", "0044 20 7946 0000", "415 555 0100", "011 44 20 7946 0001")) {
            assertThat(web.form("/t/f/us", "email=n" + number++ + "@example.com&phone=" + encoded(taken))
                            .statusCode())
                    .as(taken)
                    .isEqualTo(200);
        }
        int before = web.drafts.size();
        for (String dear :
                List.of("+882 16 5555 0100", "00 7 495 123 45 67", "011 252 61 555010", "+(371) 2 0000000")) {
            assertThat(web.form("/t/f/us", "email=n" + number++ + "@example.com&phone=" + encoded(dear))
                            .statusCode())
                    .as(dear)
                    .isEqualTo(200);
            assertThat(web.drafts.get(web.drafts.size() - 1).phone()).as(dear).isNull();
            assertThat(web.drafts.get(web.drafts.size() - 1).fields()).containsEntry("phone_note", dear);
        }
        assertThat(web.drafts).hasSize(before + 4);
        assertThat(web.form("/t/f/us", "phone=" + encoded("+882 16 5555 0100")).statusCode())
                .isEqualTo(422);
        assertThatThrownBy(() -> Web.form(Map.of("name", "a", "callingCodes", new String[] {"US"})))
                .hasMessageContaining("callingCodes")
                .hasMessageContaining("'US'");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void listsMayStandInOneTextWithCommas() {
        assertThat(Lists.of("a, b ,,c", " d")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aFormThatIsConfiguredWrongIsNotServed() {
        assertThatThrownBy(() -> Web.form(Map.of("name", "A B"))).hasMessageContaining("'A B'");
        assertThatThrownBy(() -> Web.form(Map.of("name", "a", "thankYou", "javascript:alert(1)")))
                .hasMessageContaining("thankYou");
    }
}
