package io.ripen.engine.internal.outbox;

import io.ripen.core.store.OutboxRow;
import io.ripen.event.EventListener;
import io.ripen.event.EventListener.Occurrence;
import java.util.List;
import java.util.Set;

/** A listener: told of one event after the other, without a transaction. */
final class ListenerTaker implements Taker {
    private final String name;
    private final EventListener listener;

    ListenerTaker(String name, EventListener listener) {
        this.name = name;
        this.listener = listener;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> types() {
        return listener.types();
    }

    @Override
    public void take(Batch batch, Calls calls) {
        for (OutboxRow row : batch.open()) {
            if (batch.isOpen(row)) {
                Occurrence occurrence = new Occurrence(
                        Batch.event(row), batch.contact(row), row.event().receivedAt(), row.attempt() + 1);
                Calls.Failure failure = calls.call(List.of(row), () -> listener.heard(occurrence));
                if (failure == null) {
                    batch.taken(row);
                } else {
                    batch.failed(row, failure);
                }
            }
        }
    }
}
