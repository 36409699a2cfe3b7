package io.ripen.core.store.internal;

import io.ripen.transaction.StoreUnavailableException;
import io.ripen.transaction.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One open transaction: its connection, and what is to be done once it is committed. */
public final class Session implements UnitOfWork {
    private final Connection connection;
    private final Statistics statistics;
    private final Thread thread = Thread.currentThread();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<AuditWrite> audit = new ArrayList<>();
    private final NewContacts newContacts = new NewContacts();
    private boolean open = true;
    private boolean written;

    Session(Connection connection, Statistics statistics) {
        this.connection = connection;
        this.statistics = statistics;
    }

    /** The transaction behind the opaque value that callers pass along. */
    public static Session of(UnitOfWork work) {
        if (!(work instanceof Session session)) {
            throw new IllegalArgumentException("This unit of work is not the store's own but a "
                    + work.getClass().getName() + ": pass on the one that Transactions.call gave.");
        }
        session.check();
        return session;
    }

    @Override
    public void afterCommit(Runnable action) {
        check();
        afterCommit.add(action);
    }

    /** Writes into the audit log when the transaction is committed. */
    public void audit(AuditWrite write) {
        check();
        audit.add(write);
    }

    /** The last that is done before the commit. */
    void beforeCommit() {
        if (!audit.isEmpty()) {
            AuditChain.write(this, List.copyOf(audit));
            audit.clear();
        }
    }

    /** Runs a part that is undone by itself when it fails; see {@link io.ripen.core.store.Savepoint}. */
    public Optional<Throwable> apart(Runnable body) {
        check();
        Savepoint begun = savepoint();
        int actions = afterCommit.size();
        int writes = audit.size();
        try {
            body.run();
            // Refused when a statement had failed in there, whoever kept that to himself.
            connection.releaseSavepoint(begun);
            return Optional.empty();
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (SQLException swallowed) {
            RuntimeException failure = Failures.of("the end of a part of a transaction", swallowed);
            if (failure instanceof StoreUnavailableException) {
                throw failure;
            }
            return undone(begun, actions, writes, failure);
        } catch (RuntimeException | LinkageError | StackOverflowError failed) {
            if (failed instanceof RuntimeException again && Failures.isAgain(failed)) {
                throw again;
            }
            return undone(begun, actions, writes, failed);
        }
    }

    private Savepoint savepoint() {
        try {
            return connection.setSavepoint();
        } catch (SQLException e) {
            throw Failures.of("a savepoint", e);
        }
    }

    private Optional<Throwable> undone(Savepoint begun, int actions, int writes, Throwable failure) {
        try {
            connection.rollback(begun);
        } catch (SQLException e) {
            RuntimeException broken = Failures.of("taking back a part of a transaction", e);
            broken.addSuppressed(failure);
            throw broken;
        }
        afterCommit.subList(actions, afterCommit.size()).clear();
        audit.subList(writes, audit.size()).clear();
        return Optional.of(failure);
    }

    private void check() {
        if (!open) {
            throw new IllegalStateException(
                    "This transaction is over: a unit of work must not be used after Transactions.call has returned.");
        }
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException(
                    "This transaction belongs to thread " + thread.getName() + " and was used by "
                            + Thread.currentThread().getName() + ": open a transaction of its own there.");
        }
    }

    /** Which database this is. */
    static Dialect dialect(UnitOfWork work) {
        try {
            return Dialect.of(of(work).connection());
        } catch (SQLException e) {
            throw Failures.of("the question which database this is", e);
        }
    }

    Connection connection() {
        return connection;
    }

    /** What this transaction knows of the contacts that it made itself. */
    public NewContacts newContacts() {
        return newContacts;
    }

    Statistics statistics() {
        return statistics;
    }

    /** Something was changed, so the commit must last. */
    void written() {
        written = true;
    }

    boolean isWritten() {
        return written;
    }

    /** Nothing can be done in it any more. */
    List<Runnable> end() {
        open = false;
        return afterCommit;
    }
}
