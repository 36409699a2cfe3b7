package io.ripen.benchmarks.mail;

import io.ripen.benchmarks.Options;
import io.ripen.benchmarks.measure.Figures;
import io.ripen.benchmarks.measure.Table;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The e-mail channel with its kept-open connections beside a connection per message, to the same sink in one run. */
public final class MailBenchmark {
    public static final Set<String> OPTIONS = Set.of("n", "rounds", "threads");

    private final Options options;
    private final PrintStream out;

    public MailBenchmark(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    private record Round(double perSecond, long connections) {}

    public void run() throws Exception {
        int mails = options.number("n", 5_000);
        int rounds = options.number("rounds", 5);
        int threads = options.number("threads", 4);
        try (SmtpSink sink = new SmtpSink()) {
            Path sources = Path.of(System.getProperty("ripen.root", "."));
            List<MailSender> senders = List.of(
                    new StockSender(sink.port()),
                    new ChannelSender("e-mail channel, a connection per message", sources, sink.port(), threads, 1),
                    new ChannelSender("e-mail channel, kept-open connections", sources, sink.port(), threads, 100));
            Map<MailSender, List<Round>> results = new LinkedHashMap<>();
            for (MailSender sender : senders) {
                measure(sender, sink, mails / 2, threads);
            }
            for (int i = 0; i < rounds; i++) {
                for (MailSender sender : senders) {
                    results.computeIfAbsent(sender, key -> new ArrayList<>())
                            .add(measure(sender, sink, mails, threads));
                }
            }
            out.printf(
                    "%,d mails of %,d bytes a round, %d threads, %d rounds%n%n",
                    mails, sink.bytes() / sink.mails(), threads, rounds);
            out.println(table(results));
            senders.forEach(MailSender::close);
        }
    }

    private static Table table(Map<MailSender, List<Round>> results) {
        double stock = median(results.values().iterator().next());
        Table table = new Table("how", "mails/s (median)", "times", "connections a round");
        results.forEach((sender, rounds) -> table.row(
                sender.name(),
                median(rounds),
                median(rounds) / stock,
                rounds.get(rounds.size() - 1).connections()));
        return table;
    }

    private static double median(List<Round> rounds) {
        return new Figures(rounds.stream().map(Round::perSecond).toList()).median();
    }

    private static Round measure(MailSender sender, SmtpSink sink, int mails, int threads) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        AtomicInteger next = new AtomicInteger();
        long before = sink.mails();
        long connections = sink.connections();
        long begin = System.nanoTime();
        try {
            List<Future<Void>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<Void> worker = () -> {
                    for (int number = next.getAndIncrement(); number < mails; number = next.getAndIncrement()) {
                        sender.send(number);
                    }
                    return null;
                };
                workers.add(executor.submit(worker));
            }
            for (Future<Void> worker : workers) {
                worker.get();
            }
        } finally {
            executor.shutdownNow();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (sink.mails() - before != mails) {
            throw new IllegalStateException(
                    "The sink has " + (sink.mails() - before) + " mails instead of " + mails + ".");
        }
        return new Round(mails / seconds, sink.connections() - connections);
    }
}
