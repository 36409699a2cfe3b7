package io.ripen.contacts.internal.person;

import io.ripen.core.store.Stores;
import io.ripen.privacy.PersonExport.Sink;
import io.ripen.transaction.UnitOfWork;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Reads rows page by page, each page in a transaction of its own, so that however many there are need little memory. */
abstract class RecordPages {
    static final int PAGE = 500;

    final Stores stores;

    /** One page of rows behind a place. */
    interface Page<T> {
        List<T> in(UnitOfWork work, long after);
    }

    RecordPages(Stores stores) {
        this.stores = stores;
    }

    final <T> List<T> once(Function<UnitOfWork, List<T>> read) {
        return stores.transactions().call(read::apply);
    }

    final <T> void pages(Sink to, String kind, Page<T> page, ToLongFunction<T> place, Function<T, Fields> row)
            throws IOException {
        List<T> rows = once(work -> page.in(work, 0));
        while (!rows.isEmpty()) {
            for (T each : rows) {
                to.row(kind, row.apply(each).map());
            }
            long after = place.applyAsLong(rows.get(rows.size() - 1));
            rows = once(work -> page.in(work, after));
        }
    }
}
