package io.ripen.benchmarks.honesty;

import io.ripen.benchmarks.Options;
import io.ripen.benchmarks.product.Karaf;
import io.ripen.benchmarks.product.Routes;
import io.ripen.sandbox.SandboxMessage;
import io.ripen.sandbox.internal.LocalSandbox;
import io.ripen.sandbox.internal.SandboxSettings;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** SIGSTOP past the lease, SIGCONT: nobody is written to twice, and both nodes work. */
public final class FreezeProgram {
    public static final Set<String> OPTIONS = Set.of("freezes", "leads", "steps", "lease", "frozen", "wait", "seed");

    private final Options options;
    private final PrintStream out;

    public FreezeProgram(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs it and prints the table; false when a touch was doubled, lost or unexplained, or one node did nothing. */
    public boolean run() throws Exception {
        int freezes = options.number("freezes", 20);
        int leads = options.number("leads", 4_000);
        int steps = options.number("steps", 6);
        int lease = options.number("lease", 4);
        int frozen = options.number("frozen", lease * 2 + 10);
        int wait = options.number("wait", Math.max(1, freezes * (frozen + 2) * 3 / 4 / steps));
        long seed = Long.parseLong(options.text("seed", Long.toString(System.nanoTime())));
        Path directory = Files.createTempDirectory("ripen-freeze-");
        Path routes = Files.createDirectories(directory.resolve("camel-routes"));
        Routes.plumbing(Path.of(System.getProperty("ripen.root", ".")).toAbsolutePath(), routes);
        HonestSequence.write(routes, steps, wait);
        SandboxSettings settings = SandboxSettings.standard().withKeep(Math.max(200_000, leads * steps * 2), 1L << 30);
        out.printf(
                "Two nodes over one PostgreSQL: %d times one of them stands still for %d s, its lease being %d s; %d leads,"
                        + " %d touches each, %d s between them, seed %d, files in %s%n",
                freezes, frozen, lease, leads, steps, wait, seed, directory);
        try (LocalSandbox sandbox = LocalSandbox.start(settings, InstantSource.system());
                KillProgram.Database database = KillProgram.Database.postgres()) {
            List<Node> nodes = new ArrayList<>();
            for (int number = 1; number <= 2; number++) {
                Map<String, String> environment = new HashMap<>(Karaf.towards(sandbox));
                environment.put("RIPEN_ROUTES", routes.toString());
                environment.put("RIPEN_TWILIO_FROM", from(number));
                environment.putAll(database.environment());
                Path files = Files.createDirectories(directory.resolve("node-" + number));
                nodes.add(new JvmNode(files, environment, "--lease " + lease));
            }
            new FreezeRun(nodes, out, seed, leads, freezes, Duration.ofSeconds(frozen), Duration.ofSeconds(2)).run();
            List<Recorded> rows;
            try (Connection connection = database.connect()) {
                rows = MessageRows.read(connection);
            }
            Verdict verdict = new Verdict(leads, steps, KillProgram.taken(sandbox), rows);
            Map<String, Integer> shares = shares(sandbox);
            out.println();
            out.println(verdict.table(freezes + " freezes of two nodes over PostgreSQL"));
            out.println("Sent by node: " + shares);
            verdict.unknown().forEach(line -> out.println("unknown: " + line));
            verdict.faults().stream().limit(50).forEach(line -> out.println("FAULT: " + line));
            return verdict.honest() && shares.keySet().containsAll(Set.of(from(1), from(2)));
        }
    }

    private static String from(int number) {
        return "+1500555000" + number;
    }

    private static Map<String, Integer> shares(LocalSandbox sandbox) {
        Map<String, Integer> shares = new TreeMap<>();
        long after = 0;
        for (List<SandboxMessage> page = sandbox.messages(after, 1_000);
                !page.isEmpty();
                page = sandbox.messages(after, 1_000)) {
            for (SandboxMessage message : page) {
                shares.merge(message.from(), 1, Integer::sum);
                after = message.number();
            }
        }
        return shares;
    }
}
