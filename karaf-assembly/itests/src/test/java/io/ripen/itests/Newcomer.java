package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Somebody who unpacked the distribution and started it as docs/first-sequence.md says: with all policies as they ship, and no setting
 * but the port and the folder of the data.
 */
final class Newcomer implements AutoCloseable {
    private final Path home;
    private final int port;
    private final Process running;

    private Newcomer(Path home, int port, Process running) {
        this.home = home;
        this.port = port;
        this.running = running;
    }

    /** Unpacks into an empty folder, starts, and waits until health is good. */
    static Newcomer start(Path home) throws IOException, InterruptedException {
        Page page = Page.of("docs/first-sequence.md");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        shell(home, "tar xzf '" + System.getProperty("ripen.distribution") + "' --strip-components=1", port)
                .waitFor();
        assertThat(shell(home, block(page, "terminal=0"), port).waitFor()).isZero();
        Process running =
                shell(home, "exec env " + block(page, "terminal=1").strip().replace("./ripen", "bin/ripen"), port);
        Newcomer newcomer = new Newcomer(home, port, running);
        try {
            await("health says 200")
                    .atMost(Ripen.START)
                    .pollInterval(250, TimeUnit.MILLISECONDS)
                    .ignoreExceptions()
                    .until(() -> newcomer.http().get("/api/v1/health").status() == 200);
        } catch (RuntimeException | Error failed) {
            newcomer.close();
            throw failed;
        }
        return newcomer;
    }

    String url() {
        return "http://localhost:" + port;
    }

    Http http() {
        return new Http(URI.create(url()), Http.basic("admin", "secret"));
    }

    Leads leads() {
        return new Leads(http());
    }

    /** The second terminal. */
    Terminal terminal() {
        return new Terminal(home, url(), "secret");
    }

    /** Runs one command in the distribution's folder, as in the first terminal; returns its exit status. */
    int type(String command) throws IOException, InterruptedException {
        return shell(home, command, port).waitFor();
    }

    private static String block(Page page, String terminal) {
        return page.blocks().stream()
                .filter(block -> block.attributes().equals(terminal))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static Process shell(Path home, String command, int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-eu", "-c", command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("console.log").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("RIPEN_"));
        builder.environment().put("RIPEN_HTTP_PORT", Integer.toString(port));
        builder.environment().put("RIPEN_DATA", home.resolve("data").toString());
        return builder.start();
    }

    @Override
    public void close() throws InterruptedException {
        running.destroy();
        if (!running.waitFor(60, TimeUnit.SECONDS)) {
            running.destroyForcibly();
        }
    }
}
