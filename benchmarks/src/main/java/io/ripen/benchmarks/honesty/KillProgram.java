package io.ripen.benchmarks.honesty;

import io.ripen.benchmarks.Options;
import io.ripen.benchmarks.honesty.Verdict.Taken;
import io.ripen.benchmarks.measure.Postgres;
import io.ripen.benchmarks.product.Karaf;
import io.ripen.benchmarks.product.Routes;
import io.ripen.sandbox.SandboxMessage;
import io.ripen.sandbox.internal.LocalSandbox;
import io.ripen.sandbox.internal.SandboxSettings;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code kill -9} at random moments. The sandbox lives in this process, which nobody kills; the product runs in another,
 * either whole in Karaf or as its core in a plain JVM, which starts faster.
 */
public final class KillProgram {
    public static final Set<String> OPTIONS =
            Set.of("kills", "leads", "steps", "db", "mode", "seed", "life", "wait", "faults");

    private final Options options;
    private final PrintStream out;

    public KillProgram(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs it and prints the table; false when a touch was doubled, lost or unexplained. */
    public boolean run() throws Exception {
        boolean karaf = options.text("mode", "jvm").equals("karaf");
        boolean h2 = options.text("db", "postgres").equals("h2");
        int kills = options.number("kills", 200);
        int leads = options.number("leads", 5_000);
        int steps = options.number("steps", 6);
        int life = options.number("life", karaf ? 4_000 : 1_500);
        // Waits spread the touches over three quarters of the time that the kills will take.
        int startSeconds = karaf ? 9 : 3;
        int wait = options.number("wait", Math.max(1, kills * (startSeconds * 1000 + life / 2) * 3 / 4000 / steps));
        long seed = Long.parseLong(options.text("seed", Long.toString(System.nanoTime())));

        Path directory = Files.createTempDirectory("ripen-kill9-");
        Path sources = Path.of(System.getProperty("ripen.root", ".")).toAbsolutePath();
        Path routes = Files.createDirectories(directory.resolve("camel-routes"));
        Routes.plumbing(sources, routes);
        HonestSequence.write(routes, steps, wait);
        int port = Karaf.freePort();
        SandboxSettings settings = SandboxSettings.standard()
                .withPublicUrl("http://localhost:" + port)
                .withKeep(Math.max(200_000, leads * steps * 2), 1L << 30);
        out.printf(
                "kill -9 of %s over %s: %d kills, %d leads, %d touches each, %d s between them, seed %d, files in %s%n",
                karaf ? "Karaf" : "the core in a JVM",
                h2 ? "H2" : "PostgreSQL",
                kills,
                leads,
                steps,
                wait,
                seed,
                directory);
        try (LocalSandbox sandbox = LocalSandbox.start(settings, InstantSource.system());
                Database database = h2 ? Database.h2(directory.resolve("data")) : Database.postgres()) {
            Map<String, String> environment = new HashMap<>(Karaf.towards(sandbox));
            environment.put("RIPEN_ROUTES", routes.toString());
            environment.putAll(database.environment());
            Node node = karaf
                    ? new KarafNode(new Karaf(sources.resolve("ripen"), directory.resolve("data"), port, environment))
                    : new JvmNode(directory, environment, "--lease 6");
            int busy = new KillRun(
                            node,
                            out,
                            seed,
                            leads,
                            kills,
                            Duration.ofMillis(life),
                            Duration.ofMinutes(3),
                            sandbox::count)
                    .run();
            List<Recorded> rows;
            try (Connection connection = database.connect()) {
                rows = MessageRows.read(connection);
            }
            Verdict verdict = new Verdict(leads, steps, taken(sandbox), rows);
            out.println();
            out.printf(
                    "%d kills, %d of them while it was sending; provider took %d messages%n%n",
                    kills, busy, sandbox.count());
            out.println(verdict.table(
                    (karaf ? "Karaf, " : "core in a JVM, ") + (h2 ? "H2, " : "PostgreSQL, ") + kills + " kills"));
            verdict.unknown().forEach(line -> out.println("unknown: " + line));
            verdict.faults().stream().limit(50).forEach(line -> out.println("FAULT: " + line));
            return verdict.honest();
        }
    }

    static List<Taken> taken(LocalSandbox sandbox) {
        List<Taken> all = new ArrayList<>();
        long after = 0;
        while (true) {
            List<SandboxMessage> page = sandbox.messages(after, 1_000);
            if (page.isEmpty()) {
                return all;
            }
            for (SandboxMessage message : page) {
                all.add(new Taken(message.providerId(), message.text()));
                after = message.number();
            }
        }
    }

    /** Where the product keeps its rows, and how they are read when it is stopped. */
    record Database(
            Map<String, String> environment,
            String url,
            String user,
            @Nullable Postgres server) implements AutoCloseable {

        static Database h2(Path data) throws Exception {
            Files.createDirectories(data);
            return new Database(Map.of("RIPEN_DATA", data.toString()), "", "sa", null);
        }

        static Database postgres() throws Exception {
            Postgres server = Postgres.start();
            server.recreate("ripen");
            String url = server.url("ripen");
            return new Database(
                    Map.of("RIPEN_DB_URL", url, "RIPEN_DB_USER", "postgres", "RIPEN_DB_PASSWORD", "postgres"),
                    url,
                    "postgres",
                    server);
        }

        Connection connect() throws Exception {
            if (server != null) {
                return DriverManager.getConnection(url, user, "");
            }
            return DriverManager.getConnection(
                    H2Files.url(Path.of(environment.getOrDefault("RIPEN_DATA", "."))), "sa", "");
        }

        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }
}
