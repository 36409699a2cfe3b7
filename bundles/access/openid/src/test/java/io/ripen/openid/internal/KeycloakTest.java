package io.ripen.openid.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.ExternalPerson;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A sign-in with a real provider: Keycloak, which the build unpacks, with the realm of {@code ripen-realm.json}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");

    private Process keycloak;
    private String issuer;
    private Console console;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        Path home = Path.of(Objects.requireNonNull(System.getProperty("keycloak.home"), "keycloak.home is not set."));
        Path realms = Files.createDirectories(home.resolve("data/import"));
        try (InputStream realm = KeycloakTest.class.getResourceAsStream("/ripen-realm.json")) {
            Files.copy(
                    Objects.requireNonNull(realm),
                    realms.resolve("ripen-realm.json"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path log = home.resolve("keycloak.log");
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--import-realm")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        keycloak = builder.start();
        issuer = "http://127.0.0.1:" + port + "/realms/ripen";
        awaitStart(log);
        console = new Console().with(Map.of("issuer", issuer, "client_secret", "ripen-secret"));
    }

    private void awaitStart(Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && keycloak.isAlive()) {
            if (isUp()) {
                return;
            }
            keycloak.waitFor(300, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("Keycloak did not start:\n" + Files.readString(log));
    }

    private boolean isUp() {
        try {
            return new Browser()
                            .get(issuer + "/.well-known/openid-configuration")
                            .statusCode()
                    == 200;
        } catch (java.io.UncheckedIOException notYet) {
            return false;
        }
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (console != null) {
            console.close();
        }
        if (keycloak != null) {
            keycloak.descendants().forEach(ProcessHandle::destroy);
            keycloak.destroy();
            if (!keycloak.waitFor(30, TimeUnit.SECONDS)) {
                keycloak.descendants().forEach(ProcessHandle::destroyForcibly);
                keycloak.destroyForcibly();
            }
        }
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(302, 303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /** The provider's page with the form, filled in. */
    private static HttpResponse<String> typed(Browser browser, String address, String password) {
        HttpResponse<String> page = browser.get(address);
        Matcher form = FORM.matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        return browser.post(
                form.group(1).replace("&amp;", "&"),
                Map.of("username", "kim", "password", password, "credentialId", ""));
    }

    @Test
    void kimSignsInWithTheGroupOfTheProvider() {
        Browser browser = new Browser();
        String asked = location(browser.get(console.address("/openid/start?returnTo=/inbox")));
        assertThat(typed(browser, asked, "wrong").statusCode())
                .as("the provider asks again")
                .isEqualTo(200);
        String back = location(typed(browser, asked, "kim-password"));
        assertThat(back).startsWith(console.address("/openid/callback?"));
        HttpResponse<String> in = browser.get(back);
        assertThat(location(in)).isEqualTo(console.address("/inbox"));
        assertThat(browser.jar(console.address(""))).containsOnlyKeys("ripen-local");

        ExternalPerson kim = console.came.get(console.came.size() - 1);
        assertThat(kim.issuer()).isEqualTo(issuer);
        assertThat(kim.subject()).isNotBlank();
        assertThat(kim.login()).isEqualTo("kim");
        assertThat(kim.name()).isEqualTo("Kim Lee");
        assertThat(kim.email()).isEqualTo("kim@example.com");
        assertThat(kim.groups()).isEqualTo(Set.of("North managers"));

        int before = console.came.size();
        assertThat(browser.get(back).statusCode()).as("the code once more").isEqualTo(400);
        assertThat(console.came).hasSize(before);

        String again = location(browser.get(location(browser.get(console.address("/openid/start")))));
        assertThat(location(browser.get(again)))
                .as("signed in at the provider already")
                .isEqualTo(console.address("/"));
        assertThat(console.came.get(before).subject()).isEqualTo(kim.subject());

        String out = location(browser.get(console.address("/openid/signout")));
        assertThat(out).startsWith(issuer + "/protocol/openid-connect/logout?");
    }
}
