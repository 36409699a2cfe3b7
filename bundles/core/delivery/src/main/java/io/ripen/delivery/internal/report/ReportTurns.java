package io.ripen.delivery.internal.report;

import io.ripen.core.store.ProviderReport;
import io.ripen.transaction.StoreUnavailableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets the reports that come in while others are being recorded share the next transaction, as databases do with commits:
 * nobody waits for a clock, and the more come in, the more share. Each caller goes on when its own report is recorded. When
 * what is shared cannot be recorded, each report is tried by itself, so a bad one never takes others along. Thread-safe.
 */
final class ReportTurns {
    /** So that a flood is no single huge transaction. */
    private static final int MOST = 200;

    private final Consumer<List<ProviderReport>> recorder;
    private final ReentrantLock turn = new ReentrantLock();
    private final Set<Waiting> waiting = new LinkedHashSet<>();

    private static final class Waiting {
        final ProviderReport report;
        /** Guarded by the turn, like the next one. */
        boolean over;

        @Nullable RuntimeException failure;

        Waiting(ProviderReport report) {
            this.report = report;
        }

        void over(@Nullable RuntimeException thrown) {
            over = true;
            failure = thrown;
        }
    }

    /** @param recorder records reports of different messages in one transaction of its own */
    ReportTurns(Consumer<List<ProviderReport>> recorder) {
        this.recorder = recorder;
    }

    /** Returns when the report is recorded; throws what its recording threw. */
    void record(ProviderReport report) {
        Waiting mine = new Waiting(report);
        synchronized (waiting) {
            waiting.add(mine);
        }
        turn.lock();
        try {
            while (!mine.over) {
                take(next());
            }
        } finally {
            turn.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
    }

    /** How many reports wait for a turn. */
    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** Those that came first; of each message one, since what is reported of it later builds on that. */
    private List<Waiting> next() {
        List<Waiting> next = new ArrayList<>();
        Set<Long> messages = new HashSet<>();
        synchronized (waiting) {
            for (Iterator<Waiting> all = waiting.iterator(); all.hasNext() && next.size() < MOST; ) {
                Waiting each = all.next();
                if (messages.add(each.report.message())) {
                    next.add(each);
                    all.remove();
                }
            }
        }
        return next;
    }

    private void take(List<Waiting> together) {
        RuntimeException thrown = tried(together);
        boolean alone = together.size() == 1 || thrown == null || thrown instanceof StoreUnavailableException;
        for (Waiting each : together) {
            each.over(alone ? thrown : tried(List.of(each)));
        }
    }

    private @Nullable RuntimeException tried(List<Waiting> together) {
        try {
            recorder.accept(together.stream().map(each -> each.report).toList());
            return null;
        } catch (RuntimeException thrown) {
            return thrown;
        }
    }
}
