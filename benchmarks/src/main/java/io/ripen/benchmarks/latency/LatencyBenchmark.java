package io.ripen.benchmarks.latency;

import io.ripen.benchmarks.Options;
import io.ripen.benchmarks.measure.Figures;
import io.ripen.benchmarks.measure.Pause;
import io.ripen.benchmarks.measure.Postgres;
import io.ripen.benchmarks.measure.ProcessorTime;
import io.ripen.benchmarks.measure.Statements;
import io.ripen.benchmarks.measure.Table;
import io.ripen.benchmarks.measure.ThreadTimes;
import io.ripen.benchmarks.product.Fiction;
import io.ripen.benchmarks.product.Karaf;
import io.ripen.benchmarks.product.Routes;
import io.ripen.sandbox.Sandbox;
import io.ripen.sandbox.internal.LocalSandbox;
import io.ripen.sandbox.internal.SandboxSettings;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The product in Karaf over PostgreSQL with default durable settings, the sandbox in this process. Leads come in at a
 * steady rate that does not wait for answers; each is timed from the moment at which its {@code POST /contacts} was to
 * leave until its first SMS is at the sandbox. Meanwhile some of them reply.
 */
public final class LatencyBenchmark {
    public static final Set<String> OPTIONS = Set.of("rate", "seconds", "warmup", "replies", "count", "course", "keep");

    private static final String SEQUENCE = """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="latency" description="First text at once">
                <from uri="sequence:latency?on=contact.created&amp;tag=Latency&amp;exitOn=reply,opt-out"/>
                <to id="first" uri="sms:first"/>
                <to id="wait-1" uri="wait:3 days"/>
                <to id="second" uri="sms:second"/>
              </route>
            </routes>
            """;

    private final Options options;
    private final PrintStream out;

    public LatencyBenchmark(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public void run() throws Exception {
        int rate = options.number("rate", 200);
        int seconds = options.number("seconds", 60);
        int warmUp = options.number("warmup", 20);
        int replies = options.number("replies", 20);
        if (rate * (seconds + warmUp) > Fiction.phones()) {
            throw new IllegalArgumentException("There are only " + Fiction.phones()
                    + " made-up phone numbers: make --rate, --seconds or --warmup smaller.");
        }
        Path sources = Path.of(System.getProperty("ripen.root", "."));
        Path directory = Files.createTempDirectory("ripen-latency-");
        Path routes = directory.resolve("camel-routes");
        Routes.plumbing(sources, routes);
        Routes.sequence(
                routes,
                "latency",
                SEQUENCE,
                Map.of(
                        "first.sms",
                        "Ripen: Hi {{contact.first_name}}, thanks for asking! Reply STOP to end.",
                        "second.sms",
                        "Ripen: Still interested, {{contact.first_name}}?"));
        Map<String, String> environment = new LinkedHashMap<>();
        try (Postgres postgres = options.flag("count") ? Postgres.startCounting() : Postgres.start()) {
            postgres.wearInLog();
            postgres.recreate("ripen");
            environment.put("RIPEN_DB_URL", postgres.url("ripen"));
            environment.put("RIPEN_DB_USER", "postgres");
            environment.put("RIPEN_DB_PASSWORD", "postgres");
            environment.put("RIPEN_ROUTES", routes.toString());
            int port = Karaf.freePort();
            SandboxSettings settings = SandboxSettings.standard().withPublicUrl("http://localhost:" + port);
            try (LocalSandbox sandbox = LocalSandbox.start(settings, InstantSource.system())) {
                environment.putAll(Karaf.towards(sandbox));
                Karaf karaf = new Karaf(sources.resolve("ripen"), directory, port, environment);
                karaf.start();
                try {
                    measure(karaf, sandbox, postgres, new Load(rate, seconds, warmUp, replies));
                } finally {
                    karaf.stop();
                }
            }
        }
        if (!options.flag("keep")) {
            out.println("Log of the run: " + directory.resolve("log/karaf.log"));
        }
    }

    /** How much comes in. */
    record Load(int rate, int seconds, int warmUp, int replies) {}

    private void measure(Karaf karaf, Sandbox sandbox, Postgres postgres, Load load) throws Exception {
        if (!karaf.awaitReady(Duration.ofMinutes(5))) {
            throw new IllegalStateException("Ripen was not healthy within five minutes.");
        }
        boolean deployed = Pause.until(
                () -> karaf.get("/sequences/latency").path("revision").isTextual(),
                Duration.ofSeconds(30),
                Duration.ofMillis(200));
        if (!deployed) {
            throw new IllegalStateException("The sequence 'latency' was not deployed.");
        }
        LeadStream leads = new LeadStream(karaf, sandbox, load.rate());
        try (ReplyStream replies = new ReplyStream(sandbox, postgres, leads, load.replies())) {
            // With replies: else the compiler meets all that a reply does in the first measured seconds.
            replies.start();
            leads.run(load.warmUp());
            leads.forget();
            Map<String, Double> before = ThreadTimes.of(karaf.pid());
            double database = ProcessorTime.ofFamily(postgres.pid()).total();
            Map<String, Double> ours = ThreadTimes.of(ProcessHandle.current().pid());
            if (postgres.counting()) {
                Statements.reset(postgres, "ripen");
            }
            leads.run(load.seconds());
            Map<String, Double> used = new LinkedHashMap<>();
            ThreadTimes.between(before, ThreadTimes.of(karaf.pid()))
                    .forEach((kind, seconds) -> used.put("Karaf, " + kind, seconds));
            used.put("PostgreSQL", ProcessorTime.ofFamily(postgres.pid()).total() - database);
            ThreadTimes.between(ours, ThreadTimes.of(ProcessHandle.current().pid()))
                    .forEach((kind, seconds) -> used.merge(
                            "sandbox and load" + (kind.startsWith("JIT") ? ", " + kind : ""), seconds, Double::sum));
            leads.awaitAll(Duration.ofSeconds(20));
            report(load, leads, postgres);
            reportProcessors(load, used);
            if (options.flag("course")) {
                reportCourse(leads);
            }
            if (postgres.counting()) {
                reportStatements(load, Statements.read(postgres, "ripen"));
            }
        }
    }

    private void report(Load load, LeadStream leads, Postgres postgres) {
        Figures toSms = leads.toFirstSms();
        out.printf(
                "PostgreSQL %s, default settings; %d leads/s for %d s after %d s of warm-up; JVM of Karaf, PostgreSQL,"
                        + " sandbox and load on %d processors%n",
                postgres.version(),
                load.rate(),
                load.seconds(),
                load.warmUp(),
                Runtime.getRuntime().availableProcessors());
        out.println(new Table("from … to", "count", "median ms", "p90 ms", "p99 ms", "highest ms", "aim")
                .row(row("POST /contacts → answer", leads.toAnswer(), ""))
                .row(row("POST /contacts → first SMS at the sandbox", toSms, "median < 100, p99 < 1,000"))
                .row(row("inbound webhook → enrollment stopped", leads.toStop(), "p99 < 200")));
        out.printf(
                "Refused or failed requests: %d%s; replies that did not stop: %d%n",
                leads.failed(),
                leads.firstFailure() == null ? "" : ", the first: " + leads.firstFailure(),
                leads.notStoppedCount());
        if (toSms.count() != load.rate() * load.seconds()) {
            throw new IllegalStateException(
                    (load.rate() * load.seconds() - toSms.count()) + " first texts are missing.");
        }
    }

    /** When it was slow: a checkpoint, a compiler or a plan shows as one bad part, a full machine as all of them. */
    private void reportCourse(LeadStream leads) {
        int seconds = 5;
        Table table = new Table("first SMS of those that came in from second", "median ms", "p99 ms", "highest ms");
        int from = 0;
        for (Figures part : leads.course(seconds)) {
            table.row(String.valueOf(from), part.median(), part.percentile(99), part.max());
            from += seconds;
        }
        out.println(table);
    }

    private void reportProcessors(Load load, Map<String, Double> used) {
        Table table = new Table("who", "processor, % of one");
        used.forEach((who, seconds) -> table.row(who, 100 * seconds / load.seconds()));
        out.println(table);
    }

    private void reportStatements(Load load, Statements statements) {
        double leads = (double) load.rate() * load.seconds();
        out.printf(
                "%nFor each lead that came in, replies included: %.1f statements, %.1f commits, %.0f bytes of log.%n",
                statements.calls() / leads, statements.commits() / leads, statements.walBytes() / leads);
        statements.top().forEach(out::println);
    }

    private static Object[] row(String name, Figures figures, String aim) {
        return new Object[] {
            name, figures.count(), figures.median(), figures.percentile(90), figures.percentile(99), figures.max(), aim
        };
    }
}
