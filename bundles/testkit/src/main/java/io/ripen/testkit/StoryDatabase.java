package io.ripen.testkit;

import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.time.RipenClock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.flywaydb.core.api.logging.LogFactory;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * An H2 database in memory for one story at a time. Bringing the schema up takes longer than most stories do, so a
 * database is emptied after a story and lent to the next one.
 */
final class StoryDatabase implements AutoCloseable {
    static {
        // Nobody who tests a sequence wants to read twenty lines about its tables.
        LogFactory.setLogCreator(QuietLog::new);
    }

    private static final Queue<StoryDatabase> IDLE = new ConcurrentLinkedQueue<>();

    private final JdbcConnectionPool pool;
    private final LentClock clock = new LentClock();
    private final Stores stores;

    private StoryDatabase() {
        pool = JdbcConnectionPool.create(
                "jdbc:h2:mem:story-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + Stores.H2_OPTIONS, "sa", "");
        stores = Stores.open(pool, StoreOptions.with(clock));
    }

    /** An empty database, and nobody else's until it is closed. */
    static StoryDatabase lend(SettableClock clock) {
        StoryDatabase idle = IDLE.poll();
        StoryDatabase database = idle == null ? new StoryDatabase() : idle;
        database.clock.owner = clock;
        return database;
    }

    Stores stores() {
        return stores;
    }

    @Override
    public void close() {
        try {
            empty();
            IDLE.add(this);
        } catch (SQLException broken) {
            pool.dispose(); // the next story gets a new one
        }
    }

    private void empty() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                    + " WHERE table_schema = 'public' AND table_name NOT LIKE 'flyway%'"
                    // The audit log is never emptied; it goes on with the next story.
                    + " AND table_name NOT IN ('team', 'audit', 'audit_head')")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            statement.execute("SET REFERENTIAL_INTEGRITY FALSE");
            for (String table : tables) {
                statement.execute("TRUNCATE TABLE \"" + table + "\"");
            }
            statement.execute("DELETE FROM team WHERE id <> 'default'");
            statement.execute("SET REFERENTIAL_INTEGRITY TRUE");
            connection.commit();
        }
    }

    /** The clock of whoever has the database now. */
    private static final class LentClock implements RipenClock {
        private volatile SettableClock owner = new SettableClock();

        @Override
        public Instant instant() {
            return owner.instant();
        }

        @Override
        public InstantSource machine() {
            return () -> owner.machine().instant();
        }

        @Override
        public double speed() {
            return 1;
        }
    }
}
