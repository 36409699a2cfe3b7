package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Scope;
import io.ripen.audit.Audit;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.team.TeamId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A page of the audit log reads a bounded number of rows, however long the log is. Told by PostgreSQL itself. */
class PostgresAuditPlansTest {
    private static final int MANY = 50_000;
    private static final int PAGE = 10;
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void each_list_follows_an_index() throws SQLException {
        String url = TestDatabase.POSTGRESQL.url();
        try (Stores stores = Stores.open(url, TestDatabase.POSTGRESQL.user(), "", 2, StoreOptions.PLAIN);
                Connection connection = DriverManager.getConnection(url, TestDatabase.POSTGRESQL.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO audit SELECT g, TIMESTAMP WITH TIME ZONE '" + BEGAN
                    + "' + g * INTERVAL '1 minute', 'PERSON', CASE WHEN g % 10000 = 0 THEN 'Rare' ELSE 'Ann' END, NULL,"
                    + " CASE WHEN g % 10000 = 1 THEN 'rare' ELSE 'north' END, 'a', CASE WHEN g % 10000 = 2 THEN 'x:1' ELSE"
                    + " 'x:2' END, NULL, NULL, 'h' FROM generate_series(1, " + MANY + ") g");
            List<Integer> sizes = new ArrayList<>();
            long before = read(statement);
            sizes.add(list(stores, Scope.all(), null, null, null, null));
            sizes.add(list(stores, Scope.of(List.of(new TeamId("rare"), new TeamId("north"))), null, null, null, null));
            sizes.add(list(stores, Scope.of(new TeamId("rare")), null, null, null, null));
            sizes.add(list(stores, Scope.all(), "x:1", null, null, null));
            sizes.add(list(stores, Scope.all(), null, "Rare", null, null));
            sizes.add(list(stores, Scope.all(), null, null, BEGAN, BEGAN.plusSeconds(3_600)));
            stores.close();
            assertThat(sizes).containsExactly(PAGE, PAGE, 5, 5, 5, PAGE);
            assertThat(read(statement) - before).as("rows read").isLessThan(200);
        }
    }

    private static int list(
            Stores stores,
            Scope teams,
            @Nullable String target,
            @Nullable String actor,
            @Nullable Instant from,
            @Nullable Instant until) {
        return stores.transactions()
                .call(work ->
                        stores.audit().list(work, teams, new Audit.Query(null, target, actor, from, until, null, PAGE)))
                .size();
    }

    private static long read(Statement statement) throws SQLException {
        long end = System.nanoTime() + 30_000_000_000L;
        long last = -1;
        while (true) {
            statement.execute("SELECT pg_stat_force_next_flush()");
            statement.execute("SELECT pg_stat_clear_snapshot()");
            try (ResultSet rows =
                    statement.executeQuery("SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))"
                            + " FROM pg_stat_user_tables WHERE relname = 'audit'")) {
                rows.next();
                long now = rows.getLong(1);
                if (now == last || System.nanoTime() > end) {
                    return now;
                }
                last = now;
            }
        }
    }
}
