package io.ripen.engine.internal.intake;

import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.event.EventRule;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what rules failed at that are not of the law: in the log, in the timeline of the leads that it concerned, and for an hour to whoever asks
 * how things are. Nothing is tried again by itself: by the timeline a person can see what was left out. Thread-safe.
 */
final class FailedRules {
    private static final Logger LOG = LoggerFactory.getLogger(FailedRules.class);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int LONGEST = 500;

    /** The failures of one rule. */
    private record Lately(int times, Instant last, String event, String words) {}

    private final Stores stores;
    private final Map<String, Lately> lately = new TreeMap<>();

    FailedRules(Stores stores) {
        this.stores = stores;
    }

    void tell(UnitOfWork work, EventRule rule, Event event, List<Contact> contacts, Throwable failure) {
        String name = rule.getClass().getName();
        String words = words(failure);
        LOG.error(
                "Rule {} failed at event {} ({}). What it did with it is undone; the event and all other rules count.",
                name,
                event.id(),
                event.type(),
                failure);
        line(work, name, event, contacts, words);
        work.afterCommit(() -> remember(name, event.id(), words));
    }

    private void line(UnitOfWork work, String name, Event event, List<Contact> contacts, String words) {
        if (contacts.isEmpty()) {
            return;
        }
        Instant now = stores.clock().instant();
        long[] ids = stores.ids().next(work, IdKind.HISTORY, contacts.size());
        List<HistoryRow> rows = new ArrayList<>(ids.length);
        for (Contact each : contacts) {
            rows.add(new HistoryRow(
                    ids[rows.size()],
                    each.team().value(),
                    each.id().value(),
                    0,
                    now,
                    "note",
                    null,
                    null,
                    0,
                    "What " + name.substring(name.lastIndexOf('.') + 1) + " does with event " + event.type() + " ("
                            + event.id() + ") failed and is left out; the event counts: " + words,
                    Map.of()));
        }
        stores.history().append(work, rows);
    }

    private synchronized void remember(String name, String event, String words) {
        Instant now = stores.clock().machine().instant();
        forget(now);
        Lately before = lately.get(name);
        lately.put(name, new Lately(before == null ? 1 : before.times() + 1, now, event, words));
    }

    private void forget(Instant now) {
        lately.values().removeIf(each -> each.last().plus(REMEMBERED).isBefore(now));
    }

    /** A sentence for each rule that failed within the last hour. */
    synchronized List<String> lately() {
        forget(stores.clock().machine().instant());
        return lately.entrySet().stream()
                .map(each -> each.getKey() + " failed at " + each.getValue().times()
                        + (each.getValue().times() == 1 ? " event" : " events") + ", last at '"
                        + each.getValue().event() + "': " + each.getValue().words())
                .toList();
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        String text = message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
