package io.ripen.benchmarks.touches;

import io.ripen.benchmarks.Options;
import io.ripen.benchmarks.measure.Figures;
import io.ripen.benchmarks.measure.Postgres;
import io.ripen.benchmarks.measure.Profile;
import io.ripen.benchmarks.measure.Statements;
import io.ripen.benchmarks.measure.Table;
import io.ripen.benchmarks.product.Policies;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * N leads are due at once; each gets one message and is moved to its next wait. Every peer does the same work in its own
 * way, against the same PostgreSQL, in the same run, in interleaved rounds; the medians are compared.
 */
public final class TouchesBenchmark {
    public static final Set<String> OPTIONS = Set.of("n", "rounds", "peers", "warmup", "profile", "count", "policies");

    private final Options options;
    private final PrintStream out;

    public TouchesBenchmark(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs all rounds and prints the tables. */
    public void run() throws Exception {
        int leads = options.number("n", 50_000);
        int rounds = options.number("rounds", 5);
        int warmUp = options.number("warmup", Math.min(leads, 20_000));
        List<Peer> peers = peers();
        Map<Peer, List<Round>> results = new LinkedHashMap<>();
        try (Postgres postgres = Postgres.start()) {
            out.printf(
                    "PostgreSQL %s, default settings (fsync %s, synchronous_commit %s, shared_buffers %s); JDK %s, %d"
                            + " processors; %,d leads, %d rounds%n",
                    postgres.version(),
                    postgres.query("postgres", "SHOW fsync"),
                    postgres.query("postgres", "SHOW synchronous_commit"),
                    postgres.query("postgres", "SHOW shared_buffers"),
                    Runtime.version(),
                    Runtime.getRuntime().availableProcessors(),
                    leads,
                    rounds);
            for (Peer peer : peers) {
                warmUp(peer, postgres, warmUp);
            }
            for (int i = 1; i <= rounds; i++) {
                for (Peer peer : peers) {
                    Round round = Round.of(peer, postgres, leads);
                    results.computeIfAbsent(peer, p -> new ArrayList<>()).add(round);
                    out.printf("round %d %s: %,.0f touches/s%n", i, peer.name(), round.perSecond());
                }
            }
            out.println();
            out.println(table(results));
            if (options.flag("profile")) {
                profile(postgres, peers.get(peers.size() - 1), leads);
            }
        }
        if (!"false".equals(options.text("count", "true"))) {
            count(peers);
        }
    }

    private void warmUp(Peer peer, Postgres postgres, int leads) throws Exception {
        if (leads == 0) {
            return;
        }
        if (peer instanceof DbSchedulerPeer scheduler) {
            double best = 0;
            DbSchedulerPeer.Settings chosen = scheduler.settings();
            Round.of(peer, postgres, leads);
            for (DbSchedulerPeer.Settings candidate : DbSchedulerPeer.Settings.CANDIDATES) {
                scheduler.use(candidate);
                double speed = Round.of(peer, postgres, leads / 2).perSecond();
                out.printf("warm-up %s, %s: %,.0f/s%n", peer.name(), candidate, speed);
                if (speed > best) {
                    best = speed;
                    chosen = candidate;
                }
            }
            scheduler.use(chosen);
        } else {
            for (int i = 0; i < 3; i++) {
                out.printf(
                        "warm-up %s: %,.0f/s%n",
                        peer.name(), Round.of(peer, postgres, leads).perSecond());
            }
        }
    }

    private List<Peer> peers() {
        List<Peer> peers = new ArrayList<>();
        for (String name : options.text("peers", "plain,db-scheduler,db-scheduler-careful,ripen")
                .split(",")) {
            switch (name) {
                case "plain" -> peers.add(new PlainJdbcPeer(2));
                case "db-scheduler" -> peers.add(new DbSchedulerPeer(false));
                case "db-scheduler-careful" -> peers.add(new DbSchedulerPeer(true));
                case "ripen" -> peers.add(new RipenPeer(Policies.SUPPRESSION_ONLY));
                case "ripen-policies" -> peers.add(new RipenPeer(Policies.ALL));
                default ->
                    throw new IllegalArgumentException(
                            "Peer '" + name
                                    + "' is not known; known are plain, db-scheduler, db-scheduler-careful, ripen, ripen-policies.");
            }
        }
        if (options.flag("policies")) {
            peers.add(new RipenPeer(Policies.ALL));
        }
        return peers;
    }

    private static Table table(Map<Peer, List<Round>> results) {
        double fastestScheduler = results.entrySet().stream()
                .filter(entry -> entry.getKey() instanceof DbSchedulerPeer)
                .mapToDouble(entry -> median(entry.getValue(), Round::perSecond))
                .max()
                .orElse(Double.NaN);
        double limit = results.entrySet().stream()
                .filter(entry -> entry.getKey() instanceof PlainJdbcPeer)
                .mapToDouble(entry -> median(entry.getValue(), Round::perSecond))
                .max()
                .orElse(Double.NaN);
        Table table = new Table(
                "how",
                "touches/s (median)",
                "lowest",
                "highest",
                "times db-scheduler",
                "share of limit",
                "JVM µs/touch",
                "PostgreSQL µs/touch",
                "touches per processor second");
        results.forEach((peer, rounds) -> {
            Figures speed = new Figures(rounds.stream().map(Round::perSecond).toList());
            table.row(
                    peer.name(),
                    speed.median(),
                    speed.percentile(0),
                    speed.max(),
                    speed.median() / fastestScheduler,
                    speed.median() / limit,
                    median(rounds, Round::jvmMicros),
                    median(rounds, Round::databaseMicros),
                    median(rounds, Round::perProcessorSecond));
        });
        return table;
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return new Figures(rounds.stream().map(figure::applyAsDouble).toList()).median();
    }

    /** Statements are counted in a run of their own, since counting costs time. */
    private void count(List<Peer> peers) throws Exception {
        try (Postgres postgres = Postgres.startCounting()) {
            if (!postgres.counting()) {
                out.println("These PostgreSQL binaries cannot count statements.");
                return;
            }
            int leads = 20_000;
            Table table = new Table("how", "statements/touch", "commits/touch", "WAL bytes/touch");
            List<String> details = new ArrayList<>();
            for (Peer peer : peers) {
                try (peer) {
                    peer.prepare(postgres, leads);
                    Statements.reset(postgres, peer.database());
                    peer.run();
                    peer.close(); // a connection that ends hands its counters over
                    Statements counted = Statements.read(postgres, peer.database());
                    table.row(
                            peer.name(),
                            String.format("%.4f", (double) counted.calls() / leads),
                            String.format("%.4f", (double) counted.commits() / leads),
                            (double) counted.walBytes() / leads);
                    details.add(peer.name());
                    details.addAll(counted.top());
                }
            }
            out.println(table);
            details.forEach(out::println);
        }
    }

    private void profile(Postgres postgres, Peer peer, int leads) throws Exception {
        try (peer) {
            peer.prepare(postgres, leads);
            try (Profile profile = Profile.start()) {
                peer.run();
                profile.stop(Path.of(
                        options.text("profile", "true").equals("true")
                                ? "/tmp/ripen-touches.jfr"
                                : options.text("profile", "")));
                out.println(profile.table(TouchLayers.ALL));
                profile.hottest(40).forEach(out::println);
            }
        }
    }
}
