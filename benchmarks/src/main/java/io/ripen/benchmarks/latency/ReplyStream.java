package io.ripen.benchmarks.latency;

import com.zaxxer.hikari.HikariDataSource;
import io.ripen.benchmarks.measure.Postgres;
import io.ripen.benchmarks.product.Fiction;
import io.ripen.sandbox.Sandbox;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets leads reply at a rate. The webhook is answered when the reply is stored, so the time to its answer is the time to
 * the stopped enrollment; that it really stands stopped then is looked up in the database at once.
 */
final class ReplyStream implements AutoCloseable {
    private static final String STATE = """
            SELECT e.state FROM enrollment e JOIN contact c ON c.id = e.contact_id
            WHERE c.team = 'default' AND c.external_id = ? AND e.sequence_id = 'latency'""";

    private static final int THREADS = 4;

    private final Sandbox sandbox;
    private final LeadStream leads;
    private final int rate;
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(THREADS);
    // Kept open: a new connection for each look-up cost the server more than the reply itself.
    private final HikariDataSource connections;

    ReplyStream(Sandbox sandbox, Postgres postgres, LeadStream leads, int rate) {
        this.sandbox = sandbox;
        this.leads = leads;
        this.rate = rate;
        connections = postgres.pool("ripen", THREADS);
    }

    void start() {
        if (rate > 0) {
            var unused = executor.scheduleAtFixedRate(
                    () -> executor.execute(this::reply), 1_000_000, 1_000_000 / rate, TimeUnit.MICROSECONDS);
        }
    }

    private void reply() {
        Integer lead = leads.replier();
        if (lead == null) {
            return;
        }
        long begin = System.nanoTime();
        int status = sandbox.replyBySms(Fiction.phone(lead), "Yes, call me please");
        double millis = (System.nanoTime() - begin) / 1e6;
        if (status / 100 == 2 && state(lead).equals("STOPPED")) {
            leads.stopped(millis);
        } else {
            leads.notStopped();
        }
    }

    private String state(int lead) {
        try (Connection connection = connections.getConnection();
                var statement = connection.prepareStatement(STATE)) {
            statement.setString(1, "L" + lead);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : "none";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(30, TimeUnit.SECONDS)) {
            executor.shutdownNow();
        }
        connections.close();
    }
}
