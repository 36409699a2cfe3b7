package io.ripen.benchmarks.waiting;

import io.ripen.benchmarks.Options;
import io.ripen.benchmarks.measure.Figures;
import io.ripen.benchmarks.measure.Pause;
import io.ripen.benchmarks.measure.Postgres;
import io.ripen.benchmarks.measure.Table;
import io.ripen.benchmarks.product.Product;
import io.ripen.benchmarks.product.QuickChannel;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.engine.internal.run.RunSettings;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The same engine with few and with very many leads that wait: what they cost in memory, how long the claim of the next
 * due batch takes, and how long that batch takes as a whole.
 */
public final class WaitingBenchmark {
    public static final Set<String> OPTIONS = Set.of("few", "many", "batches");

    private static final int BATCH = 500;
    private static final String SEQUENCE = """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="waiting" description="Waits, then a text">
                <from uri="sequence:waiting?on=contact.created"/>
                <to id="wait-1" uri="wait:30 days"/>
                <to id="text" uri="sms:text"/>
                <to id="wait-2" uri="wait:30 days"/>
              </route>
            </routes>
            """;

    private final Options options;
    private final PrintStream out;

    public WaitingBenchmark(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    private record Result(int waiting, double heapMegabytes, Figures claim, Figures whole) {}

    public void run() throws Exception {
        int batches = options.number("batches", 20);
        Result few;
        Result many;
        try (Postgres postgres = Postgres.start()) {
            measure(postgres, 1_000, batches); // warm-up
            few = measure(postgres, options.number("few", 1_000), batches);
            many = measure(postgres, options.number("many", 1_000_000), batches);
            out.printf(
                    "PostgreSQL %s, default settings; medians of %d batches of %d%n%n",
                    postgres.version(), batches, BATCH);
        }
        Table table = new Table(
                "leads that wait",
                "heap after GC, MB",
                "claim of a batch, ms",
                "batch until all are sent and moved, ms");
        for (Result result : List.of(few, many)) {
            table.row(
                    String.format("%,d", result.waiting()),
                    result.heapMegabytes(),
                    result.claim().median(),
                    result.whole().median());
        }
        table.row(
                "times",
                many.heapMegabytes() / few.heapMegabytes(),
                many.claim().median() / few.claim().median(),
                many.whole().median() / few.whole().median());
        out.println(table);
    }

    private Result measure(Postgres postgres, int waiting, int batches) throws Exception {
        int count = waiting + batches * BATCH;
        postgres.recreate("ripen");
        QuickChannel channel = new QuickChannel();
        Stores stores = Stores.open(postgres.url("ripen"), "postgres", "", 8, StoreOptions.PLAIN);
        try (Product product = new Product(stores, Map.of("sms", channel), RunSettings.DEFAULTS)) {
            load(postgres, product.deploy("waiting", SEQUENCE, Map.of("text.sms", "Hi {{contact.first_name}}")), count);
            product.engine().start();
            List<Double> claims = new ArrayList<>();
            List<Double> wholes = new ArrayList<>();
            for (int batch = 0; batch < batches; batch++) {
                due(postgres, waiting + batch * BATCH);
                claims.add(claim(stores));
                wholes.add(whole(postgres, product, channel));
            }
            return new Result(waiting, heap(), new Figures(claims), new Figures(wholes));
        }
    }

    private static void load(Postgres postgres, String revision, int count) {
        postgres.execute("ripen", """
                INSERT INTO contact (id, team, external_id, first_name, phone, phone_key, score, created_at, updated_at,
                    version)
                SELECT i, 'default', 'L' || i, 'Lead ' || i, '+1202555' || lpad((i %% 10000)::text, 4, '0'),
                    '+1202555' || lpad((i %% 10000)::text, 4, '0'), 0, now(), now(), 1
                FROM generate_series(1, %1$d) i;
                INSERT INTO enrollment (id, team, sequence_id, revision, contact_id, run_key, active_key, state, step,
                    at_touch, occurrence, due_at, attempt, enrolled_at)
                SELECT i, 'default', 'waiting', '%2$s', i, '', '', 'ACTIVE', 'wait-1', false, 1,
                    now() + interval '1 day' + i * interval '1 second', 0, now()
                FROM generate_series(1, %1$d) i""".formatted(count, revision));
        postgres.settle("ripen");
    }

    /** Lets the next batch become due, without the engine's knowing. */
    private static void due(Postgres postgres, int after) {
        postgres.execute(
                "ripen",
                "UPDATE enrollment SET due_at = now() + interval '400 milliseconds' WHERE id > " + after + " AND id <= "
                        + (after + BATCH));
    }

    /** The claim alone, undone at its end: what the engine asks first for each batch. */
    private static double claim(Stores stores) {
        Instant soon = stores.clock().instant().plusMillis(500);
        try {
            return stores.transactions().call(work -> {
                long begin = System.nanoTime();
                int found = stores.due().lock(work, soon, BATCH).size();
                double millis = (System.nanoTime() - begin) / 1e6;
                throw new Undone(found, millis);
            });
        } catch (Undone e) {
            if (e.found != BATCH) {
                throw new IllegalStateException("The claim found " + e.found + " leads instead of " + BATCH + ".", e);
            }
            return e.millis;
        }
    }

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int found;
        private final double millis;

        Undone(int found, double millis) {
            super("rolls the transaction back", null, false, false);
            this.found = found;
            this.millis = millis;
        }
    }

    /** From the moment at which all are due and the engine is woken until they stand at their next wait. */
    private static double whole(Postgres postgres, Product product, QuickChannel channel) throws Exception {
        Pause.until(
                () -> postgres.query("ripen", "SELECT min(due_at) <= now() FROM enrollment")
                        .equals("t"),
                Duration.ofSeconds(2),
                Duration.ofMillis(5));
        long begin = System.nanoTime();
        product.engine().wake();
        boolean done = Pause.until(
                () -> postgres.query("ripen", "SELECT min(due_at) > now() FROM enrollment")
                        .equals("t"),
                Duration.ofMinutes(1),
                Duration.ofMillis(1));
        if (!done) {
            throw new IllegalStateException("A batch was not done within a minute; sent " + channel.sent());
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Pause.of(Duration.ofMillis(100));
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }
}
