package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Scope;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.Messages;
import io.ripen.sequence.Enrollments;
import io.ripen.task.Tasks;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A page of a small team costs what it shows, however much the big team beside it has; also without statistics. */
class PostgresTeamListsTest {
    private static final int BIG = 20_000;
    private static final Scope SMALL = Scope.of(List.of(new TeamId("small"), new TeamId("tiny")));

    private static final String TEAM =
            " CASE WHEN n % 2000 = 0 THEN 'small' WHEN n % 2000 = 7 THEN 'tiny' ELSE 'big' END ";

    @Test
    void a_page_of_a_small_team_reads_as_many_rows_as_it_shows() throws SQLException {
        String url = TestDatabase.POSTGRESQL.url();
        String user = TestDatabase.POSTGRESQL.user();
        try (Stores stores = Stores.open(url, user, "", 2, StoreOptions.PLAIN)) {
            for (String table : List.of("contact", "enrollment", "message", "task", "inbound")) {
                fill(url, user, table);
            }
            page(
                    stores,
                    "message",
                    url,
                    user,
                    work -> stores.messages()
                            .list(work, SMALL, new Messages.Query(null, null, null, null, 0, 50))
                            .size());
            page(
                    stores,
                    "enrollment",
                    url,
                    user,
                    work -> stores.enrollments()
                            .list(work, SMALL, new Enrollments.Query(null, null, null, null, 0, 50))
                            .size());
            page(
                    stores,
                    "task",
                    url,
                    user,
                    work -> stores.tasks()
                            .list(work, SMALL, new Tasks.Query(null, null, null, null, 0, 50))
                            .size());
            page(
                    stores,
                    "inbound",
                    url,
                    user,
                    work -> stores.inbound().list(work, SMALL, null, 0, 50).size());
            page(
                    stores,
                    "contact",
                    url,
                    user,
                    work -> stores.contacts().list(work, SMALL, 0, 50).size());
            assertThat((List<?>) stores.transactions()
                            .call(work -> stores.messages()
                                    .list(work, SMALL.only(new TeamId("big")), query(MessageState.ACCEPTED))))
                    .as("another's team is empty")
                    .isEmpty();
        }
    }

    private static Messages.Query query(MessageState state) {
        return new Messages.Query(null, null, null, state, 0, 50);
    }

    private static void page(Stores stores, String table, String url, String user, Function<UnitOfWork, Integer> list)
            throws SQLException {
        long before = read(url, user, table);
        int[] shown = {0};
        stores.transactions().call(work -> shown[0] = list.apply(work));
        assertThat(shown[0]).as(table).isEqualTo(20);
        // Counted once the session tells it.
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> read(url, user, table) > before);
        assertThat(read(url, user, table) - before)
                .as("rows of " + table + " read")
                .isBetween(20L, 60L);
    }

    private static long read(String url, String user, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) FROM pg_stat_user_tables WHERE relname = '"
                                + table + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** One row for each number, with what the table insists on. */
    private static void fill(String url, String user, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + table + " SET (autovacuum_enabled = off)");
            StringBuilder names = new StringBuilder("id, team");
            StringBuilder values = new StringBuilder("n," + TEAM);
            try (ResultSet columns =
                    statement.executeQuery("SELECT column_name, data_type FROM information_schema.columns"
                            + " WHERE table_name = '" + table + "' AND is_nullable = 'NO' AND column_default IS NULL"
                            + " AND column_name NOT IN ('id', 'team')")) {
                while (columns.next()) {
                    names.append(", ").append(columns.getString(1));
                    values.append(", ")
                            .append(
                                    switch (columns.getString(2)) {
                                        case "boolean" -> "FALSE";
                                        case "timestamp with time zone" -> "TIMESTAMPTZ '2026-03-01 10:00:00+00'";
                                        case "character varying" -> value(table, columns.getString(1));
                                        default -> "n";
                                    });
                }
            }
            statement.execute("INSERT INTO " + table + " (" + names + ") SELECT " + values + " FROM generate_series(1, "
                    + BIG + ") AS n");
        }
    }

    private static String value(String table, String column) {
        return switch (column) {
            case "state" ->
                switch (table) {
                    case "message" -> "'ACCEPTED'";
                    case "task" -> "'OPEN'";
                    default -> "'ACTIVE'";
                };
            case "tags" -> "'[]'";
            case "fields", "variables", "data", "headers" -> "'{}'";
            case "consent" -> "'UNKNOWN'";
            default -> "'x' || n";
        };
    }
}
