package io.ripen.engine.internal.outbox;

import io.ripen.core.store.OutboxConsumer;
import io.ripen.core.store.OutboxRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.event.EventListeners;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/** What listeners are still to be told of, and what they failed at. Thread-safe. */
public final class KeptListeners implements EventListeners {
    private static final int AT_ONCE = 500;

    private final Stores stores;
    private final OutboxRunner runner;

    public KeptListeners(Stores stores, OutboxRunner runner) {
        this.stores = stores;
        this.runner = runner;
    }

    @Override
    public List<Listener> all() {
        return stores.transactions()
                .call(work -> stores.outboxConsumers().all(work).stream()
                        .map(each -> listener(work, each))
                        .toList());
    }

    @Override
    public Optional<Listener> find(String name) {
        return stores.transactions()
                .call(work -> stores.outboxConsumers().all(work).stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .map(each -> listener(work, each)));
    }

    private Listener listener(UnitOfWork work, OutboxConsumer each) {
        return new Listener(
                each.name(),
                each.types().stream().sorted().toList(),
                runner.isInstalled(each.name()),
                each.seenAt(),
                each.waits() ? stores.outbox().waiting(work, each.name(), COUNTED) : 0,
                each.waits() ? stores.outbox().oldest(work, each.name()).orElse(null) : null,
                each.failures(),
                each.pausedUntil(),
                each.error(),
                stores.quarantine().count(work, each.name(), COUNTED));
    }

    @Override
    public List<Quarantined> quarantine(String listener, long after, int limit) {
        return stores.transactions().call(work -> stores.quarantine().page(work, listener, after, limit)).stream()
                .map(KeptListeners::quarantined)
                .toList();
    }

    private static Quarantined quarantined(OutboxRow row) {
        long contact = row.event().contact();
        return new Quarantined(
                row.id(),
                Batch.event(row),
                contact == 0 ? null : new ContactId(contact),
                row.event().receivedAt(),
                row.attempt(),
                row.error() == null ? "" : row.error(),
                row.dueAt());
    }

    @Override
    public int retry(String listener, List<Long> ids) {
        int retried = inParts(
                listener,
                ids,
                (work, some) -> stores.quarantine()
                        .retry(work, listener, some, stores.clock().machine().instant()));
        if (retried > 0) {
            stores.transactions().call(work -> {
                stores.outboxConsumers().called(work, listener, 0, null, null);
                return listener;
            });
            runner.wake();
        }
        return retried;
    }

    @Override
    public int drop(String listener, List<Long> ids) {
        return inParts(listener, ids, (work, some) -> stores.quarantine().drop(work, listener, some));
    }

    /** Does it with these, or with all that are there now, some at a time. */
    private int inParts(String listener, List<Long> ids, ToIntBiFunction<UnitOfWork, List<Long>> part) {
        if (!ids.isEmpty()) {
            return stores.transactions().call(work -> part.applyAsInt(work, ids));
        }
        int all = 0;
        int some;
        do {
            some = stores.transactions()
                    .call(work -> part.applyAsInt(work, stores.quarantine().oldest(work, listener, AT_ONCE)));
            all += some;
        } while (some == AT_ONCE);
        return all;
    }

    @Override
    public boolean forget(String listener) {
        return runner.forget(listener);
    }
}
