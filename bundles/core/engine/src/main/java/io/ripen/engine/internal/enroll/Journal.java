package io.ripen.engine.internal.enroll;

import io.ripen.core.store.CounterKey;
import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction has to say: lines of history and counts, collected in memory and written in two statements however
 * many leads there are. Belongs to one transaction.
 *
 * <p>Every line has the time of {@link #write}, when the transaction has all its locks. Were it the time of its beginning, a
 * reply that had to wait until a message was settled would be told as if it had come before it.
 */
public final class Journal {
    /** For counts of a sequence as a whole. */
    public static final String WHOLE = "";

    private record Line(
            String team,
            long contact,
            long enrollment,
            String kind,
            @Nullable String sequence,
            @Nullable String step,
            long message,
            String text) {}

    private final Stores stores;
    private final int slot;
    private final List<Line> lines = new ArrayList<>();
    private final Map<CounterKey, Long> counts = new HashMap<>();

    /** @param slot the writer's slot of the counters */
    public Journal(Stores stores, int slot) {
        this.stores = stores;
        this.slot = slot;
    }

    public void line(EnrollmentRow run, String kind, @Nullable String step, long message, String text) {
        lines.add(new Line(run.team(), run.contact(), run.id(), kind, run.sequence(), step, message, text));
    }

    public void line(String team, long contact, long enrollment, String kind, String sequence, String text) {
        lines.add(new Line(team, contact, enrollment, kind, sequence, null, 0, text));
    }

    public void count(String sequence, @Nullable String step, String name, long by) {
        counts.merge(new CounterKey(sequence, step == null ? WHOLE : step, name), by, Long::sum);
    }

    /** Writes it all. The transaction must have locked what the lines are about. */
    public void write(UnitOfWork work) {
        if (!lines.isEmpty()) {
            Instant now = stores.clock().instant();
            long[] ids = stores.ids().next(work, IdKind.HISTORY, lines.size());
            List<HistoryRow> rows = new ArrayList<>(ids.length);
            for (int i = 0; i < ids.length; i++) {
                Line line = lines.get(i);
                rows.add(new HistoryRow(
                        ids[i],
                        line.team(),
                        line.contact(),
                        line.enrollment(),
                        now,
                        line.kind(),
                        line.sequence(),
                        line.step(),
                        line.message(),
                        line.text(),
                        Map.of()));
            }
            stores.history().append(work, rows);
            lines.clear();
        }
        counts.values().removeIf(value -> value == 0);
        if (!counts.isEmpty()) {
            stores.counters().add(work, slot, counts);
            counts.clear();
        }
    }
}
