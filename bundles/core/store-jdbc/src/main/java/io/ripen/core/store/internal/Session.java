package io.ripen.core.store.internal;

import io.ripen.transaction.UnitOfWork;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** One open transaction: its connection, and what is to be done once it is committed. */
public final class Session implements UnitOfWork {
    private final Connection connection;
    private final Statistics statistics;
    private final Thread thread = Thread.currentThread();
    private final List<Runnable> afterCommit = new ArrayList<>();
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
