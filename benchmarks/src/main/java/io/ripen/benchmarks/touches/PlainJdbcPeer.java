package io.ripen.benchmarks.touches;

import com.zaxxer.hikari.HikariDataSource;
import io.ripen.benchmarks.measure.Postgres;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The physical limit: hand-written JDBC in batches of 500, two transactions a batch, a message and a history row per
 * lead, and nothing else: no routes, no rendering, no policies, no revisions.
 */
final class PlainJdbcPeer implements Peer {
    private static final int BATCH = 500;
    private static final String CLAIM = """
            SELECT l.id, c.phone, c.first_name FROM lead l JOIN contact c ON c.id = l.contact_id
            WHERE l.due_at <= now() ORDER BY l.due_at LIMIT %d FOR UPDATE OF l SKIP LOCKED""".formatted(BATCH);
    private static final String PLAN = """
            INSERT INTO message (lead_id, step, occurrence, address, body, state, planned_at)
            SELECT v.id, 'day-1', 1, v.address, v.body, 'SENDING', now()
            FROM UNNEST(?::bigint[], ?::text[], ?::text[]) AS v(id, address, body)""";
    private static final String OWN =
            "UPDATE lead SET owner = 1, due_at = NULL, step = 'day-1' WHERE id = ANY(?::bigint[])";
    private static final String SETTLE = """
            UPDATE message m SET state = 'ACCEPTED', provider_id = v.sid, settled_at = now()
            FROM UNNEST(?::bigint[], ?::text[]) AS v(id, sid) WHERE m.lead_id = v.id AND m.step = 'day-1'""";
    private static final String MOVE = """
            UPDATE lead SET owner = NULL, step = 'wait-1', due_at = now() + interval '3 days'
            WHERE id = ANY(?::bigint[]) AND owner = 1""";
    private static final String NOTE = """
            INSERT INTO history (lead_id, at, kind, text)
            SELECT id, now(), 'sent', 'day-1' FROM UNNEST(?::bigint[]) AS v(id)""";

    private final int threads;
    private @Nullable Postgres postgres;
    private @Nullable HikariDataSource pool;
    private int leads;
    private Provider provider = new Provider();

    PlainJdbcPeer(int threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return "plain JDBC, batches of " + BATCH;
    }

    @Override
    public String database() {
        return "plain_jdbc";
    }

    @Override
    public void prepare(Postgres server, int count) {
        postgres = server;
        leads = count;
        provider = new Provider();
        server.recreate(database());
        server.execute(database(), """
                CREATE TABLE contact (id bigint PRIMARY KEY, first_name text, phone text);
                CREATE TABLE lead (id bigint PRIMARY KEY, contact_id bigint NOT NULL, step text, due_at timestamptz,
                    owner bigint) WITH (fillfactor = 50);
                CREATE INDEX lead_due ON lead (due_at) WHERE due_at IS NOT NULL;
                CREATE TABLE message (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, lead_id bigint NOT NULL,
                    step text NOT NULL, occurrence int NOT NULL, address text, body text, state text,
                    provider_id text, planned_at timestamptz, settled_at timestamptz,
                    UNIQUE (lead_id, step, occurrence)) WITH (fillfactor = 50);
                CREATE TABLE history (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, lead_id bigint NOT NULL,
                    at timestamptz, kind text, text text);
                CREATE INDEX history_lead ON history (lead_id);
                INSERT INTO contact SELECT i, 'Lead ' || i, '+1202555' || lpad((i %% 10000)::text, 4, '0')
                    FROM generate_series(1, %1$d) i;
                INSERT INTO lead SELECT i, i, NULL, now() - interval '1 minute' FROM generate_series(1, %1$d) i""".formatted(count));
        server.settle(database());
        pool = server.pool(database(), threads);
    }

    @Override
    public void run() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<Void> worker = () -> {
                    try (Connection connection = open().getConnection()) {
                        connection.setAutoCommit(false);
                        while (batch(connection)) {}
                    }
                    return null;
                };
                workers.add(executor.submit(worker));
            }
            for (Future<Void> worker : workers) {
                worker.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private HikariDataSource open() {
        if (pool == null) {
            throw new IllegalStateException("prepare() was not called.");
        }
        return pool;
    }

    private boolean batch(Connection connection) throws SQLException {
        List<Long> ids = new ArrayList<>(BATCH);
        List<String> addresses = new ArrayList<>(BATCH);
        List<String> texts = new ArrayList<>(BATCH);
        try (PreparedStatement claim = connection.prepareStatement(CLAIM);
                ResultSet rows = claim.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
                addresses.add(rows.getString(2));
                texts.add("Ripen Homes: Hi " + rows.getString(3) + ", thanks for your interest! Reply STOP to end.");
            }
        }
        if (ids.isEmpty()) {
            connection.rollback();
            return false;
        }
        Array keys = connection.createArrayOf("bigint", ids.toArray());
        update(connection, PLAN, keys, array(connection, addresses), array(connection, texts));
        update(connection, OWN, keys);
        connection.commit();
        List<String> sids = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            sids.add(provider.accept(addresses.get(i), texts.get(i)));
        }
        update(connection, SETTLE, keys, array(connection, sids));
        update(connection, MOVE, keys);
        update(connection, NOTE, keys);
        connection.commit();
        return true;
    }

    private static Array array(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private static void update(Connection connection, String sql, Array... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setArray(i + 1, parameters[i]);
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
        Check.rows(postgres, database(), "lead WHERE step = 'wait-1' AND due_at > now()", leads);
        Check.rows(postgres, database(), "history", leads);
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
