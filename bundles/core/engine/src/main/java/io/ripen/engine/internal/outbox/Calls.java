package io.ripen.engine.internal.outbox;

import io.ripen.core.store.OutboxRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls a third party's code, which is interrupted when it takes too long. */
@FunctionalInterface
interface Calls {

    /** @param tooLong whether it was interrupted */
    record Failure(Throwable thrown, boolean tooLong) {}

    /**
     * @param rows what it is called with
     * @return why it failed; null when it did not
     * @throws io.ripen.transaction.StoreUnavailableException when the database is away, which is nobody's fault
     */
    @Nullable Failure call(List<OutboxRow> rows, WatchedCall.Body body);
}
