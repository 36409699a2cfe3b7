package io.ripen.core.store.internal;

import com.zaxxer.hikari.HikariDataSource;
import io.ripen.core.store.CommitUnknownException;
import io.ripen.transaction.StoreUnavailableException;
import io.ripen.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Transactions on a pool, read committed. */
public final class JdbcTransactions implements Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcTransactions.class);
    private static final int TRIES = 10;
    private static final long LONGEST_PAUSE_NANOS = 500_000_000;

    private final DataSource pool;
    private final Statistics statistics;
    private final CommitRule commit;
    private final H2Repair repair;
    private final @Nullable Semaphore turns;

    /** What makes a commit outlast a crash, where the database's own commit does not. */
    @FunctionalInterface
    public interface CommitRule {
        /** Called after the commit of a transaction that changed something. */
        void committed(Connection connection) throws SQLException;
    }

    public JdbcTransactions(DataSource pool, Statistics statistics, CommitRule commit) {
        this(pool, statistics, commit, null);
    }

    private JdbcTransactions(DataSource pool, Statistics statistics, CommitRule commit, @Nullable Semaphore turns) {
        this.pool = pool;
        this.statistics = statistics;
        this.commit = commit;
        this.repair = new H2Repair(pool);
        this.turns = turns;
    }

    /**
     * Transactions on the same pool that never take more than so many of its connections; who waits longer than the pool lets
     * wait gets a {@link StoreUnavailableException}. Who comes first is not always served first: handing each connection to a
     * sleeper would leave it idle until the sleeper is awake, so on full processors those that wait would only become more.
     */
    public JdbcTransactions atMost(int connections) {
        return new JdbcTransactions(pool, statistics, commit, new Semaphore(connections, false));
    }

    @Override
    public <T extends @Nullable Object> T call(Body<T> body) {
        for (int attempt = 1; ; attempt++) {
            long began = System.nanoTime();
            try {
                return once(body);
            } catch (RuntimeException e) {
                if (Failures.isClosed(e)) {
                    dropConnections();
                }
                if (attempt == TRIES || e instanceof CommitUnknownException || !Failures.isAgain(e)) {
                    throw e;
                }
                if (H2Repair.damagedIndex(e) != null && !repair.repaired(e)) {
                    throw e;
                }
                statistics.retries.increment();
                LOG.debug("A transaction lost against another one and is begun again (try {}).", attempt + 1, e);
                // Two that met once would meet again if both came back at the same moment. On a busy machine, or where
                // a
                // deadlock is found after a second, the same moment is as long as what was tried.
                long lost = Math.min(LONGEST_PAUSE_NANOS, System.nanoTime() - began);
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(attempt * Math.max(4_000_000L, lost)));
            }
        }
    }

    /**
     * H2 closes its database when it cannot write, on a full disk for one. Connections to it stay what the pool takes for sound,
     * and fail for ever; a new one opens the database again, as soon as there is room.
     */
    private void dropConnections() {
        if (pool instanceof HikariDataSource hikari && hikari.getHikariPoolMXBean() != null) {
            hikari.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private <T extends @Nullable Object> T once(Body<T> body) {
        if (turns == null) {
            return connected(body);
        }
        await(turns);
        try {
            return connected(body);
        } finally {
            turns.release();
        }
    }

    private static void await(Semaphore turns) {
        try {
            if (turns.tryAcquire(Pool.CONNECT_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(
                    "Interrupted while waiting for a connection to the database; nothing was done.", e);
        }
        throw new StoreUnavailableException(
                "All connections to the database were busy for " + Pool.CONNECT_MILLIS / 1_000
                        + " s; nothing was done. Try again; if it comes back, give 'poolSize' in io.ripen.store more or send"
                        + " less at once.",
                new TimeoutException());
    }

    private <T extends @Nullable Object> T connected(Body<T> body) {
        T result;
        List<Runnable> then;
        try (Connection connection = pool.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            if (autoCommit) {
                connection.setAutoCommit(false);
            }
            Session session = new Session(connection, statistics);
            boolean done = false;
            try {
                result = body.in(session);
                session.beforeCommit();
                then = session.end();
                done = commit(connection, session.isWritten());
            } finally {
                session.end();
                if (!done) {
                    rollBack(connection);
                }
                if (autoCommit) {
                    restore(connection);
                }
            }
        } catch (SQLException e) {
            throw Failures.of("beginning a transaction", e);
        }
        for (Runnable action : then) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("What was to follow a commit failed; the commit itself stands.", e);
            }
        }
        return result;
    }

    private boolean commit(Connection connection, boolean written) {
        try {
            connection.commit();
            if (written) {
                lasting(connection);
            }
            statistics.commits.increment();
            return true;
        } catch (SQLException e) {
            if (Failures.isAway(e)) {
                throw new CommitUnknownException(
                        "The connection broke while a transaction was being committed, so it is not known whether it was: "
                                + e.getMessage() + " Look at what is there before doing it again.",
                        e);
            }
            throw Failures.of("a commit", e);
        }
    }

    private void lasting(Connection connection) {
        try {
            commit.committed(connection);
        } catch (SQLException e) {
            throw new CommitUnknownException(
                    "A transaction was committed but could not be written to the disk: " + e.getMessage()
                            + " Look at what is there before doing it again, and at the disk.",
                    e);
        }
    }

    private void rollBack(Connection connection) {
        statistics.rollbacks.increment();
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The failure that led here is on its way to the caller; a broken connection rolls back by itself.
            LOG.debug("A rollback failed; the database does it when it notices that the connection is gone.", e);
        }
    }

    private static void restore(Connection connection) {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            LOG.debug("A connection could not be put back to auto-commit; its pool will find it broken.", e);
        }
    }
}
