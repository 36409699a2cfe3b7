package io.ripen.benchmarks.stops;

import io.ripen.benchmarks.Options;
import io.ripen.benchmarks.measure.Figures;
import io.ripen.benchmarks.measure.Postgres;
import io.ripen.benchmarks.measure.Table;
import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Receipt;
import io.ripen.testkit.LiveNode;
import io.ripen.testkit.SequenceTester;
import io.ripen.testkit.TestLead;
import io.ripen.testkit.TesterSetup;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Leads in a sequence text STOP, one after the other on a few threads, beside bundles that listen to every event: none, one that
 * works, one that throws, one that hangs, all of them. Each STOP is timed from the intake's call to its answer, and must have ended
 * the lead's run and suppressed the number. The rounds of all kinds take turns on one server, so their ratios count.
 */
public final class StopsBenchmark {
    public static final Set<String> OPTIONS = Set.of("n", "rounds", "threads");

    private static final String SEQUENCE = """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="stops">
                <from uri="sequence:stops?on=contact.created"/>
                <to id="wait" uri="wait:30 days"/>
                <to id="hello" uri="sms:hello"/>
              </route>
            </routes>""";

    private final Options options;
    private final PrintStream out;

    public StopsBenchmark(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public void run() throws Exception {
        int leads = options.number("n", 1_000);
        int rounds = options.number("rounds", 5);
        int threads = options.number("threads", 4);
        Map<Bundles, List<Figures>> measured = new EnumMap<>(Bundles.class);
        String version;
        try (Postgres postgres = Postgres.start()) {
            version = postgres.version();
            stop(postgres, Bundles.NONE, leads, threads);
            for (int round = 0; round < rounds; round++) {
                for (Bundles bundles : Bundles.values()) {
                    measured.computeIfAbsent(bundles, any -> new ArrayList<>())
                            .add(stop(postgres, bundles, leads, threads));
                }
            }
        }
        report(measured, leads, rounds, threads, version);
    }

    private void report(Map<Bundles, List<Figures>> measured, int leads, int rounds, int threads, String version) {
        out.printf(
                "PostgreSQL %s, default settings; %,d STOPs a round on %d threads, each effective; medians of %d rounds%n%n",
                version, leads, threads, rounds);
        Table table = new Table(
                "bundles that want every event", "median ms", "p99 ms", "highest ms", "median, times", "p99, times");
        List<Figures> without = measured.getOrDefault(Bundles.NONE, List.of());
        measured.forEach((bundles, figures) -> {
            List<Double> medians = new ArrayList<>();
            List<Double> p99s = new ArrayList<>();
            for (int i = 0; i < figures.size(); i++) {
                medians.add(figures.get(i).median() / without.get(i).median());
                p99s.add(figures.get(i).percentile(99) / without.get(i).percentile(99));
            }
            table.row(
                    bundles.words(),
                    median(figures.stream().map(Figures::median).toList()),
                    median(figures.stream().map(each -> each.percentile(99)).toList()),
                    median(figures.stream().map(Figures::max).toList()),
                    median(medians),
                    median(p99s));
        });
        out.println(table);
    }

    private static double median(List<Double> values) {
        return new Figures(values).median();
    }

    private static Figures stop(Postgres postgres, Bundles bundles, int leads, int threads) throws Exception {
        postgres.recreate("ripen");
        CountDownLatch never = new CountDownLatch(1);
        TesterSetup setup =
                bundles.into(SequenceTester.setup().sequence(SEQUENCE, Map.of("hello.sms", "Hello")), never);
        ExecutorService phones = Executors.newFixedThreadPool(threads);
        try (LiveNode node = LiveNode.open(postgres.url("ripen"), "postgres", "", 1, setup)) {
            node.start();
            List<TestLead> cast = new ArrayList<>(leads);
            for (int i = 0; i < leads; i++) {
                cast.add(TestLead.lead("Lea" + i).phone("+1212%07d".formatted(5_550_000 + i)));
            }
            List<Contact> contacts = node.create(cast);
            postgres.settle("ripen");
            List<Double> millis = Collections.synchronizedList(new ArrayList<>(leads));
            AtomicInteger next = new AtomicInteger();
            Callable<Void> phone = () -> {
                for (int i = next.getAndIncrement(); i < leads; i = next.getAndIncrement()) {
                    millis.add(stop(node, contacts.get(i)));
                }
                return null;
            };
            for (Future<Void> each : phones.invokeAll(Collections.nCopies(threads, phone))) {
                each.get();
            }
            for (Contact contact : contacts) {
                if (node.timeline(contact.id()).stream()
                        .noneMatch(line -> line.kind().equals("suppressed"))) {
                    throw new IllegalStateException("The number of contact " + contact.id() + " is not suppressed.");
                }
            }
            return new Figures(millis);
        } finally {
            never.countDown();
            phones.shutdownNow();
        }
    }

    /** Milliseconds until it was acknowledged. */
    private static double stop(LiveNode node, Contact lead) {
        Event stop = new Event(
                "SM" + lead.id(),
                EventTypes.SMS_RECEIVED,
                null,
                null,
                lead.phoneE164(),
                InstantSource.system().instant(),
                EventSource.PROVIDER,
                Map.of("channel", "sms", "text", "STOP"));
        long begin = System.nanoTime();
        Receipt receipt = node.events().receive(stop);
        double millis = (System.nanoTime() - begin) / 1e6;
        if (receipt.stopped().size() != 1) {
            throw new IllegalStateException("The run of contact " + lead.id() + " was not ended by its STOP.");
        }
        return millis;
    }
}
