package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A distribution that is unpacked as an operator would, driven by its script; one process at a time. */
final class Installation implements AutoCloseable {
    static final String PASSWORD = "the-password-of-admin";

    private final Path home;
    private final int port;
    private final Map<String, String> settings = new HashMap<>();
    private @Nullable Process running;
    private Path console;

    /** How a command ended. */
    record Ended(int status, String output) {}

    private Installation(Path home) throws IOException {
        this.home = home;
        this.console = home.resolve("console.log");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        set("RIPEN_HTTP_PORT", Integer.toString(port));
        set("RIPEN_ADMIN_PASSWORD", PASSWORD);
    }

    /** Unpacks the archive into an empty folder of this name, beside those of the other tests. */
    static Installation unpack(String name) throws Exception {
        Path folder = Path.of(System.getProperty("ripen.workspace")).resolveSibling(name);
        new Folder(folder.getParent()).remove(name);
        Files.createDirectories(folder);
        Installation unpacked = new Installation(folder);
        Ended tar = unpacked.run("tar", "xzf", System.getProperty("ripen.distribution"), "--strip-components=1");
        assertThat(tar.status()).as(tar.output()).isZero();
        return unpacked;
    }

    Path home() {
        return home;
    }

    /** Sets an environment variable for all that is run from now on; null takes it away. */
    Installation set(String name, @Nullable String value) {
        if (value == null) {
            settings.remove(name);
        } else {
            settings.put(name, value);
        }
        return this;
    }

    /** Starts on a data folder; what it prints is in {@link #console}. */
    void start(Path data, String... options) throws IOException {
        set("RIPEN_DATA", data.toString());
        console = home.resolve("console-" + System.nanoTime() + ".log");
        String[] command = new String[options.length + 2];
        command[0] = script();
        command[1] = "start";
        System.arraycopy(options, 0, command, 2, options.length);
        running = builder(command).redirectOutput(console.toFile()).start();
    }

    void startHealthy(Path data, String... options) throws IOException {
        start(data, options);
        await("health says 200")
                .atMost(Ripen.START)
                .pollInterval(250, TimeUnit.MILLISECONDS)
                .ignoreExceptions()
                .until(() -> http().get("/api/v1/health").status() == 200);
    }

    void stop() throws Exception {
        Ended stop = run(script(), "stop");
        assertThat(stop.status()).as(stop.output()).isZero();
        if (running != null) {
            assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
            running = null;
        }
    }

    /** Runs the script. */
    Ended ripen(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = script();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return run(command);
    }

    Http http() {
        return new Http(URI.create("http://localhost:" + port), Http.basic("admin", PASSWORD));
    }

    /** Status and message of one health check; both empty while there is none. */
    String health(String check) {
        try {
            for (JsonNode each : new ObjectMapper()
                    .readTree(http().get("/api/v1/health").body())
                    .path("checks")) {
                if (each.path("name").asText().equals(check)) {
                    return each.path("status").asText() + " "
                            + each.path("message").asText();
                }
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    String console() {
        try {
            return Files.readString(console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (running != null) {
            running.destroyForcibly();
        }
    }

    private String script() {
        return home.resolve("bin/ripen").toString();
    }

    Ended run(String... command) throws Exception {
        Process process = builder(command).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(List.of(command) + " did not end; it said: " + output);
        }
        return new Ended(process.exitValue(), output);
    }

    private ProcessBuilder builder(String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        // Not those of the container that the other tests share.
        builder.environment().keySet().removeIf(name -> name.startsWith("RIPEN_"));
        builder.environment().putAll(settings);
        return builder;
    }
}
