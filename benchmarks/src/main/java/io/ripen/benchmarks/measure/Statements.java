package io.ripen.benchmarks.measure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a database was asked, counted by the server itself (pg_stat_statements and pg_stat_database).
 *
 * @param calls executed statements without BEGIN, COMMIT, ROLLBACK and SET
 * @param commits transactions that committed
 * @param walBytes bytes that went to the write-ahead log
 * @param top the statements that took most time: milliseconds, calls, text
 */
public record Statements(long calls, long commits, long walBytes, List<String> top) {

    /** Sets the counters of {@code database} to zero. */
    public static void reset(Postgres postgres, String database) {
        postgres.query(database, "SELECT pg_stat_statements_reset()");
        postgres.query(database, "SELECT pg_stat_reset()");
    }

    /** Reads the counters since the last {@link #reset}; the benchmark's own questions are left out. */
    public static Statements read(Postgres postgres, String database) {
        String mine = """
                FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = '%s')
                AND query !~* '^(BEGIN|COMMIT|ROLLBACK|SET|SHOW)' AND query !~ '/\\* benchmark \\*/'
                AND query !~ 'pg_stat_'""".formatted(database);
        long calls = number(postgres, database, "SELECT coalesce(sum(calls), 0) " + mine);
        long wal = number(postgres, database, "SELECT coalesce(sum(wal_bytes), 0) " + mine);
        // Autocommit statements are transactions too, so this counts both kinds.
        postgres.query(database, "SELECT pg_stat_force_next_flush()");
        long commits = number(
                postgres, database, "SELECT xact_commit FROM pg_stat_database WHERE datname = '" + database + "'");
        List<String> top = new ArrayList<>();
        try (Connection connection = postgres.connect(database);
                var statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT total_exec_time, calls, rows, query, total_plan_time, plans "
                                + mine + " ORDER BY total_exec_time + total_plan_time DESC LIMIT 40")) {
            while (rows.next()) {
                String text = rows.getString(4).replaceAll("\\s+", " ");
                top.add(String.format(
                        Locale.ROOT,
                        "%8.0f ms + %6.0f ms for %7d plans %7d calls %8d rows  %s",
                        rows.getDouble(1),
                        rows.getDouble(5),
                        rows.getLong(6),
                        rows.getLong(2),
                        rows.getLong(3),
                        text.substring(0, Math.min(text.length(), 150))));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("pg_stat_statements of " + database + " cannot be read.", e);
        }
        return new Statements(calls, commits, wal, top);
    }

    private static long number(Postgres postgres, String database, String sql) {
        return Long.parseLong(postgres.query(database, sql));
    }
}
