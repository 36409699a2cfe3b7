package io.ripen.benchmarks.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.benchmarks.measure.Pause;
import io.ripen.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The whole product in Karaf, in a process of its own, started by the {@code ripen} script as a user would. */
public final class Karaf {
    static {
        // Seconds. The client lets go of an idle connection before the server does: a POST on one that is being closed
        // gets
        // no answer and is not repeated, which on a full machine hit all that a burst had opened.
        System.setProperty("jdk.httpclient.keepalive.timeout", "20");
        // Each request walks the list of idle connections; with all that a burst had opened that was two thirds of what
        // this
        // program used.
        System.setProperty("jdk.httpclient.connectionPoolSize", "64");
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "benchmark-only";

    private final Path script;
    private final Path directory;
    private final int port;
    private final Map<String, String> environment;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private @Nullable Process process;

    /**
     * @param script the {@code ripen} script, of the sources or of a distribution
     * @param directory where its data goes
     * @param port for its REST API, see {@link #freePort}
     * @param environment further {@code RIPEN_…} variables
     */
    public Karaf(Path script, Path directory, int port, Map<String, String> environment) {
        this.script = script;
        this.directory = directory;
        this.port = port;
        this.environment = new HashMap<>(environment);
        this.environment.put("RIPEN_DATA", directory.toString());
        this.environment.put("RIPEN_HTTP_PORT", Integer.toString(port));
        this.environment.put("RIPEN_ADMIN_PASSWORD", PASSWORD);
        this.environment.put("RIPEN_PUBLIC_URL", publicUrl());
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "kill-karaf"));
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /**
     * The variables that point the product at this sandbox, and let texts go at any time and any number of times a day: leads
     * of a benchmark are texted a minute apart, and on Sundays.
     */
    public static Map<String, String> towards(Sandbox sandbox) {
        Path noLimits = Path.of(System.getProperty("ripen.root", ".."))
                .toAbsolutePath()
                .resolve("karaf-assembly/distribution/src/main/resources/etc/ripen/no-limits.json");
        return Map.of(
                "RIPEN_TWILIO_URL",
                sandbox.twilioUrl(),
                "RIPEN_TWILIO_ACCOUNT_SID",
                sandbox.accountSid(),
                "RIPEN_TWILIO_AUTH_TOKEN",
                sandbox.authToken(),
                "RIPEN_TWILIO_FROM",
                "+15005550006",
                "RIPEN_SMTP_URL",
                sandbox.smtpUrl(),
                "RIPEN_MAIL_FROM",
                "sales@example.com",
                "RIPEN_SMS_HOURS",
                "00:00-24:00",
                "RIPEN_SMS_DAYS",
                "MON-SUN",
                "RIPEN_SENDING_LIMITS",
                noLimits.toString(),
                "RIPEN_CAPS",
                "none");
    }

    /** Such as {@code http://localhost:40123}. */
    public String publicUrl() {
        return "http://localhost:" + port;
    }

    /** Starts the process and returns at once. */
    public void start() throws IOException {
        Files.createDirectories(directory);
        ProcessBuilder builder = new ProcessBuilder(script.toString(), "start")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("console.log").toFile()));
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("RIPEN_") && !name.equals("RIPEN_JAVA_OPTS")); // to try them
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** Waits until its health says 200. */
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        return Pause.until(
                () -> {
                    if (process == null || !process.isAlive()) {
                        throw new IOException("The process ended.");
                    }
                    HttpRequest request = HttpRequest.newBuilder(URI.create(publicUrl() + "/api/v1/health"))
                            .timeout(Duration.ofSeconds(5))
                            .build();
                    return http.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200;
                },
                atMost,
                Duration.ofMillis(100));
    }

    /** Its process id: the script becomes the JVM. */
    public long pid() {
        if (process == null) {
            throw new IllegalStateException("It was not started.");
        }
        return process.pid();
    }

    /** Resident memory in bytes. */
    public long residentBytes() {
        try {
            String line = Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                    .filter(text -> text.startsWith("VmRSS:"))
                    .findFirst()
                    .orElse("VmRSS: 0 kB");
            return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9} of the JVM and whatever it started. */
    public void kill() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends it as Ctrl-C would. */
    public void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                kill();
                throw new IllegalStateException("Karaf did not end within a minute; it was killed.");
            }
        }
    }

    /** A request of the REST API with the administrator's login. */
    public HttpRequest request(String method, String path, @Nullable String json) {
        HttpRequest.BodyPublisher body =
                json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json);
        return HttpRequest.newBuilder(URI.create(publicUrl() + "/api/v1" + path))
                .timeout(Duration.ofSeconds(30))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
    }

    public HttpResponse<String> call(String method, String path, @Nullable String json)
            throws IOException, InterruptedException {
        return http.send(request(method, path, json), HttpResponse.BodyHandlers.ofString());
    }

    /** The body of a GET that must answer 200. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = call("GET", path, null);
        if (response.statusCode() != 200) {
            throw new IOException("GET " + path + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    public HttpClient http() {
        return http;
    }
}
