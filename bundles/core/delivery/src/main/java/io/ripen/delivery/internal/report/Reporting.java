package io.ripen.delivery.internal.report;

import io.ripen.core.store.CounterKey;
import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.ProviderReport;
import io.ripen.core.store.Stores;
import io.ripen.delivery.DeliveryReports.Status;
import io.ripen.delivery.FailureReaction;
import io.ripen.delivery.internal.outcome.Aftermath;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The transaction that records reports of different messages. Belongs to one transaction. */
final class Reporting {
    /** The upper half of the counters' slots is for whoever is not the engine; one by thread. */
    private static final int SLOTS = 512;

    private final Stores stores;
    private final Aftermath aftermath;
    private final UnitOfWork work;
    private final Instant now;

    private final List<HistoryRow> lines = new ArrayList<>();
    private final Map<CounterKey, Long> counts = new HashMap<>();
    private final List<Aftermath.Said> undelivered = new ArrayList<>();

    Reporting(Stores stores, Aftermath aftermath, UnitOfWork work) {
        this.stores = stores;
        this.aftermath = aftermath;
        this.work = work;
        this.now = stores.clock().instant();
    }

    /** @param reports at most one of each message */
    void record(List<ProviderReport> reports) {
        Map<Long, ProviderReport> byMessage = new HashMap<>();
        for (ProviderReport each : withoutOld(reports)) {
            byMessage.put(each.message(), each);
        }
        if (byMessage.isEmpty()) {
            return;
        }
        // The messages first, then their runs: the order in which the engine settles.
        List<MessageRow> before = stores.messages().lockByIds(work, new TreeSet<>(byMessage.keySet()));
        Map<Long, EnrollmentRow> runs = lockRuns(before);
        Set<Long> changed = stores.messages().report(work, List.copyOf(byMessage.values()), now);
        for (MessageRow message : before) {
            ProviderReport report = byMessage.get(message.id());
            if (report != null && changed.contains(message.id())) {
                tell(message, report, runs.get(message.enrollment()));
            }
        }
        write();
    }

    /**
     * Providers report "queued" and "sent" of nearly every message, long after their answer said so. A look without a lock
     * writes nothing, so such a report costs no wait for the disk; a message that is settled never comes back from it.
     */
    private List<ProviderReport> withoutOld(List<ProviderReport> reports) {
        List<Long> accepted = reports.stream()
                .filter(each -> each.status() == Status.ACCEPTED)
                .map(ProviderReport::message)
                .toList();
        Set<Long> settled = new HashSet<>();
        for (MessageRow row : stores.messages().findAll(work, accepted)) {
            if (row.state().isSettled()) {
                settled.add(row.id());
            }
        }
        return reports.stream()
                .filter(each -> each.status() != Status.ACCEPTED || !settled.contains(each.message()))
                .toList();
    }

    /** Whose steps they were, of the messages that are news; who stops a run has done so before this, or does it after. */
    private Map<Long, EnrollmentRow> lockRuns(List<MessageRow> messages) {
        Set<Long> ids = new TreeSet<>();
        for (MessageRow each : messages) {
            if (!each.state().isSettled() && each.enrollment() != 0) {
                ids.add(each.enrollment());
            }
        }
        Map<Long, EnrollmentRow> runs = new HashMap<>();
        if (!ids.isEmpty()) {
            stores.enrollments().lockByIds(work, ids).forEach(run -> runs.put(run.id(), run));
        }
        return runs;
    }

    /** @param run when it is to be told that its message is known; else null */
    private void tell(MessageRow message, ProviderReport report, @Nullable EnrollmentRow run) {
        boolean news = !message.state().isSettled();
        if (news) {
            line(message, "sent", "The provider reports that it took the message.", null);
        }
        if (news && run != null && run.endedAt(message.step(), message.occurrence())) {
            line(message, "crossed", run.crossedWords(), null);
        } else if (news && run != null && message.step() != null) {
            // The run may have gone on; the statement looks at where it stands now.
            stores.enrollments().hurry(work, message.enrollment(), message.step(), message.occurrence(), now);
        }
        String code = report.code();
        if (report.status() == Status.DELIVERED) {
            line(message, "delivered", "The provider says that the message arrived.", null);
        } else if (report.status() == Status.UNDELIVERED) {
            String meaning = aftermath.meaning(message.channel(), code);
            String text = "The provider could not deliver the message"
                    + (code == null ? "." : ", code " + code + (meaning.isEmpty() ? "." : ": " + meaning));
            line(message, "undelivered", text, code);
            String known = code == null ? "" : code;
            undelivered.add(new Aftermath.Said(message, FailureReaction.Kind.UNDELIVERED, known, ""));
        }
    }

    private void line(MessageRow row, String kind, String text, @Nullable String code) {
        lines.add(new HistoryRow(
                stores.ids().next(work, IdKind.HISTORY),
                row.team(),
                row.contact(),
                row.enrollment(),
                now,
                kind,
                row.sequence(),
                row.step(),
                row.id(),
                text,
                code == null ? Map.of() : Map.of("code", code)));
        if (row.sequence() != null && row.step() != null) {
            counts.merge(new CounterKey(row.sequence(), row.step(), kind), 1L, Long::sum);
        }
    }

    private void write() {
        if (!lines.isEmpty()) {
            stores.history().append(work, lines);
        }
        if (!counts.isEmpty()) {
            int slot = SLOTS + (int) (Thread.currentThread().getId() % SLOTS);
            stores.counters().add(work, slot, counts);
        }
        if (!undelivered.isEmpty()) {
            aftermath.of(work, undelivered);
        }
    }
}
