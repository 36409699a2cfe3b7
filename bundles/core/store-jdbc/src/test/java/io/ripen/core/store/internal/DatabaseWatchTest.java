package io.ripen.core.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be used is named: the password, the host, the database, the disk. */
class DatabaseWatchTest {
    @TempDir
    Path folder;

    @Test
    void postgresql_names_password_user_and_database_and_answers_when_they_are_right() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            int port = postgres.getPort();
            askForPasswords(postgres);

            assertThat(trouble(port, "postgres", "ripen", "wrong"))
                    .contains("refuses the password of user 'ripen' at localhost:" + port)
                    .contains("password authentication failed")
                    .contains("RIPEN_DB_PASSWORD");
            assertThat(trouble(port, "postgres", "ripen", ""))
                    .contains("refuses the password of user 'ripen'")
                    .contains("password is an empty string");
            assertThat(trouble(port, "postgres", "nobody", "right")).contains("'nobody'");
            assertThat(trouble(port, "rippen", "ripen", "right"))
                    .contains("There is no database 'rippen' at localhost:" + port)
                    .contains("RIPEN_DB_URL");
            try (DatabaseWatch watch = watch("jdbc:postgresql://localhost:" + port + "/postgres", "ripen", "right")) {
                assertThat(watch.look()).isEmpty();
                assertThat(watch.look()).isEmpty();
                postgres.close();
                assertThat(watch.look())
                        .hasValueSatisfying(
                                said -> assertThat(said).contains("No database answers at localhost:" + port));
            }
        }
    }

    @Test
    void a_host_that_nobody_knows_and_a_port_where_nobody_is_are_named() throws IOException {
        assertThat(watch("jdbc:postgresql://db.invalid/ripen", "ripen", "x").look())
                .hasValueSatisfying(
                        said -> assertThat(said).contains("db.invalid").contains("not known"));
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(watch("jdbc:postgresql://127.0.0.1:" + free + "/ripen", "ripen", "x")
                        .look())
                .hasValueSatisfying(said -> assertThat(said).contains("No database answers at 127.0.0.1:" + free));
    }

    @Test
    void a_server_that_takes_connections_and_says_nothing_is_named_within_ten_seconds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            long began = System.nanoTime();

            Optional<String> said = watch(
                            "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/ripen", "ripen", "x")
                    .look();

            assertThat(said).hasValueSatisfying(each -> assertThat(each).contains("127.0.0.1:"));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void h2_names_the_password_and_a_full_disk() {
        String url = "jdbc:h2:" + folder.resolve("right");
        try (DatabaseWatch first = watch(url, "sa", "right")) {
            assertThat(first.look()).isEmpty();
        }
        assertThat(watch(url, "sa", "wrong").look())
                .hasValueSatisfying(said -> assertThat(said)
                        .contains("refuses the password of user 'sa' for the file " + folder.resolve("right")));

        FilePath.register(new FullDisk());
        FullDisk.FULL.set(true);
        try (DatabaseWatch full = watch("jdbc:h2:fulldisk:" + folder.resolve("full"), "sa", "")) {
            assertThat(full.look()).hasValueSatisfying(said -> assertThat(said).contains("disk is full"));
            FullDisk.FULL.set(false);
            assertThat(full.look()).isEmpty();
        } finally {
            FullDisk.FULL.set(false);
        }
    }

    @Test
    void a_file_that_h2_calls_in_use_because_its_disk_is_full_is_told_as_full() {
        DatabaseTrouble trouble = DatabaseTrouble.at("jdbc:h2:" + folder.resolve("right"), "sa");
        SQLException inUse = new SQLException("Database may be already in use", "90020", 90020);
        assertThat(trouble.of(inUse)).contains("in use by another process");

        inUse.initCause(new IOException("No space left on device"));
        assertThat(trouble.of(inUse)).contains("its disk is full").doesNotContain("another process");
    }

    private static String trouble(int port, String database, String user, String password) {
        try (DatabaseWatch watch = watch("jdbc:postgresql://localhost:" + port + "/" + database, user, password)) {
            return watch.look().orElse("It answers.");
        }
    }

    private static DatabaseWatch watch(String url, String user, String password) {
        return new DatabaseWatch(
                url.startsWith("jdbc:h2:") ? new org.h2.Driver() : new org.postgresql.Driver(), url, user, password);
    }

    private static void askForPasswords(EmbeddedPostgres postgres) throws SQLException, IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE USER ripen PASSWORD 'right'");
            Path rules;
            try (ResultSet row = statement.executeQuery("SHOW hba_file")) {
                assertThat(row.next()).isTrue();
                rules = Path.of(row.getString(1));
            }
            Files.writeString(
                    rules, "local all postgres trust\nhost all postgres all trust\nhost all all all scram-sha-256\n");
            statement.execute("SELECT pg_reload_conf()");
        }
    }
}
