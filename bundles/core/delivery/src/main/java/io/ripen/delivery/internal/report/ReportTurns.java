package io.ripen.delivery.internal.report;

import io.ripen.core.store.ProviderReport;
import io.ripen.transaction.StoreUnavailableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    private final Set<Waiting> waiting = new LinkedHashSet<>();
    /** Whether somebody records. */
    private boolean busy;

    private static final class Waiting {
        final ProviderReport report;
        boolean over;

        @Nullable Throwable failure;

        Waiting(ProviderReport report) {
            this.report = report;
        }
    }

    /** @param recorder records reports of different messages in one transaction of its own */
    ReportTurns(Consumer<List<ProviderReport>> recorder) {
        this.recorder = recorder;
    }

    /** Returns when the report is recorded; throws what its recording threw. */
    void record(ProviderReport report) {
        Waiting mine = new Waiting(report);
        if (mayRecord(mine)) {
            try {
                do {
                    take(next());
                } while (!mine.over);
            } finally {
                leave();
            }
        }
        if (mine.failure instanceof RuntimeException thrown) {
            throw thrown;
        }
        if (mine.failure instanceof Error thrown) {
            throw thrown;
        }
    }

    /** Waits until the report is recorded (false), or until it is up to the caller to record all that wait (true). */
    private synchronized boolean mayRecord(Waiting mine) {
        waiting.add(mine);
        boolean interrupted = false;
        while (busy && !mine.over) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true; // its recording may be under way; what becomes of it is to be told
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (mine.over) {
            return false;
        }
        busy = true;
        return true;
    }

    private synchronized void leave() {
        busy = false;
        notifyAll();
    }

    /** How many reports wait for a turn. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** Those that came first; of each message one, since what is reported of it later builds on that. */
    private synchronized List<Waiting> next() {
        List<Waiting> next = new ArrayList<>();
        Set<Long> messages = new HashSet<>();
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext() && next.size() < MOST; ) {
            Waiting each = all.next();
            if (messages.add(each.report.message())) {
                next.add(each);
                all.remove();
            }
        }
        return next;
    }

    private void take(List<Waiting> together) {
        Throwable thrown = tried(together);
        boolean same = together.size() == 1 || thrown == null || thrown instanceof StoreUnavailableException;
        for (Waiting each : together) {
            each.failure = same ? thrown : tried(List.of(each));
        }
        over(together);
    }

    private synchronized void over(List<Waiting> together) {
        together.forEach(each -> each.over = true);
        notifyAll();
    }

    private @Nullable Throwable tried(List<Waiting> together) {
        try {
            recorder.accept(together.stream().map(each -> each.report).toList());
            return null;
        } catch (RuntimeException | Error thrown) {
            return thrown; // to each of those that wait for it
        }
    }
}
