package io.ripen.benchmarks.touches;

import io.ripen.access.Actor;
import io.ripen.benchmarks.measure.Pause;
import io.ripen.benchmarks.measure.Postgres;
import io.ripen.benchmarks.product.Policies;
import io.ripen.benchmarks.product.Product;
import io.ripen.benchmarks.product.QuickChannel;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.engine.internal.run.RunSettings;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The product: claim, the segment as a Camel route, rendering, the gate with the suppression policy or with all policies,
 * the channel, the outcome, the next position, history and counters.
 */
final class RipenPeer implements Peer {
    private static final String SEQUENCE = """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="touches" description="One text, then a wait">
                <from uri="sequence:touches?on=contact.created&amp;exitOn=reply,opt-out"/>
                <choice id="who">
                  <when><simple>${body.hasTag('VIP')}</simple>
                    <to id="vip" uri="sms:vip"/></when>
                  <otherwise>
                    <to id="day-1" uri="sms:day-1"/></otherwise>
                </choice>
                <to id="wait-1" uri="wait:3 days"/>
                <to id="day-3" uri="sms:day-1"/>
              </route>
            </routes>
            """;
    private static final String TEXT =
            "Ripen Homes: Hi {{contact.first_name|there}}, thanks for your interest! Reply STOP to end.";

    private final QuickChannel channel = new QuickChannel();
    private final Policies policies;
    private @Nullable Postgres postgres;
    private @Nullable Product product;
    private int leads;

    RipenPeer(Policies policies) {
        this.policies = policies;
    }

    @Override
    public String name() {
        return policies == Policies.ALL ? "Ripen, all policies" : "Ripen";
    }

    @Override
    public String database() {
        return "ripen";
    }

    @Override
    public void prepare(Postgres server, int count) {
        postgres = server;
        leads = count;
        channel.reset();
        server.recreate(database());
        Stores stores = Stores.open(server.url(database()), "postgres", "", 8, StoreOptions.PLAIN);
        Product made = new Product(stores, Map.of("sms", channel), RunSettings.DEFAULTS, policies);
        product = made;
        openAllDay(made);
        String revision = made.deploy("touches", SEQUENCE, Map.of("day-1.sms", TEXT, "vip.sms", TEXT));
        server.execute(database(), """
                INSERT INTO contact (id, team, external_id, first_name, email, email_key, phone, phone_key, time_zone, tags,
                    score, created_at, updated_at, version)
                SELECT i, 'default', 'L' || i, 'Lead ' || i, 'l' || i || '@example.com', 'l' || i || '@example.com',
                    '+1202' || lpad((5550000 + i)::text, 7, '0'), '+1202' || lpad((5550000 + i)::text, 7, '0'), '%3$s',
                    '["New Lead"]', 0, now(), now(), 1
                FROM generate_series(1, %1$d) i;
                INSERT INTO enrollment (id, team, sequence_id, revision, contact_id, run_key, active_key, state, at_touch,
                    occurrence, due_at, attempt, enrolled_at)
                SELECT i, 'default', 'touches', '%2$s', i, '', '', 'ACTIVE', false, 0, now() - interval '1 minute', 0, now()
                FROM generate_series(1, %1$d) i""".formatted(count, revision, zoneAtNoon(made)));
        server.settle(database());
    }

    /** The benchmark runs on any day; the hours of the law count all the same. */
    private static void openAllDay(Product made) {
        Teams teams = made.contacts().teams();
        Team team = teams.find(TeamId.DEFAULT).orElseThrow();
        Map<String, Object> hours = Map.of("from", "00:00", "to", "24:00", "days", "MON-SUN");
        teams.save(
                Actor.part("the benchmark"),
                new Team(
                        team.id(),
                        team.name(),
                        team.zone(),
                        team.region(),
                        Map.of("quietHours", Map.of("sms", hours))));
    }

    /** Where it is between 12:00 and 13:00 now: far from the hours at which the law forbids texts. */
    private static String zoneAtNoon(Product made) {
        int hour = made.stores().clock().instant().atOffset(ZoneOffset.UTC).getHour();
        // Etc/GMT+5 is five hours behind.
        return "Etc/GMT" + (hour >= 12 ? "+" : "-") + Math.abs(hour - 12);
    }

    @Override
    public void run() throws Exception {
        Product running = started();
        Postgres server = server();
        running.engine().start();
        boolean done = Pause.until(
                () -> channel.sent() >= leads
                        && server.query(
                                        database(),
                                        "SELECT EXISTS (SELECT 1 FROM enrollment WHERE due_at <= now()) /* benchmark */")
                                .equals("f"),
                Duration.ofMinutes(10),
                Duration.ofMillis(20));
        if (!done) {
            throw new IllegalStateException("After ten minutes " + channel.sent() + " of " + leads + " were sent.");
        }
    }

    private Product started() {
        if (product == null) {
            throw new IllegalStateException("prepare() was not called.");
        }
        return product;
    }

    private Postgres server() {
        if (postgres == null) {
            throw new IllegalStateException("prepare() was not called.");
        }
        return postgres;
    }

    @Override
    public void verify() {
        Check.equal(name() + ": sent", leads, channel.sent());
        Check.rows(server(), database(), "message WHERE state = 'ACCEPTED' AND provider_id IS NOT NULL", leads);
        Check.rows(
                server(),
                database(),
                "enrollment WHERE step = 'wait-1' AND state = 'ACTIVE' AND owner IS NULL AND due_at > now() + interval '2"
                        + " days'",
                leads);
        Check.rows(server(), database(), "(SELECT DISTINCT enrollment_id FROM history) h", leads);
        Check.equal(
                name() + ": counted as sent",
                leads,
                Long.parseLong(server().query(
                                database(), "SELECT sum(total) FROM counter WHERE step = 'day-1' AND name = 'sent'")));
    }

    @Override
    public void close() {
        if (product != null) {
            product.close();
            product = null;
        }
    }
}
