package io.ripen.tracking.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** What a person sees and does in a real browser: the page to unsubscribe, and a page of ours with the script and a form. */
class BrowserTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final Web web = new Web();
    private final Server site = new Server(0);
    private ChromeDriver browser;
    /** What Chromium leaves. A socket's path may have 107 characters, so it is none of the build's folders but one that is removed. */
    private Path temporary;

    @BeforeAll
    static void thereIsABrowser() {
        boolean there = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
        // Where everything is to be tested nothing may be left out in silence.
        assertThat(there || System.getenv("RIPEN_NEEDS_BROWSER") == null)
                .as("Install Debian's chromium and chromium-driver; .ci/run does it.")
                .isTrue();
        assumeTrue(there, "No " + CHROMIUM + " and " + DRIVER + ": what needs a browser is not tested here.");
    }

    @BeforeEach
    void open() throws Exception {
        temporary = Files.createTempDirectory(Path.of("/tmp"), "chromium");
        ServletContextHandler pages = new ServletContextHandler();
        pages.addServlet(new ServletHolder(new Shop(port())), "/*");
        site.setHandler(pages);
        site.start();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable",
                "--window-size=900,700",
                "--user-agent=" + Web.BROWSER,
                "--host-resolver-rules=MAP acme.example 127.0.0.1, MAP leads.acme.example 127.0.0.1");
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .withEnvironment(Map.of("TMPDIR", temporary.toString()))
                        .build(),
                options);
        browser.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) {
            browser.quit();
        }
        try (Stream<Path> files = Files.walk(temporary)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
        site.stop();
        web.close();
    }

    private int port() {
        return web.request("/").build().uri().getPort();
    }

    private String leads(String path) {
        return "http://leads.acme.example:" + port() + path;
    }

    private String shop(String path) {
        return "http://acme.example:" + ((ServerConnector) site.getConnectors()[0]).getLocalPort() + path;
    }

    @Test
    void aPersonUnsubscribesByKeyboardAndLookingAtThePageChangesNothing() {
        browser.get(leads("/t/u/" + Web.TOKEN));
        assertThat(browser.findElement(By.tagName("h1")).getText()).isNotBlank();
        assertThat(browser.findElement(By.tagName("main")).getText()).contains("a•••@example.com");
        shoot("unsubscribe-light");
        dark();
        shoot("unsubscribe-dark");
        assertThat(browser.findElement(By.tagName("body")).getCssValue("background-color"))
                .isEqualTo("rgba(22, 22, 22, 1)");
        browser.navigate().refresh();
        assertThat(web.unsubscribed).isEmpty();

        // The first thing that the keyboard reaches is the button, and one sees that it did.
        browser.switchTo().activeElement().sendKeys(Keys.TAB);
        assertThat(browser.switchTo().activeElement().getTagName()).isEqualTo("button");
        assertThat(browser.switchTo().activeElement().getCssValue("outline-style"))
                .isEqualTo("solid");
        shoot("unsubscribe-focus");
        browser.switchTo().activeElement().sendKeys(Keys.ENTER);

        await().atMost(Duration.ofSeconds(20)).until(() -> !web.unsubscribed.isEmpty());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> browser.findElements(By.tagName("button")).isEmpty());
        shoot("unsubscribed-dark");
        assertThat(web.unsubscribed).hasSize(1);
        assertThat(browser.findElement(By.tagName("html")).getDomAttribute("lang"))
                .isEqualTo("en");
    }

    @Test
    void theScriptReportsThePagesOfAVisitorWhoCameByALinkAndHidesTheToken() {
        browser.get(shop("/pricing?plan=gold&rp=VISITORVISITOR#top"));
        Event first = arrived(1).get(0);
        assertThat(first.type()).isEqualTo("page.viewed");
        assertThat(first.contact()).isEqualTo(new ContactId(7));
        assertThat(first.data().toString())
                .contains("/pricing")
                .contains("Prices")
                .doesNotContain("VISITORVISITOR");
        assertThat(browser.getCurrentUrl()).endsWith("/pricing?plan=gold#top");

        // On the next page the cookie speaks.
        browser.get(shop("/case-study"));
        assertThat(arrived(2).get(1).data().toString()).contains("/case-study");
    }

    @Test
    void whoNobodyKnowsIsNotReported() {
        browser.get(shop("/pricing"));
        browser.executeScript("window.ripen.view()");
        browser.get(shop("/pricing?rp=VISITORVISITOR"));
        assertThat(arrived(1))
                .singleElement()
                .satisfies(event -> assertThat(event.contact()).isEqualTo(new ContactId(7)));
    }

    @Test
    void aFormThatSomebodyFillsInArrives() {
        browser.get(shop("/contact"));
        browser.findElement(By.name("firstName")).sendKeys("Bea");
        browser.findElement(By.name("email")).sendKeys("bea@example.com");
        browser.findElement(By.name("message")).sendKeys("Call me, please", Keys.TAB, Keys.ENTER);

        Event event = arrived(1).get(0);
        assertThat(event.type()).isEqualTo("form.submitted");
        assertThat(event.data().toString()).contains("Call me, please");
        assertThat(web.drafts)
                .singleElement()
                .satisfies(draft -> assertThat(draft.toString()).contains("bea@example.com"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> browser.getCurrentUrl().contains("/t/f/open"));
        shoot("thanks-light");
    }

    private List<Event> arrived(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> web.events().size() >= count);
        assertThat(web.events()).hasSize(count);
        return web.events();
    }

    private void dark() {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    private void shoot(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "screenshots"));
            File shot = browser.getScreenshotAs(OutputType.FILE);
            Files.copy(shot.toPath(), folder.resolve(name + ".png"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A site of the team's own, as its web designer would make it. */
    private static final class Shop extends HttpServlet {
        private static final long serialVersionUID = 1;
        private final int leads;

        Shop(int leads) {
            this.leads = leads;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String address = "http://leads.acme.example:" + leads;
            String body = request.getPathInfo().equals("/contact")
                    ? "<form method=\"post\" action=\"" + address + "/t/f/open\"><input name=\"firstName\">"
                            + "<input name=\"email\" type=\"email\"><input name=\"message\"><button>Send</button></form>"
                    : "<h1>Prices</h1><script src=\"" + address + "/t/s.js\" async></script>";
            response.setContentType("text/html; charset=utf-8");
            response.getOutputStream()
                    .write(("<!doctype html><title>Prices</title>" + body).getBytes(StandardCharsets.UTF_8));
        }
    }
}
