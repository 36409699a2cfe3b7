package io.ripen.core.store;

import io.ripen.transaction.UnitOfWork;
import java.util.List;

/** What happened to each lead and why; appended only. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class HistoryStore {

    HistoryStore() {}

    public void append(UnitOfWork work, List<HistoryRow> rows) {
        throw new UnsupportedOperationException();
    }

    /** The newest {@code limit} lines of a contact, oldest first. */
    public List<HistoryRow> byContact(UnitOfWork work, long contact, int limit) {
        throw new UnsupportedOperationException();
    }
}
