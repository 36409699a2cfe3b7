package io.ripen.core.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Installations of each older version come to the newest one with all that they had. Each migration that ever ran somewhere is
 * checked by the dump of the newest release: it holds Flyway's history, which refuses a migration that was changed or taken
 * away. A release adds its dump, and each migration the rows that its tables may have ({@code releases/rows-N.sql}).
 */
abstract class ReleasedSchemasContract {
    /** Since version 11 the open calls of runs that are over, or have gone on, say so themselves. */
    private static final Map<String, String> CLOSED_BY_11 =
            Map.of("id=2 ", "state=CANCELLED", "id=3 ", "state=EXPIRED", "id=4 ", "state=EXPIRED");

    private final TestDatabase database;

    ReleasedSchemasContract(TestDatabase database) {
        this.database = database;
    }

    static List<String> versions() {
        return Schema.MIGRATIONS.stream()
                .map(ReleasedSchemasContract::version)
                // Nothing ever stopped between the tables and what they are in one of the databases.
                .filter(version -> !version.equals("1"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void anInstallationOfAnOlderVersionKeepsAllThatItHad(String version) throws Exception {
        try (Pool pool = open()) {
            install(pool.dataSource(), version);
            comesToTheNewest(pool.dataSource(), version);
        }
    }

    @Test
    void theDumpOfAReleaseKeepsAllThatItHad() throws Exception {
        try (Pool pool = open()) {
            run(pool.dataSource(), script("releases/dump-9-" + database.name().toLowerCase(Locale.ROOT) + ".sql"));
            comesToTheNewest(pool.dataSource(), "9");
        }
    }

    /** What an installation of this version leaves in an empty database. */
    static void install(DataSource source, String version) throws IOException, SQLException {
        MigrationVersion target = MigrationVersion.fromVersion(version);
        Schema.prepare(source, target);
        for (String each : versions()) {
            if (MigrationVersion.fromVersion(each).compareTo(target) <= 0) {
                run(source, script("releases/rows-" + each + ".sql"));
            }
        }
    }

    private static void comesToTheNewest(DataSource source, String version) throws SQLException {
        Map<String, List<String>> before = rows(source, columns(source));
        assertThat(before.get("contact")).as("the older installation").hasSize(2);
        Map<String, List<String>> columns = columns(source);

        try (Stores stores = Stores.open(source, StoreOptions.PLAIN)) {
            List<?> teams = stores.transactions().call(work -> stores.teams().all(work));
            assertThat(teams).as("the newest version works on it").hasSize(2);
        }

        Map<String, List<String>> after = rows(source, columns);
        if (MigrationVersion.fromVersion(version).compareTo(MigrationVersion.fromVersion("11")) < 0) {
            before.computeIfPresent(
                    "task",
                    (table, rows) ->
                            rows.stream().map(ReleasedSchemasContract::since11).toList());
        }
        before.remove("setting"); // the clock's reading
        after.remove("setting");
        assertThat(after).isEqualTo(before);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet newest = statement.executeQuery(
                        "SELECT COUNT(*) FROM schema_history WHERE success" + " AND version IS NOT NULL")) {
            newest.next();
            assertThat(newest.getInt(1)).as("migrations in the history").isEqualTo(Schema.MIGRATIONS.size());
        }
    }

    private static String since11(String task) {
        return CLOSED_BY_11.entrySet().stream()
                .filter(closed -> task.startsWith(closed.getKey()))
                .map(closed -> task.replace("state=OPEN", closed.getValue()))
                .findFirst()
                .orElse(task);
    }

    private Pool open() {
        return Pool.of(database.url(), database.user(), "", 4);
    }

    private static Map<String, List<String>> columns(DataSource source) throws SQLException {
        Map<String, List<String>> tables = new TreeMap<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT table_name, column_name FROM information_schema.columns"
                                + " WHERE table_schema = 'public' AND table_name <> 'schema_history'"
                                + " ORDER BY table_name, ordinal_position")) {
            while (found.next()) {
                tables.computeIfAbsent(found.getString(1), table -> new ArrayList<>())
                        .add(found.getString(2));
            }
        }
        return tables;
    }

    /** All rows of all tables, in these columns. */
    private static Map<String, List<String>> rows(DataSource source, Map<String, List<String>> columns)
            throws SQLException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, List<String>> table : columns.entrySet()) {
                List<String> lines = new ArrayList<>();
                try (ResultSet found = statement.executeQuery(
                        "SELECT " + String.join(", ", table.getValue()) + " FROM " + table.getKey())) {
                    while (found.next()) {
                        List<String> values = new ArrayList<>();
                        for (int i = 1; i <= table.getValue().size(); i++) {
                            values.add(table.getValue().get(i - 1) + "=" + found.getString(i));
                        }
                        lines.add(String.join(" ", values));
                    }
                }
                rows.put(table.getKey(), lines.stream().sorted().toList());
            }
        }
        return rows;
    }

    static String version(String migration) {
        String name = migration.substring(migration.lastIndexOf('/') + 2);
        return name.substring(0, name.indexOf("__")).replace('_', '.');
    }

    static String script(String resource) throws IOException {
        try (InputStream in = ReleasedSchemasContract.class.getClassLoader().getResourceAsStream(resource)) {
            assertThat(in)
                    .as(
                            "%s is missing. Write down what an installation of this version has: at least a row for each new"
                                    + " table and column.",
                            resource)
                    .isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static void run(DataSource source, String script) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            String sql = String.join(
                    "\n",
                    Stream.of(script.split("\n"))
                            .filter(line -> !line.startsWith("--"))
                            .toList());
            for (String each : sql.split(";\\s*\n")) {
                if (!each.isBlank()) {
                    statement.execute(each);
                }
            }
        }
    }
}
