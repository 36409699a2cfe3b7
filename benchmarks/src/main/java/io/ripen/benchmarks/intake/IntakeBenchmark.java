package io.ripen.benchmarks.intake;

import io.ripen.benchmarks.Options;
import io.ripen.benchmarks.measure.Figures;
import io.ripen.benchmarks.measure.Postgres;
import io.ripen.benchmarks.measure.Table;
import io.ripen.benchmarks.product.Product;
import io.ripen.benchmarks.product.QuickChannel;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.engine.internal.run.RunSettings;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Events a second through the durable intake: stored, matched against triggers, exits and waiting runs, committed; in batches
 * of a hundred on one thread. With few and with many sequences deployed, in interleaved rounds; events that concern no
 * sequence, and events that each enroll one lead into one of them.
 */
public final class IntakeBenchmark {
    public static final Set<String> OPTIONS = Set.of("few", "many", "events", "rounds");

    private static final int BATCH = 100;

    private final Options options;
    private final PrintStream out;

    public IntakeBenchmark(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    private record Round(double storedOnly, double enrolling) {}

    public void run() throws Exception {
        int few = options.number("few", 5);
        int many = options.number("many", 500);
        int events = options.number("events", 20_000);
        int rounds = options.number("rounds", 3);
        List<Double> fewStored = new ArrayList<>();
        List<Double> fewEnrolling = new ArrayList<>();
        List<Double> manyStored = new ArrayList<>();
        List<Double> manyEnrolling = new ArrayList<>();
        try (Postgres postgres = Postgres.start()) {
            measure(postgres, few, events / 4);
            for (int round = 0; round < rounds; round++) {
                Round one = measure(postgres, few, events);
                fewStored.add(one.storedOnly());
                fewEnrolling.add(one.enrolling());
                Round other = measure(postgres, many, events);
                manyStored.add(other.storedOnly());
                manyEnrolling.add(other.enrolling());
            }
            out.printf(
                    "PostgreSQL %s, default settings; %,d events a round in batches of %d on one thread; medians of %d"
                            + " rounds%n%n",
                    postgres.version(), events, BATCH, rounds);
        }
        double storedFew = new Figures(fewStored).median();
        double storedMany = new Figures(manyStored).median();
        double enrollingFew = new Figures(fewEnrolling).median();
        double enrollingMany = new Figures(manyEnrolling).median();
        out.println(new Table("sequences deployed", "events/s that match none", "events/s that each enroll one lead")
                .row(few, storedFew, enrollingFew)
                .row(many, storedMany, enrollingMany)
                .row("times", storedMany / storedFew, enrollingMany / enrollingFew));
    }

    private static Round measure(Postgres postgres, int sequences, int events) {
        postgres.recreate("ripen");
        Stores stores = Stores.open(postgres.url("ripen"), "postgres", "", 8, StoreOptions.PLAIN);
        try (Product product = new Product(stores, Map.of("sms", new QuickChannel()), RunSettings.DEFAULTS)) {
            for (int i = 0; i < sequences; i++) {
                product.deploy("s" + i, sequence(i), Map.of("hello.sms", "Hi {{contact.first_name|there}}"));
            }
            postgres.execute("ripen", """
                    INSERT INTO contact (id, team, external_id, first_name, phone, phone_key, score, created_at, updated_at,
                        version)
                    SELECT i, 'default', 'L' || i, 'Lead ' || i, '+1202555' || lpad((i %% 10000)::text, 4, '0'),
                        '+1202555' || lpad((i %% 10000)::text, 4, '0'), 0, now(), now(), 1
                    FROM generate_series(1, %d) i""".formatted(events));
            postgres.settle("ripen");
            return new Round(rate(product, "none", 1, events), rate(product, "some", sequences, events));
        }
    }

    /** Events that tag each lead once; the tag is one of the sequences' own, or nobody's. */
    private static double rate(Product product, String kind, int sequences, int events) {
        Instant now = product.stores().clock().instant();
        int enrolled = 0;
        long begin = System.nanoTime();
        for (int from = 1; from <= events; from += BATCH) {
            List<Event> batch = new ArrayList<>(BATCH);
            for (int i = from; i < from + BATCH && i <= events; i++) {
                String tag = kind.equals("none") ? "Nobody's" : "Tag " + i % sequences;
                batch.add(new Event(
                        kind + "-" + i,
                        EventTypes.TAG_ADDED,
                        null,
                        new ContactId(i),
                        null,
                        now,
                        EventSource.API,
                        Map.of("tag", tag)));
            }
            enrolled += product.stores()
                    .transactions()
                    .call(work -> product.events().receive(work, batch).stream()
                            .mapToInt(receipt -> receipt.enrolled().size())
                            .sum());
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        int expected = kind.equals("none") ? 0 : events;
        if (enrolled != expected) {
            throw new IllegalStateException(enrolled + " leads were enrolled instead of " + expected + ".");
        }
        return events / seconds;
    }

    private static String sequence(int number) {
        return """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="s%1$d">
                    <from uri="sequence:s%1$d?on=tag.added&amp;tag=Tag %1$d"/>
                    <to id="hello" uri="sms:hello"/>
                  </route>
                </routes>""".formatted(number);
    }
}
