package io.ripen.core.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.core.fixtures.SettableClock;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.policy.Blocks;
import io.ripen.policy.Blocks.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start notices of the database that it finds: on files of H2, and on a real PostgreSQL. */
class StartGuardTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-30T12:00:00Z"));

    @TempDir
    Path folder;

    private static String h2(Path data) {
        return "jdbc:h2:file:" + data.resolve("db/ripen") + Stores.H2_OPTIONS;
    }

    /** A start and a clean stop; answers the hold that was set then. */
    private Optional<Block> start(Path data, String url, String user, boolean hold, String process) {
        StartGuard guard = new StartGuard(data, hold, process);
        guard.before(url);
        try (Stores stores = Stores.open(url, user, "", 4, StoreOptions.with(clock))) {
            Optional<Block> held = guard.look(stores);
            clock.advance(Duration.ofMinutes(2));
            guard.seen(stores);
            return held;
        }
    }

    private Optional<Block> start(Path data) {
        return start(data, h2(data), "sa", false, "any");
    }

    private void lift(String url, String user) {
        try (Stores stores = Stores.open(url, user, "", 4, StoreOptions.with(clock))) {
            stores.transactions()
                    .call(work -> stores.blocks()
                            .lift(work, Blocks.HOLD, clock.machine().instant()));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path each : files.toList()) {
                Path target = to.resolve(from.relativize(each));
                if (!Files.isDirectory(target)) {
                    Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    @Test
    void a_restart_is_not_held() {
        Path data = folder.resolve("data");
        assertThat(start(data)).isEmpty();
        assertThat(start(data)).isEmpty();
    }

    @Test
    void a_copy_of_the_folder_is_held_until_a_person_lifts_it_and_the_original_is_not() throws Exception {
        Path data = folder.resolve("data");
        Path copy = folder.resolve("copy");
        start(data);
        copy(data, copy);

        Optional<Block> held = start(copy);

        assertThat(held).hasValueSatisfying(block -> {
            assertThat(block.by()).isEqualTo("ripen start");
            assertThat(block.reason())
                    .startsWith("This database is a copy, or it was moved: it was 'h2 ")
                    .contains(data.toString(), copy.toString(), "lift it");
        });
        assertThat(start(copy)).as("a restart does not lift it").isPresent();
        lift(h2(copy), "sa");
        assertThat(start(copy)).as("once only").isEmpty();
        assertThat(start(data)).as("the original").isEmpty();
    }

    @Test
    void a_file_that_is_gone_is_refused_and_not_made_anew() throws Exception {
        Path data = folder.resolve("data");
        start(data);
        Path file = data.resolve("db/ripen.mv.db");
        Files.delete(file);

        assertThatThrownBy(() -> start(data))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContainingAll(
                        "The database file " + file + " is gone",
                        "ripen restore",
                        "delete " + data.resolve("database"));

        assertThat(file).doesNotExist();
        Files.delete(data.resolve("database"));
        assertThat(start(data)).as("anew on purpose").isEmpty();
    }

    @Test
    void a_file_that_is_older_than_it_was_is_refused_unless_it_is_held() throws Exception {
        Path data = folder.resolve("data");
        start(data);
        Path file = data.resolve("db/ripen.mv.db");
        byte[] yesterday = Files.readAllBytes(file);
        start(data);
        // The same file, so that its number stays: an older state, as after a cut.
        Files.write(file, yesterday);

        assertThatThrownBy(() -> start(data))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContainingAll("it was cut, or a back-up lies in its place", "ripen start --hold");

        assertThat(start(data, h2(data), "sa", true, "one"))
                .hasValueSatisfying(block -> assertThat(block.reason()).isEqualTo("It was started with --hold."));
    }

    @Test
    void a_start_with_hold_holds_once() {
        Path data = folder.resolve("data");
        assertThat(start(data, h2(data), "sa", true, "one")).isPresent();
        assertThat(start(data, h2(data), "sa", false, "two"))
                .as("a restart without it")
                .isPresent();
        lift(h2(data), "sa");
        assertThat(start(data, h2(data), "sa", true, "three")).isPresent();
        lift(h2(data), "sa");
        assertThat(start(data, h2(data), "sa", true, "three"))
                .as("opened again by the same process, such as after a change of its settings")
                .isEmpty();
    }

    @Test
    void nodes_on_one_postgresql_are_no_copies_and_a_dump_that_was_read_in_is() throws Exception {
        String url = TestDatabase.POSTGRESQL.url();
        String user = TestDatabase.POSTGRESQL.user();
        assertThat(start(folder.resolve("node-1"), url, user, false, "one")).isEmpty();
        assertThat(start(folder.resolve("node-2"), url, user, false, "two"))
                .as("another node")
                .isEmpty();
        assertThat(start(folder.resolve("node-1"), url, user, false, "three"))
                .as("a restart")
                .isEmpty();

        String copy = copyOf(url, user);
        assertThat(start(folder.resolve("other"), copy, user, false, "four"))
                .hasValueSatisfying(block ->
                        assertThat(block.reason()).contains("is a copy, or it was moved: it was 'postgresql "));
        assertThat(start(folder.resolve("node-1"), url, user, false, "five"))
                .as("the original")
                .isEmpty();
    }

    @Test
    void an_empty_postgresql_in_place_of_the_known_one_is_refused() {
        String user = TestDatabase.POSTGRESQL.user();
        start(folder, TestDatabase.POSTGRESQL.url(), user, false, "one");

        assertThatThrownBy(() -> start(folder, TestDatabase.POSTGRESQL.url(), user, false, "two"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContainingAll("is new and empty", "ripen restore", "delete " + folder.resolve("database"));
    }

    /** What a dump and a restore make: the same rows in another database of the server. */
    private static String copyOf(String url, String user) throws Exception {
        String name = url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
        String server = url.replace("/" + name + "?", "/template1?");
        try (Connection connection = DriverManager.getConnection(server, user, "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE copy_of_" + name + " TEMPLATE " + name);
        }
        return url.replace("/" + name + "?", "/copy_of_" + name + "?");
    }
}
