package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the health check asks reads a bounded number of rows, however many leads there are. Told by PostgreSQL itself. */
class PostgresHealthPlansTest {
    private static final int MANY = 30_000;
    private static final int COUNTED = 100;

    @Test
    void counting_what_is_missing_does_not_read_all_that_wait() throws SQLException {
        String url = TestDatabase.POSTGRESQL.url();
        try (Stores stores = Stores.open(url, TestDatabase.POSTGRESQL.user(), "", 2, StoreOptions.PLAIN);
                Connection connection = DriverManager.getConnection(url, TestDatabase.POSTGRESQL.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO enrollment (id, team, sequence_id, revision, contact_id, run_key, active_key,"
                            + " state, at_touch, occurrence, parked_for, attempt, enrolled_at) SELECT g, 'default', 's' || g % 3,"
                            + " 'r', g, '', '', 'PARKED', false, 0, CASE g % 3 WHEN 0 THEN 'channel:x' WHEN 1 THEN 'step:y'"
                            + " ELSE 'block:' || g END, 0, now() FROM generate_series(1, " + MANY + ") g");
            statement.execute("INSERT INTO counter SELECT 's' || g % 200, 'step-' || g, 'sent', 1, 1 FROM"
                    + " generate_series(1, " + MANY + ") g");
            statement.execute("INSERT INTO counter SELECT 's' || g, '', 'errored', 1, g FROM generate_series(0, 9) g");
            long before = read(statement);

            List<Held> held = stores.transactions().call(work -> stores.parked().missing(work, "block:", 20, COUNTED));
            assertThat(held).extracting(Held::need).containsExactly("step:y", "channel:x");
            assertThat(held).allMatch(each -> each.runs() == COUNTED && each.atLeast());
            Map<CounterKey, Long> errored = stores.transactions()
                    .call(work ->
                            stores.counters().sums(work, List.of("s0", "s7", "s9"), "", List.of("errored", "parked")));
            assertThat(errored)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            new CounterKey("s0", "", "errored"), 0L,
                            new CounterKey("s7", "", "errored"), 7L,
                            new CounterKey("s9", "", "errored"), 9L));
            stores.close();

            assertThat(read(statement) - before).as("rows read").isLessThan(3L * COUNTED);
        }
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
                            + " FROM pg_stat_user_tables WHERE relname IN ('enrollment', 'counter')")) {
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
