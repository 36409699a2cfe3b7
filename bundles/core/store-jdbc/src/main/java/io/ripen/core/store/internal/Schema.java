package io.ripen.core.store.internal;

import io.ripen.transaction.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date with the migrations that are listed here by name: in an OSGi container there is no class
 * path to search through.
 */
public final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    /**
     * {@code %s} is the database's own folder. A new one has a greater number than all that were ever given out: Flyway refuses to
     * start where a later one ran already.
     */
    static final List<String> MIGRATIONS = List.of(
            "db/common/V1__schema.sql",
            "db/%1$s/V1_1__%1$s.sql",
            "db/common/V2__behaviour.sql",
            "db/common/V3__blocks.sql",
            "db/common/V4__inquiry.sql",
            "db/common/V5__templates.sql",
            "db/common/V6__consent.sql",
            "db/common/V8__policy_memory.sql",
            "db/common/V9__straggler.sql",
            "db/common/V10__inbound_kind.sql",
            "db/common/V11__task_state.sql",
            "db/%1$s/V11_1__open_tasks.sql",
            "db/common/V13__routes_folders.sql",
            "db/common/V16__strangers.sql",
            "db/%1$s/V16_1__hooks.sql",
            "db/common/V17__suppression_end.sql",
            "db/common/V20__accounts.sql",
            "db/common/V21__web_session.sql",
            "db/common/V21_1__account_identity.sql",
            "db/common/V22__outbox.sql",
            "db/common/V23__audit.sql",
            "db/%1$s/V23_1__audit_guard.sql",
            "db/common/V24__team_lists.sql");

    private Schema() {}

    /** Several nodes that start at once wait for each other. */
    private static void migrate(DataSource dataSource, Dialect dialect, MigrationVersion target) {
        // Flyway finds its parts by ServiceLoader, which also looks at the thread's class loader.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Schema.class.getClassLoader());
        try {
            MigrateResult result = Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(dataSource)
                    .table("schema_history")
                    .locations(new String[0])
                    .resourceProvider(new Listed(dialect))
                    .sqlMigrationPrefix("V")
                    .target(target)
                    .load()
                    .migrate();
            if (result.migrationsExecuted > 0) {
                LOG.info(
                        "Brought the database schema from {} to {}.",
                        result.initialSchemaVersion,
                        result.targetSchemaVersion);
            }
        } catch (FlywayException e) {
            throw failure(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static RuntimeException failure(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && Failures.isAway(sql)) {
                return new StoreUnavailableException(
                        "The database went away while its schema was brought up to date.", e);
            }
        }
        return new IllegalStateException(
                "The database schema could not be brought up to date, so nothing works on it: " + e.getMessage()
                        + " If a migration was interrupted, restore the database or repair the table schema_history.",
                e);
    }

    /** Migrates the schema and tells which database it is. */
    public static Dialect prepare(DataSource dataSource) {
        return prepare(dataSource, MigrationVersion.LATEST);
    }

    /** The same up to a version, which is how an older release would have left the schema. */
    static Dialect prepare(DataSource dataSource, MigrationVersion target) {
        Dialect dialect = dialect(dataSource);
        migrate(dataSource, dialect, target);
        return dialect;
    }

    /**
     * What must follow a commit. H2 on disk writes a commit up to half a second later by itself: a crash in between would
     * take back what was said to be sent. (Its WRITE_DELAY 0 would also stop the compaction of the file.)
     */
    public static JdbcTransactions.CommitRule commitRule(DataSource dataSource, Dialect dialect) {
        try (Connection connection = dataSource.getConnection()) {
            if (dialect != Dialect.H2 || connection.getMetaData().getURL().startsWith("jdbc:h2:mem:")) {
                return committed -> {};
            }
        } catch (SQLException e) {
            throw Failures.of("the first connection", e);
        }
        return committed -> {
            try (Statement statement = committed.createStatement()) {
                statement.execute("CHECKPOINT SYNC");
            }
        };
    }

    private static Dialect dialect(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return Dialect.of(connection);
        } catch (SQLException e) {
            throw Failures.of("the first connection", e);
        }
    }

    private record Listed(Dialect dialect) implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            // Flyway also asks for a configuration beside each script; there is none.
            return Schema.class.getClassLoader().getResource(name) == null ? null : new Script(name);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            List<LoadableResource> found = new ArrayList<>();
            for (String each : MIGRATIONS) {
                Script script = new Script(each.formatted(dialect.folder()));
                if (script.getFilename().startsWith(prefix)) {
                    for (String suffix : suffixes) {
                        if (script.getFilename().endsWith(suffix)) {
                            found.add(script);
                        }
                    }
                }
            }
            return found;
        }
    }

    private static final class Script extends LoadableResource {
        private final String path;

        Script(String path) {
            this.path = path;
        }

        @Override
        public Reader read() {
            try (InputStream in = Schema.class.getClassLoader().getResourceAsStream(path)) {
                if (in == null) {
                    throw new IllegalStateException(
                            "Migration " + path + " is missing from the bundle: build it anew.");
                }
                return new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("Migration " + path + " could not be read.", e);
            }
        }

        @Override
        public String getAbsolutePath() {
            return path;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return path;
        }

        @Override
        public String getFilename() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Override
        public String getRelativePath() {
            return path;
        }
    }
}
