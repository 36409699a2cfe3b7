package io.ripen.core.store.internal;

import java.util.concurrent.atomic.LongAdder;

/** Counts what the database is asked. */
public final class Statistics {
    public final LongAdder statements = new LongAdder();
    public final LongAdder commits = new LongAdder();
    public final LongAdder rollbacks = new LongAdder();
    public final LongAdder retries = new LongAdder();
}
