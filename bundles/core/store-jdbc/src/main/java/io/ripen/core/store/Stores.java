package io.ripen.core.store;

import io.ripen.time.RipenClock;
import io.ripen.transaction.Transactions;
import javax.sql.DataSource;

/**
 * The database, opened: the schema is there, and every store can be had. In OSGi this is a service, registered once the
 * database was reached; elsewhere:
 *
 * <pre>{@code
 * try (Stores stores = Stores.open(dataSource, StoreOptions.PLAIN)) {
 *     stores.transactions().call(work -> stores.teams().all(work));
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Stores implements AutoCloseable {

    private Stores() {}

    /**
     * Brings the schema up to date and opens the stores.
     *
     * @param dataSource gives connections to PostgreSQL 15 or newer, or to H2 2.3 or newer in PostgreSQL mode
     *     ({@code MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH}); should be pooled; stays the caller's
     * @throws io.ripen.transaction.StoreUnavailableException when the database cannot be reached
     */
    public static Stores open(DataSource dataSource, StoreOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * A new, empty H2 database in memory with its own pool, which goes when it is closed. For tests and previews.
     */
    public static Stores inMemory(StoreOptions options) {
        throw new UnsupportedOperationException();
    }

    public Transactions transactions() {
        throw new UnsupportedOperationException();
    }

    public RipenClock clock() {
        throw new UnsupportedOperationException();
    }

    public IdAllocator ids() {
        throw new UnsupportedOperationException();
    }

    public EnrollmentStore enrollments() {
        throw new UnsupportedOperationException();
    }

    public MessageStore messages() {
        throw new UnsupportedOperationException();
    }

    public ContactStore contacts() {
        throw new UnsupportedOperationException();
    }

    public EventStore events() {
        throw new UnsupportedOperationException();
    }

    public HistoryStore history() {
        throw new UnsupportedOperationException();
    }

    public CounterStore counters() {
        throw new UnsupportedOperationException();
    }

    public RevisionStore revisions() {
        throw new UnsupportedOperationException();
    }

    public SequenceStore sequences() {
        throw new UnsupportedOperationException();
    }

    public TeamStore teams() {
        throw new UnsupportedOperationException();
    }

    public SettingStore settings() {
        throw new UnsupportedOperationException();
    }

    public SuppressionStore suppressions() {
        throw new UnsupportedOperationException();
    }

    public NodeStore nodes() {
        throw new UnsupportedOperationException();
    }

    /** What the database was asked so far. */
    public StoreStatistics statistics() {
        throw new UnsupportedOperationException();
    }

    /** Keeps the clock's reading; closes the pool if it is our own. */
    @Override
    public void close() {}
}
