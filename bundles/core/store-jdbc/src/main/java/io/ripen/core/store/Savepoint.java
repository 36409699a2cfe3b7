package io.ripen.core.store;

import io.ripen.core.store.internal.Session;
import io.ripen.transaction.UnitOfWork;
import java.util.Optional;

/**
 * Runs somebody else's part of a transaction apart: when it fails, what it wrote is undone and the transaction goes on without
 * it.
 *
 * <pre>{@code
 * Optional<Throwable> failure = Savepoint.run(work, () -> rule.apply(work, occurrences));
 * }</pre>
 *
 * <p>Costs two round trips to the database, so take one for many. May be nested.
 */
public final class Savepoint {
    private Savepoint() {}

    /**
     * Runs {@code body}; also notices when it met a failure of the database and kept it to itself.
     *
     * @return what it failed with; it and what was to follow the commit is undone then. Empty when it was done.
     * @throws io.ripen.transaction.StoreUnavailableException when the database is away
     * @throws RuntimeException when the whole transaction is to be begun again, as after a deadlock; let it pass
     */
    public static Optional<Throwable> run(UnitOfWork work, Runnable body) {
        return Session.of(work).apart(body);
    }
}
