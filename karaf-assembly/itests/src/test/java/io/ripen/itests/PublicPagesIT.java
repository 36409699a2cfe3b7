package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;

/** Doors without a login, through the container's own HTTP: the page to unsubscribe as a lead sees it, and webhooks. */
@ExtendWith(RipenExtension.class)
class PublicPagesIT {
    private static final String SEQUENCE = "it-public";
    private static final String FOLDER = "sequences/" + SEQUENCE + "/";
    private static final Pattern UNSUBSCRIBE = Pattern.compile("https?://\\S+/t/u/\\S+");
    private static final String SECRET = "secret-of-the-shop-in-the-tests";
    private static final String TOKEN = "token-of-the-calendar-in-the-tests";

    private Ripen ripen;
    private Leads leads;
    private Path shop;
    private Path calendar;

    @BeforeEach
    void begin(Ripen ripen) {
        this.ripen = ripen;
        this.leads = new Leads(ripen);
        this.shop = ripen.home().resolve("etc/io.ripen.hooks-it-shop.cfg");
        this.calendar = ripen.home().resolve("etc/io.ripen.hooks-it-calendar.cfg");
    }

    @AfterEach
    void removeTheFiles() throws IOException {
        ripen.routes().remove(FOLDER);
        Files.deleteIfExists(shop);
        Files.deleteIfExists(calendar);
    }

    @Test
    void aLeadUnsubscribesByTheLinkOfAMail() {
        try (Chromium chromium = Chromium.open()) {
            deployTwoMails();
            String ann = create("it-public-ann@example.com");
            leads.awaitAt(ann, SEQUENCE, "pause");
            String address = link("it-public-ann@example.com");
            assertThat(address).startsWith(ripen.publicUrl() + "/t/u/");
            ChromeDriver page = chromium.driver();

            page.get(address);
            assertThat(page.findElement(By.tagName("main")).getText()).contains("i•••@example.com");
            lookAt(chromium, "karaf-unsubscribe");
            page.navigate().refresh();
            assertThat(suppressed(ann)).as("looking changes nothing").isEmpty();
            assertThat(leads.enrollment(ann, SEQUENCE).get("state").asText()).isNotEqualTo("STOPPED");

            page.findElement(By.tagName("button")).sendKeys(Keys.ENTER);
            Leads.soon("the page that says so", () -> page.findElements(By.tagName("button")), List::isEmpty);
            lookAt(chromium, "karaf-unsubscribed");

            assertThat(suppressed(ann)).contains("it-public-ann@example.com");
            leads.awaitState(ann, SEQUENCE, "STOPPED");
            assertThat(leads.received("it-public-ann@example.com")).hasSize(1);
            assertThat(ripen.http().get("/api/v1/contacts/" + ann + "/consent").body())
                    .contains("\"state\":\"out\"");

            // Who opens the mail again is told so, and a link that was cut off leads nowhere.
            page.get(address);
            assertThat(page.findElement(By.tagName("h1")).getText()).isEqualTo("You are unsubscribed");
            page.get(address.substring(0, address.length() - 3));
            assertThat(page.findElement(By.tagName("h1")).getText()).isEqualTo("This address leads nowhere");
            lookAt(chromium, "karaf-nowhere");
        }
    }

    @Test
    void aMailProgramUnsubscribesInOneClick() {
        deployTwoMails();
        String bob = create("it-public-bob@example.com");
        leads.awaitAt(bob, SEQUENCE, "pause");
        String path = URI.create(link("it-public-bob@example.com")).getPath();

        for (String looking : List.of("GET", "HEAD")) {
            assertThat(ripen.http().anonymous().send(looking, path, null, null).status())
                    .isEqualTo(200);
        }
        assertThat(suppressed(bob)).isEmpty();
        Answer answer = ripen.http().anonymous().form(path, Map.of("List-Unsubscribe", "One-Click"), Map.of());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(suppressed(bob)).contains("it-public-bob@example.com");
    }

    @Test
    void aWebhookCountsOnceAndOnlyWithItsSignature() throws Exception {
        Files.writeString(shop, """
                name = it-shop
                event = it.bought
                secret = %s
                email = /order/customer/email
                id = /order/id
                data = /order
                """.formatted(SECRET));
        String ann = create("it-hook-ann@example.com");
        String body =
                "{\"order\":{\"id\":\"it-1\",\"total\":1200,\"customer\":{\"email\":\"it-hook-ann@example.com\"}}}";

        awaitServed("it-shop");
        assertThat(hook("it-shop", body, Map.of()).status()).isEqualTo(403);
        assertThat(hook("it-shop", body, Map.of("X-Hub-Signature-256", signature("another secret of 16", body)))
                        .status())
                .isEqualTo(403);
        assertThat(hook("it-shop", body.replace("1200", "9999"), Map.of("X-Hub-Signature-256", signature(SECRET, body)))
                        .status())
                .as("signed for another body")
                .isEqualTo(403);
        assertThat(taken(ann, "it.bought")).isZero();

        Answer first = hook("it-shop", body, Map.of("X-Hub-Signature-256", signature(SECRET, body)));
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(hook("it-shop", body, Map.of("X-Hub-Signature-256", signature(SECRET, body)))
                        .body())
                .contains("before");
        assertThat(taken(ann, "it.bought")).isEqualTo(1);

        assertThat(hook("it-shop", "{", Map.of("X-Hub-Signature-256", signature(SECRET, "{")))
                        .status())
                .isEqualTo(400);
        assertThat(ripen.http().anonymous().get("/hooks/it-shop").status()).isEqualTo(405);
    }

    @Test
    void aWebhookWithATokenOfItsOwnHeader() throws IOException {
        Files.writeString(calendar, """
                name = it-calendar
                event = appointment.booked
                token = %s
                tokenHeader = X-Calendar-Token
                email = /email
                """.formatted(TOKEN));
        String ann = create("it-calendar-ann@example.com");
        String body = "{\"email\":\"it-calendar-ann@example.com\"}";

        awaitServed("it-calendar");
        assertThat(hook("it-calendar", body, Map.of("X-Calendar-Token", TOKEN.substring(1)))
                        .status())
                .isEqualTo(403);
        assertThat(hook("it-calendar", body, Map.of("Authorization", "Bearer " + TOKEN))
                        .status())
                .as("the wrong header")
                .isEqualTo(403);
        assertThat(taken(ann, "appointment.booked")).isZero();
        Answer answer = hook("it-calendar", body, Map.of("X-Calendar-Token", TOKEN));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(taken(ann, "appointment.booked")).isEqualTo(1);
    }

    private void deployTwoMails() {
        for (String name : List.of("first", "second")) {
            ripen.routes()
                    .put(
                            FOLDER + name + ".email",
                            "Subject: " + name + "\n\nHello there.\n\nNo more: {{unsubscribe}}\n");
        }
        ripen.routes().put(FOLDER + SEQUENCE + ".xml", """
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="it-public" description="Two mails">
                            <from uri="sequence:it-public?on=contact.created&amp;tag=it-public&amp;exitOn=opt-out"/>
                            <to id="first" uri="email:first"/>
                            <to id="pause" uri="wait:3 days"/>
                            <to id="second" uri="email:second"/>
                          </route>
                        </routes>
                        """);
        leads.awaitDeployed(SEQUENCE);
    }

    private String link(String address) {
        Matcher link = UNSUBSCRIBE.matcher(leads.received(address).get(0));
        assertThat(link.find()).as("a link to unsubscribe").isTrue();
        return link.group();
    }

    /** By day, by night, and on a phone. */
    private static void lookAt(Chromium chromium, String name) {
        chromium.shoot(name + "-light");
        chromium.dark(true).shoot(name + "-dark");
        chromium.size(320, 568, true).shoot(name + "-narrow");
        assertThat(chromium.isTooWide()).isFalse();
        chromium.dark(false).size(900, 700, false);
    }

    private List<String> suppressed(String contact) {
        JsonNode standing =
                ripen.http().get("/api/v1/contacts/" + contact + "/consent").json();
        return standing.get("suppressed").findValuesAsText("address");
    }

    private String create(String email) {
        Answer answer =
                ripen.http().post("/api/v1/contacts", "{\"email\":\"" + email + "\",\"tags\":[\"" + SEQUENCE + "\"]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asText();
    }

    /** A file of etc takes a moment to be read. */
    private void awaitServed(String name) {
        Leads.soon("the hook " + name, () -> hook(name, "{}", Map.of()).status(), status -> status == 403);
    }

    private Answer hook(String name, String body, Map<String, String> headers) {
        return ripen.http().anonymous().send("POST", "/hooks/" + name, "application/json", body, headers);
    }

    /** How many such events the lead has had. */
    private int taken(String contact, String type) {
        return leads.told(contact, "event", type).size();
    }

    private static String signature(String secret, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
