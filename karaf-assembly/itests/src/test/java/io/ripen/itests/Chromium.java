package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A lead's browser. What it shows is kept in {@code target/screenshots}. */
final class Chromium implements AutoCloseable {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final ChromeDriver driver;
    private final Path temporary;

    private Chromium(ChromeDriver driver, Path temporary) {
        this.driver = driver;
        this.temporary = temporary;
    }

    /** Opens one; leaves the test out where there is none, unless {@code RIPEN_NEEDS_BROWSER} is set. */
    static Chromium open() {
        boolean there = Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
        assertThat(there || System.getenv("RIPEN_NEEDS_BROWSER") == null)
                .as("Install Debian's chromium and chromium-driver; .ci/run does it.")
                .isTrue();
        assumeTrue(there, "No " + BROWSER + " and " + DRIVER + ": what needs a browser is not tested here.");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable");
        Path temporary = temporary();
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .withEnvironment(Map.of("TMPDIR", temporary.toString()))
                        .build(),
                options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
        return new Chromium(driver, temporary).size(900, 700, false);
    }

    /**
     * Chromium leaves files in its temporary directory. The path of a socket there may have 107 characters, so it is none of the
     * build's folders but one that is removed.
     */
    private static Path temporary() {
        try {
            return Files.createTempDirectory(Path.of("/tmp"), "chromium");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ChromeDriver driver() {
        return driver;
    }

    /** A window on a desk, or a phone held upright. */
    Chromium size(int width, int height, boolean phone) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
        return this;
    }

    Chromium dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        return this;
    }

    /** Whether a person would have to scroll sideways. */
    boolean isTooWide() {
        return Boolean.TRUE.equals(driver.executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }

    void shoot(String name) {
        try {
            Path shots = Files.createDirectories(Path.of("target", "screenshots"));
            Files.copy(
                    driver.getScreenshotAs(OutputType.FILE).toPath(),
                    shots.resolve(name + ".png"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
        new Folder(temporary.getParent()).remove(temporary.getFileName().toString());
    }
}
