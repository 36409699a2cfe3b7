package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The start script of the distribution, unpacked below a folder with blanks and umlauts in its name, and called in the C locale. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScriptIT {

    private static Path home;
    private static Path data;
    private static int port;
    private static Process running;
    /** What each file of etc/ held before the first start. */
    private static Map<String, String> shipped;

    @BeforeAll
    static void unpack() throws Exception {
        Path folder = Path.of(System.getProperty("ripen.workspace")).resolveSibling("exam with blanks and ümlauts");
        new Folder(folder.getParent()).remove(folder.getFileName().toString());
        Files.createDirectories(folder);
        assertThat(run(folder, Map.of(), "tar", "xzf", System.getProperty("ripen.distribution"), "--strip-components=1")
                        .status())
                .isZero();
        home = folder;
        data = folder.resolve("my dätä");
        shipped = settingsOfDistribution();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    @AfterAll
    static void end() {
        if (running != null) {
            running.destroyForcibly();
        }
    }

    @Test
    @Order(1)
    void startsInTheForegroundAndTellsWhenItIsReady() throws Exception {
        running = start();

        awaitHealthy();
        await("the script says so")
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> console().contains("Ripen is ready: http://localhost:" + port));
        assertThat(Files.readString(data.resolve("ripen.pid")).strip())
                .as("the script has become the JVM, so that signals reach it")
                .isEqualTo(Long.toString(running.pid()));
        List<String> log = log();
        assertThat(log).as("what a first start writes").hasSizeLessThan(150);
        assertThat(log)
                .as("each line has a time with its zone")
                .allMatch(line ->
                        line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d,\\d{3}[+-]\\d\\d:\\d\\d \\| .*"));
        assertThat(log).as("no alarm").noneMatch(ScriptIT::isAlarm);
    }

    @Test
    @Order(2)
    void refusesASecondStartOnTheSameData() throws Exception {
        Ended second = run(home, settings(), home.resolve("bin/ripen").toString(), "start");

        assertThat(second.status()).isEqualTo(1);
        assertThat(second.output()).contains("already running on " + data, "ripen stop");
        assertThat(running.isAlive()).isTrue();
    }

    @Test
    @Order(3)
    void runsACommandInItsShell() throws Exception {
        Ended lint = run(home, settings(), script(), "shell", "ripen:lint", "--no-color", "b2b-90-day");
        assertThat(lint.status()).as(lint.output()).isZero();
        assertThat(lint.output()).contains("b2b-90-day", "1 hint.");
        Ended unknown = run(home, settings(), script(), "shell", "ripen:lint", "nothing");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.output()).contains("There is no sequence 'nothing'.");
        assertThat(run(home, settings(), script(), "shell").output()).contains("the console needs a terminal");

        Ended help = run(home, settings(), script(), "shell", "help");
        assertThat(help.status()).as(help.output()).isZero();
        assertThat(help.output()).contains("ripen:lint", "ripen:health", "ripen:block", "*:help");
        Ended health = run(home, settings(), script(), "shell", "ripen:health");
        assertThat(health.status()).as(health.output()).isZero();
        assertThat(health.output()).contains("OK", "database");
        assertThat(run(home, settings(), script(), "shell", "ripen:sequences").output())
                .contains("new-lead-14-day");
        Ended karafs = run(home, settings(), script(), "shell", "*:help");
        assertThat(karafs.output()).contains("bundle:list").doesNotContain("\u001b");
        Ended typo = run(home, settings(), script(), "shell", "ripen:block", "team:nort", "Complaints");
        assertThat(typo.status()).isEqualTo(1);
        assertThat(typo.output()).contains("There is no team 'nort'; nothing was blocked.");
        assertThat(run(home, settings(), script(), "shell", "ripen:nothing").status())
                .isEqualTo(1);

        Path login = data.resolve("shell/users.properties");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(login)))
                .isEqualTo("rw-------");
        Files.writeString(login, "admin = guessed,_g_:admingroup\n");
        Ended guessed = run(home, settings(), script(), "shell", "ripen:lint");
        assertThat(guessed.status()).as(guessed.output()).isNotZero();
        assertThat(guessed.output()).doesNotContain("hint");
    }

    @Test
    @Order(4)
    void goesOnAfterKill9() throws Exception {
        running.destroyForcibly().waitFor(30, TimeUnit.SECONDS);

        running = start();

        awaitHealthy();
    }

    @Test
    @Order(5)
    void stops() throws Exception {
        Ended stop = run(home, settings(), home.resolve("bin/ripen").toString(), "stop");

        assertThat(stop.status()).as(stop.output()).isZero();
        assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(data.resolve("ripen.pid")).doesNotExist();
        assertThat(settingsOfDistribution())
                .as("several nodes may run from one distribution, so a start writes nothing there")
                .containsAllEntriesOf(shipped);
    }

    private static Map<String, String> settingsOfDistribution() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("etc"))) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> home.relativize(file).toString(), ScriptIT::read));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Order(6)
    void startsAgainWithFewLinesAndStopsWithoutAlarm() throws Exception {
        int before = log().size();
        running = start();
        awaitHealthy();
        List<String> start = log().subList(before, log().size());
        assertThat(start).as("what a restart writes").hasSizeLessThan(60);
        assertThat(start).as("no alarm at a start").noneMatch(ScriptIT::isAlarm);

        run(home, settings(), script(), "stop");
        assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(log().subList(before, log().size())).as("no alarm at a stop").noneMatch(ScriptIT::isAlarm);
    }

    @Test
    @Order(7)
    void writesJsonOnDemand() throws Exception {
        Files.delete(data.resolve("log/karaf.log"));
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("RIPEN_LOG_FORMAT", "json");
        running = builder(home, settings, script(), "start")
                .redirectOutput(home.resolve("console.log").toFile())
                .start();
        awaitHealthy();
        run(home, settings(), script(), "stop");
        assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(log())
                .isNotEmpty()
                .allSatisfy(
                        line -> assertThat(Terminal.json(line).at("/log.level").asText())
                                .isIn("INFO", "WARN", "ERROR"));

        settings.put("RIPEN_LOG_FORMAT", "xml");
        assertThat(run(home, settings, script(), "start"))
                .isEqualTo(new Ended(1, "ripen: RIPEN_LOG_FORMAT is \"xml\"; it must be text or json.\n"));
    }

    @Test
    @Order(8)
    void saysWhatIsWrong() throws Exception {
        assertThat(run(home, settings(), script(), "shell", "ripen:lint").output())
                .contains("Ripen is not running on " + data, "ripen start");
        assertThat(run(home, Map.of("RIPEN_HTTP_PORT", "99999", "RIPEN_DATA", data.toString()), script(), "start"))
                .isEqualTo(new Ended(1, "ripen: RIPEN_HTTP_PORT is 99999; it must be a number from 1 to 65535.\n"));
        assertThat(run(home, settings(), script(), "start", "--now").output())
                .contains("\"--now\" is no option of \"ripen start\"");
        assertThat(run(home, settings(), script(), "begin").status()).isEqualTo(1);
        assertThat(run(home, settings(), script(), "help").status()).isZero();
        try (ServerSocket taken = new ServerSocket(0)) {
            Map<String, String> settings =
                    Map.of("RIPEN_HTTP_PORT", Integer.toString(taken.getLocalPort()), "RIPEN_DATA", data.toString());
            assertThat(run(home, settings, script(), "start").output())
                    .contains("port " + taken.getLocalPort() + " is taken");
        }
    }

    private static String script() {
        return home.resolve("bin/ripen").toString();
    }

    private static Map<String, String> settings() {
        return Map.of("RIPEN_HTTP_PORT", Integer.toString(port), "RIPEN_DATA", data.toString());
    }

    private static Process start() throws IOException {
        return builder(home, settings(), script(), "start")
                .redirectOutput(home.resolve("console.log").toFile())
                .start();
    }

    private static void awaitHealthy() {
        Http http = new Http(URI.create("http://localhost:" + port), null);
        await("health says 200")
                .atMost(Ripen.START)
                .pollInterval(250, TimeUnit.MILLISECONDS)
                .ignoreExceptions()
                .until(() -> http.get("/api/v1/health").status() == 200);
    }

    private static List<String> log() throws IOException {
        return Files.readAllLines(data.resolve("log/karaf.log"));
    }

    private static boolean isAlarm(String line) {
        return line.contains("| WARN ") || line.contains("| ERROR");
    }

    private static String console() {
        try {
            return Files.readString(home.resolve("console.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Ended(int status, String output) {}

    private static Ended run(Path folder, Map<String, String> settings, String... command) throws Exception {
        Process process = builder(folder, settings, command).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(List.of(command) + " did not end; it said: " + output);
        }
        return new Ended(process.exitValue(), output);
    }

    private static ProcessBuilder builder(Path folder, Map<String, String> settings, String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // Not those of the container that the other tests share.
        builder.environment().keySet().removeIf(name -> name.startsWith("RIPEN_"));
        // Where nobody set a language, as in a service: a JVM that was left in it could not open files with umlauts.
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(settings);
        return builder;
    }
}
