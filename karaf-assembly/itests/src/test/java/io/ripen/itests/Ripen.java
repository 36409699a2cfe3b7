package io.ripen.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.ops4j.pax.exam.TestContainer;

/** The container under test. One thread uses it at a time. */
public final class Ripen {

    /** How long a cold start may take on a busy machine. */
    static final Duration START = Duration.ofMinutes(3);

    private final Path home;
    private final TestContainer exam;
    private final Http http;
    private final Folder routes;
    private final Folder deploy;
    private final Jmx jmx;
    private @Nullable Process process;

    private Ripen(Path home, TestContainer exam) {
        this.home = home;
        this.exam = exam;
        this.http = new Http(
                URI.create("http://localhost:" + setting("RIPEN_HTTP_PORT")),
                Http.basic("admin", setting("RIPEN_ADMIN_PASSWORD")));
        this.routes = new Folder(home.resolve("camel-routes"));
        this.deploy = new Folder(home.resolve("deploy"));
        this.jmx = new Jmx(home);
    }

    static Ripen unpackAndStart() throws IOException {
        Exam.Started started = Exam.ofTheBuild().start();
        return new Ripen(started.home(), started.container());
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(
                    name + " is not set: run these tests with ./mvnw -pl karaf-assembly/itests verify");
        }
        return value;
    }

    /** The REST API and the webhooks, as {@code admin}. */
    public Http http() {
        return http;
    }

    /** The watched folder of sequences and plumbing. */
    public Folder routes() {
        return routes;
    }

    /** The folder that bundles are dropped into. */
    Folder deploy() {
        return deploy;
    }

    /** Bundles and features of the running container. */
    public Jmx jmx() {
        return jmx;
    }

    /** Where the distribution was unpacked to. */
    public Path home() {
        return home;
    }

    /** What the public URL of this container is. */
    public String publicUrl() {
        return setting("RIPEN_PUBLIC_URL");
    }

    /** Drops a bundle into {@code deploy/} and waits until it is active. Returns its symbolic name. */
    public String installBundle(Path jar) {
        String name = Jmx.symbolicName(jar);
        deploy.put(jar);
        await("bundle " + name + " active")
                .atMost(60, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> "Active".equals(jmx.bundles().get(name)));
        return name;
    }

    /** Takes a bundle out of {@code deploy/} and waits until it is gone. */
    public void uninstallBundle(Path jar) {
        String name = Jmx.symbolicName(jar);
        deploy.remove(jar.getFileName().toString());
        await("bundle " + name + " gone")
                .atMost(60, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> !jmx.bundles().containsKey(name));
    }

    /** Waits until the API says that all is well. */
    public void awaitHealthy() {
        try {
            await("GET /api/v1/health says 200")
                    .atMost(START)
                    .pollInterval(250, TimeUnit.MILLISECONDS)
                    .ignoreExceptions()
                    .until(() -> http.anonymous().get("/api/v1/health").status() == 200);
        } catch (RuntimeException e) {
            throw new IllegalStateException("Ripen did not become healthy; its log ends with:\n" + logEnd(80), e);
        }
    }

    /** Starts a container that was stopped or killed, on the same data, and waits until it is healthy. */
    public void start() {
        if (running() != null) {
            throw new IllegalStateException("Already running");
        }
        jmx.useOwnRegistry(setting("RIPEN_JMX_PORT"), setting("RIPEN_RMI_PORT"));
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(home.resolve("bin/karaf").toString(), "daemon");
            builder.environment().put("CHECK_ROOT_INSTANCE_RUNNING", "false");
            builder.redirectErrorStream(true)
                    .redirectOutput(home.resolve("console.log").toFile());
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + home.resolve("bin/karaf"), e);
        }
        awaitHealthy();
    }

    /** Stops the container in order (SIGTERM) and waits until its process is gone. */
    public void stop() {
        end(false);
    }

    /** Kills the container as {@code kill -9} does and waits until its process is gone. */
    public void kill() {
        end(true);
    }

    public void restart() {
        stop();
        start();
    }

    private void end(boolean hard) {
        ProcessHandle java = running();
        if (java == null) {
            throw new IllegalStateException("Not running");
        }
        boolean asked = hard ? java.destroyForcibly() : java.destroy();
        if (!asked) {
            throw new IllegalStateException("Process " + java.pid() + " cannot be ended");
        }
        await("process " + java.pid() + " gone").atMost(60, TimeUnit.SECONDS).until(() -> !java.isAlive());
    }

    private @Nullable ProcessHandle running() {
        Path file = home.resolve("karaf.pid");
        try {
            if (!Files.exists(file)) {
                return null;
            }
            String pid = Files.readString(file).strip();
            return ProcessHandle.of(Long.parseLong(pid))
                    .filter(ProcessHandle::isAlive)
                    // The number may belong to somebody else by now.
                    .filter(java -> java.info().command().orElse("").contains("java"))
                    .orElse(null);
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }

    /** The last lines of Karaf's log. */
    public String logEnd(int lines) {
        try {
            List<String> all = Files.readAllLines(home.resolve("data/log/karaf.log"), StandardCharsets.UTF_8);
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    /** The whole log. */
    public String log() {
        return logEnd(Integer.MAX_VALUE);
    }

    /**
     * Ends whatever still runs, in whichever state it is. Pax Exam would first ask the container for a bundle of its own, which
     * the distribution does not have, and wait three minutes for the answer; so it is asked only when there is no process yet.
     */
    void shutDown() {
        jmx.close();
        ProcessHandle java = running();
        if (java != null) {
            java.destroy();
            try {
                java.onExit().get(30, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException late) {
                java.destroyForcibly();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                java.destroyForcibly();
            }
        } else if (process == null) {
            exam.stop();
        }
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
