package io.ripen.delivery.internal.report;

import io.ripen.core.store.CounterKey;
import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Stores;
import io.ripen.delivery.DeliveryReports;
import io.ripen.delivery.FailureReaction;
import io.ripen.delivery.internal.gate.AttemptTokens;
import io.ripen.delivery.internal.outcome.Aftermath;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes what providers report. When a report ends a doubt, the lead that waits for it becomes due at once instead of at
 * the next asking.
 */
@Component
public final class CallbackReports implements DeliveryReports {
    /** The upper half of the counters' slots is for whoever is not the engine; one by thread. */
    private static final int SLOTS = 512;

    private final Stores stores;
    private final AttemptTokens tokens;
    private final Aftermath aftermath;

    @Activate
    public CallbackReports(@Reference Stores stores, @Reference Aftermath aftermath) {
        this(stores, AttemptTokens.of(stores), aftermath);
    }

    private CallbackReports(Stores stores, AttemptTokens tokens, Aftermath aftermath) {
        this.stores = stores;
        this.tokens = tokens;
        this.aftermath = aftermath;
    }

    /** Without OSGi. */
    public static CallbackReports of(Stores stores, AttemptTokens tokens, Aftermath aftermath) {
        return new CallbackReports(stores, tokens, aftermath);
    }

    @Override
    public boolean report(String token, Status status, String providerId, @Nullable String code) {
        AttemptTokens.Attempt attempt = tokens.read(token);
        if (attempt == null) {
            return false;
        }
        return stores.transactions().call(work -> {
            record(work, attempt, status, providerId, code);
            return true;
        });
    }

    private void record(
            UnitOfWork work, AttemptTokens.Attempt attempt, Status status, String providerId, @Nullable String code) {
        if (status == Status.ACCEPTED && isOld(work, attempt.message())) {
            return;
        }
        // The message first, then its run: the order in which the engine settles.
        List<MessageRow> before = stores.messages().lockByIds(work, List.of(attempt.message()));
        if (before.isEmpty()) {
            return;
        }
        boolean news = !before.get(0).state().isSettled();
        EnrollmentRow run = news ? lockRun(work, before.get(0)) : null;
        Instant now = stores.clock().instant();
        Optional<MessageRow> after = stores.messages().report(work, attempt.message(), status, providerId, code, now);
        if (after.isEmpty()) {
            return;
        }
        List<HistoryRow> lines = new ArrayList<>(3);
        if (news) {
            lines.add(line(work, after.get(), "sent", "The provider reports that it took the message.", null, now));
            count(work, after.get(), "sent");
        }
        if (run != null && run.endedAt(after.get().step(), after.get().occurrence())) {
            lines.add(line(work, after.get(), "crossed", run.crossedWords(), null, now));
            count(work, after.get(), "crossed");
        } else if (run != null) {
            hurry(work, after.get(), now);
        }
        if (status == Status.DELIVERED) {
            lines.add(line(work, after.get(), "delivered", "The provider says that the message arrived.", null, now));
            count(work, after.get(), "delivered");
        } else if (status == Status.UNDELIVERED) {
            String meaning = aftermath.meaning(after.get().channel(), code);
            String text = "The provider could not deliver the message"
                    + (code == null ? "." : ", code " + code + (meaning.isEmpty() ? "." : ": " + meaning));
            lines.add(line(work, after.get(), "undelivered", text, code, now));
            count(work, after.get(), "undelivered");
        }
        if (!lines.isEmpty()) {
            stores.history().append(work, lines);
        }
        if (status == Status.UNDELIVERED) {
            String known = code == null ? "" : code;
            aftermath.of(work, List.of(new Aftermath.Said(after.get(), FailureReaction.Kind.UNDELIVERED, known, "")));
        }
    }

    /**
     * Providers report "queued" and "sent" of nearly every message, long after their answer said so. A look without a lock
     * writes nothing, so such a report costs no wait for the disk; a message that is settled never comes back from it.
     */
    private boolean isOld(UnitOfWork work, long message) {
        return stores.messages()
                .find(work, message)
                .filter(row -> row.state().isSettled())
                .isPresent();
    }

    /** Whose step it was; null when a person wrote it. Who stops the run has done so before this, or does it after. */
    private @Nullable EnrollmentRow lockRun(UnitOfWork work, MessageRow message) {
        return message.enrollment() == 0
                ? null
                : stores.enrollments().lockByIds(work, List.of(message.enrollment())).stream()
                        .findFirst()
                        .orElse(null);
    }

    /** The run may have gone on; the statement looks at where it stands now. */
    private void hurry(UnitOfWork work, MessageRow message, Instant now) {
        String step = message.step();
        if (step != null) {
            stores.enrollments().hurry(work, message.enrollment(), step, message.occurrence(), now);
        }
    }

    private void count(UnitOfWork work, MessageRow row, String name) {
        if (row.sequence() != null && row.step() != null) {
            int slot = SLOTS + (int) (Thread.currentThread().getId() % SLOTS);
            stores.counters().add(work, slot, Map.of(new CounterKey(row.sequence(), row.step(), name), 1L));
        }
    }

    private HistoryRow line(
            UnitOfWork work, MessageRow row, String kind, String text, @Nullable String code, Instant now) {
        return new HistoryRow(
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
                code == null ? Map.of() : Map.of("code", code));
    }
}
