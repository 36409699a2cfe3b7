package io.ripen.benchmarks.intake;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What conditions cost: the same due leads, each of whom did ten things before, through a route that asks nothing and through
 * one that asks eight questions about behaviour before the same text. In interleaved rounds.
 */
public final class ConditionsBenchmark {
    public static final Set<String> OPTIONS = Set.of("n", "rounds");

    private static final List<String> QUESTIONS = List.of(
            "${body.clicked('pricing')}",
            "${body.opened('mail-1')}",
            "${body.repliedWith('never said')}",
            "${body.visits('/nowhere', '5 days')} &gt; 2",
            "${body.unopenedInRow} &gt; 30",
            "${body.daysSinceEngagement} &gt; 1000",
            "${body.outcome('earlier')} == 'sent'",
            "${body.hasTag('Nobody has it')}");

    private final Options options;
    private final PrintStream out;

    public ConditionsBenchmark(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public void run() throws Exception {
        int leads = options.number("n", 20_000);
        int rounds = options.number("rounds", 3);
        List<Double> plain = new ArrayList<>();
        List<Double> asking = new ArrayList<>();
        try (Postgres postgres = Postgres.start()) {
            measure(postgres, leads / 4, "");
            measure(postgres, leads / 4, choice());
            for (int round = 0; round < rounds; round++) {
                plain.add(measure(postgres, leads, ""));
                asking.add(measure(postgres, leads, choice()));
            }
            out.printf(
                    "PostgreSQL %s, default settings; %,d due leads with ten events each; medians of %d rounds%n%n",
                    postgres.version(), leads, rounds);
        }
        double one = new Figures(plain).median();
        double other = new Figures(asking).median();
        out.println(new Table("route", "touches/s", "times")
                .row("asks nothing", one, 1.0)
                .row("asks " + QUESTIONS.size() + " questions about behaviour", other, other / one));
    }

    private static String choice() {
        StringBuilder choice = new StringBuilder("<choice id=\"asks\">");
        for (String question : QUESTIONS) {
            choice.append("<when><simple>")
                    .append(question)
                    .append("</simple><to uri=\"contact:tag?add=Never\"/></when>");
        }
        return choice.append("</choice>").toString();
    }

    private static double measure(Postgres postgres, int leads, String questions) throws Exception {
        postgres.recreate("ripen");
        QuickChannel channel = new QuickChannel();
        Stores stores = Stores.open(postgres.url("ripen"), "postgres", "", 8, StoreOptions.PLAIN);
        try (Product product = new Product(stores, Map.of("sms", channel), RunSettings.DEFAULTS)) {
            String revision = product.deploy(
                    "asking", """
                    <routes xmlns="http://camel.apache.org/schema/xml-io">
                      <route id="asking">
                        <from uri="sequence:asking?on=contact.created"/>
                        %s
                        <to id="text" uri="sms:text"/>
                        <to id="wait" uri="wait:30 days"/>
                      </route>
                    </routes>""".formatted(questions), Map.of("text.sms", "Hi {{contact.first_name|there}}"));
            postgres.execute("ripen", """
                    INSERT INTO contact (id, team, external_id, first_name, phone, phone_key, score, created_at, updated_at,
                        version)
                    SELECT i, 'default', 'L' || i, 'Lead ' || i, '+1202555' || lpad((i %% 10000)::text, 4, '0'),
                        '+1202555' || lpad((i %% 10000)::text, 4, '0'), 0, now(), now(), 1
                    FROM generate_series(1, %1$d) i;
                    INSERT INTO event (team, id, type, contact_id, happened_at, received_at, source, data)
                    SELECT 'default', 'e' || i || '-' || k, (ARRAY['page.viewed','message.opened','link.clicked'])[1 + k %% 3],
                        i, now(), now(), 'API', '{"page":"/blog","link":"story","step":"other","engagement":"human"}'
                    FROM generate_series(1, %1$d) i, generate_series(1, 10) k;
                    INSERT INTO enrollment (id, team, sequence_id, revision, contact_id, run_key, active_key, state, at_touch,
                        occurrence, due_at, attempt, enrolled_at)
                    SELECT i, 'default', 'asking', '%2$s', i, '', '', 'ACTIVE', false, 0, now() - interval '1 minute', 0,
                        now() - interval '1 hour'
                    FROM generate_series(1, %1$d) i""".formatted(leads, revision));
            postgres.settle("ripen");
            long begin = System.nanoTime();
            product.engine().start();
            boolean done = Pause.until(
                    () -> channel.sent() >= leads
                            && postgres.query("ripen", "SELECT EXISTS (SELECT 1 FROM enrollment WHERE due_at <= now())")
                                    .equals("f"),
                    Duration.ofMinutes(10),
                    Duration.ofMillis(20));
            if (!done) {
                throw new IllegalStateException("After ten minutes " + channel.sent() + " of " + leads + " were sent.");
            }
            return leads / ((System.nanoTime() - begin) / 1e9);
        }
    }
}
