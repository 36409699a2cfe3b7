package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.ContactId;
import io.ripen.event.EventSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What is asked of the outbox reads as many rows as it answers, however many wait for a listener that is away, and with the plans
 * of the time when it was empty. Told by PostgreSQL itself.
 */
class PostgresOutboxPlansTest {
    private static final int MANY = 30_000;
    private static final int BATCH = 100;

    @Test
    void a_batch_and_a_page_read_what_they_answer() throws SQLException {
        TestDatabase database = TestDatabase.POSTGRESQL;
        String url = database.url();
        try (Stores stores = Stores.open(url, database.user(), "", 2, StoreOptions.PLAIN);
                Connection connection = DriverManager.getConnection(url, database.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE outbox SET (autovacuum_enabled = off)");
            statement.execute("ALTER TABLE outbox_quarantine SET (autovacuum_enabled = off)");
            // A plan is kept after some executions; then the tables grow.
            stores.transactions().call(work -> {
                stores.outboxConsumers().register(work, "crm", Set.of("*"), Instant.EPOCH);
                return work;
            });
            for (int i = 0; i < 8; i++) {
                ask(stores, i);
            }
            statement.execute("DELETE FROM outbox");
            statement.execute("DELETE FROM outbox_quarantine");
            String columns = "consumer, team, contact_id, event_id, type, happened_at, received_at, source";
            String values =
                    "CASE g % 2 WHEN 0 THEN 'crm' ELSE 'away' END, 'default', g % 5000 + 1, 'e' || g, 'opt-out',"
                            + " now(), now(), 'API'";
            statement.execute("INSERT INTO outbox (" + columns + ", due_at, attempt) SELECT " + values
                    + ", now() - INTERVAL '1 hour', 0 FROM generate_series(1, " + MANY + ") g");
            statement.execute("INSERT INTO outbox_quarantine (" + columns + ", id, attempt, quarantined_at) SELECT "
                    + values + ", 1000000 + g, 8, now() FROM generate_series(1, " + MANY + ") g");
            long before = read(statement);

            ask(stores, 100);
            stores.close();

            assertThat(read(statement) - before).as("rows read").isBetween(6L * BATCH, 14L * BATCH);
        }
    }

    private static void ask(Stores stores, int number) {
        stores.transactions().call(work -> {
            Instant now = stores.clock().machine().instant();
            EventRow event = new EventRow("default", "new" + number, "opt-out", 7, now, now, EventSource.API, Map.of());
            stores.outbox().refresh(work);
            stores.outbox().put(work, List.of(new OutboxEvent(event, Set.of("opt-out"), null)));
            return work;
        });
        stores.transactions().call(work -> {
            Instant now = stores.clock().machine().instant();
            assertThat(stores.outboxConsumers().all(work)).hasSize(1);
            assertThat(stores.outboxConsumers().turn(work, "crm")).hasSize(1);
            List<OutboxRow> rows = stores.outbox().claim(work, "crm", now.plusSeconds(60), 5, BATCH);
            List<Long> ids = OutboxStore.ids(rows);
            int half = ids.size() / 2;
            stores.outbox().done(work, ids.subList(0, half), 5);
            stores.outbox().release(work, ids.subList(half, ids.size() - 1), 5);
            OutboxRow last = rows.get(rows.size() - 1);
            stores.quarantine().keep(work, last, "No route", now, 5);
            stores.outbox().waiting(work, "crm", BATCH);
            stores.outbox().oldest(work, "crm");
            stores.quarantine().count(work, "crm", BATCH);
            stores.quarantine().retry(work, "crm", stores.quarantine().oldest(work, "crm", BATCH), now);
            stores.quarantine().page(work, "crm", 0, BATCH);
            stores.contacts().delete(work, new ContactId(4));
            return work;
        });
    }

    private static long read(Statement statement) throws SQLException {
        long end = System.nanoTime() + 30_000_000_000L;
        long last = -1;
        while (true) {
            long others;
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE datname ="
                    + " current_database() AND pid <> pg_backend_pid() AND state = 'active' AND backend_type ="
                    + " 'client backend'")) {
                rows.next();
                others = rows.getLong(1);
            }
            statement.execute("SELECT pg_stat_force_next_flush()");
            statement.execute("SELECT pg_stat_clear_snapshot()");
            long now;
            try (ResultSet rows =
                    statement.executeQuery("SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))"
                            + " FROM pg_stat_user_tables WHERE relname LIKE 'outbox%'")) {
                rows.next();
                now = rows.getLong(1);
            }
            if (others == 0 && now == last || System.nanoTime() > end) {
                return now;
            }
            last = now;
        }
    }
}
