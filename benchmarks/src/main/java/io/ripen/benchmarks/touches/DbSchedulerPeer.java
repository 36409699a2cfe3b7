package io.ripen.benchmarks.touches;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.zaxxer.hikari.HikariDataSource;
import io.ripen.benchmarks.measure.Postgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * db-scheduler in the way its documentation recommends for throughput: lock-and-fetch, many threads, a short polling
 * interval. What the handler needs of the contact is in the task's data, so that it need not read.
 *
 * <p>With {@code careful} the message row is committed before the send, as Ripen does it; without, the handler sends
 * first and writes message and history in one statement, so a crash in between sends twice. Both are measured.
 */
final class DbSchedulerPeer implements Peer {
    private static final String PLAN = """
            INSERT INTO message (lead_id, step, occurrence, address, body, state, planned_at)
            VALUES (?, 'day-1', 1, ?, ?, 'SENDING', now())""";
    private static final String SETTLE = """
            WITH settled AS (UPDATE message SET state = 'ACCEPTED', provider_id = ?, settled_at = now()
                WHERE lead_id = ? AND step = 'day-1' AND occurrence = 1 RETURNING lead_id)
            INSERT INTO history (lead_id, at, kind, text) SELECT lead_id, now(), 'sent', 'day-1' FROM settled""";
    private static final String ALL_AT_ONCE = """
            WITH settled AS (INSERT INTO message
                (lead_id, step, occurrence, address, body, state, planned_at, settled_at, provider_id)
                VALUES (?, 'day-1', 1, ?, ?, 'ACCEPTED', now(), now(), ?) RETURNING lead_id)
            INSERT INTO history (lead_id, at, kind, text) SELECT lead_id, now(), 'sent', 'day-1' FROM settled""";

    /** Threads, and the two limits of lock-and-fetch as fractions of the threads. */
    record Settings(int threads, double lower, double upper) {
        /** Tried in the warm-up of every run; the fastest is measured. */
        static final List<Settings> CANDIDATES = List.of(
                new Settings(8, 1.0, 4.0),
                new Settings(20, 0.5, 1.0),
                new Settings(20, 1.0, 4.0),
                new Settings(50, 0.5, 1.0),
                new Settings(50, 1.0, 4.0));
    }

    private final boolean careful;
    private Settings settings = Settings.CANDIDATES.get(0);
    private @Nullable Postgres postgres;
    private @Nullable HikariDataSource pool;
    private int leads;
    private Provider provider = new Provider();

    DbSchedulerPeer(boolean careful) {
        this.careful = careful;
    }

    /** Measures with these settings from now on. */
    void use(Settings chosen) {
        settings = chosen;
    }

    Settings settings() {
        return settings;
    }

    @Override
    public String name() {
        return "db-scheduler 16.12, " + (careful ? "written before the send" : "written after the send");
    }

    @Override
    public String database() {
        return "db_scheduler";
    }

    @Override
    public void prepare(Postgres server, int count) {
        postgres = server;
        leads = count;
        provider = new Provider();
        server.recreate(database());
        // scheduled_tasks as in db-scheduler's own postgresql_tables.sql; the fillfactor is ours, since our tables have
        // it too.
        server.execute(database(), """
                CREATE TABLE scheduled_tasks (task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
                    execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,
                    last_success timestamptz, last_failure timestamptz, consecutive_failures int,
                    last_heartbeat timestamptz, version bigint NOT NULL, priority smallint,
                    PRIMARY KEY (task_name, task_instance)) WITH (fillfactor = 50);
                CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time);
                CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat);
                CREATE TABLE message (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, lead_id bigint NOT NULL,
                    step text NOT NULL, occurrence int NOT NULL, address text, body text, state text,
                    provider_id text, planned_at timestamptz, settled_at timestamptz,
                    UNIQUE (lead_id, step, occurrence)) WITH (fillfactor = 50);
                CREATE TABLE history (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, lead_id bigint NOT NULL,
                    at timestamptz, kind text, text text);
                CREATE INDEX history_lead ON history (lead_id);
                INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
                SELECT 'touch', i::text,
                    convert_to('+1202555' || lpad((i %% 10000)::text, 4, '0') || '|Lead ' || i, 'UTF8'),
                    now() - interval '1 minute', false, 1 FROM generate_series(1, %d) i""".formatted(count));
        server.settle(database());
        pool = server.pool(database(), settings.threads() + 2);
    }

    @Override
    public void run() throws Exception {
        if (pool == null) {
            throw new IllegalStateException("prepare() was not called.");
        }
        HikariDataSource connections = pool;
        CountDownLatch left = new CountDownLatch(leads);
        CustomTask<String> touch = Tasks.custom("touch", String.class).execute((instance, context) -> {
            try {
                handle(connections, instance);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return new CompletionHandler.OnCompleteReschedule<>(FixedDelay.of(Duration.ofDays(3)));
        });
        Scheduler scheduler = Scheduler.create(connections, touch)
                .threads(settings.threads())
                .pollUsingLockAndFetch(settings.lower(), settings.upper())
                .pollingInterval(Duration.ofMillis(50))
                .serializer(new Utf8())
                .shutdownMaxWait(Duration.ofSeconds(5))
                .addSchedulerListener(new AbstractSchedulerListener() {
                    @Override
                    public void onExecutionComplete(ExecutionComplete complete) {
                        left.countDown();
                    }
                })
                .build();
        scheduler.start();
        try {
            if (!left.await(15, TimeUnit.MINUTES)) {
                throw new IllegalStateException(left.getCount() + " leads are not done after 15 minutes.");
            }
        } finally {
            scheduler.stop();
        }
    }

    private void handle(HikariDataSource connections, TaskInstance<String> instance) throws SQLException {
        long lead = Long.parseLong(instance.getId());
        String data = instance.getData();
        int bar = data.indexOf('|');
        String address = data.substring(0, bar);
        String text = "Ripen Homes: Hi " + data.substring(bar + 1) + ", thanks for your interest! Reply STOP to end.";
        try (Connection connection = connections.getConnection()) {
            if (careful) {
                update(connection, PLAN, lead, address, text);
                update(connection, SETTLE, provider.accept(address, text), lead);
            } else {
                update(connection, ALL_AT_ONCE, lead, address, text, provider.accept(address, text));
            }
        }
    }

    private static void update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    @Override
    public void verify() {
        if (postgres == null) {
            throw new IllegalStateException("prepare() was not called.");
        }
        Check.equal(name() + ": accepted", leads, provider.accepted());
        Check.rows(postgres, database(), "message WHERE state = 'ACCEPTED' AND provider_id IS NOT NULL", leads);
        Check.rows(postgres, database(), "scheduled_tasks WHERE execution_time > now() AND NOT picked", leads);
        Check.rows(postgres, database(), "history", leads);
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }

    /** The cheapest serializer there is. */
    private static final class Utf8 implements Serializer {
        @Override
        public byte[] serialize(Object data) {
            return String.valueOf(data).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] bytes) {
            return type.cast(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
