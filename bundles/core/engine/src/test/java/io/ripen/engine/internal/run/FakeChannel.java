package io.ripen.engine.internal.run;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A channel that does as it is told and remembers who it took messages for. */
final class FakeChannel implements Channel {
    final List<OutboundMessage> requests = new CopyOnWriteArrayList<>();
    /** Provider id by message id, of what the provider really took. */
    final Map<Long, String> taken = new ConcurrentHashMap<>();

    final List<OutboundMessage> asked = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();
    volatile Function<OutboundMessage, Outcome> answer = this::accept;
    volatile Function<OutboundMessage, Reconciliation> reconciling = this::truth;
    volatile int concurrency = 4;

    Outcome accept(OutboundMessage message) {
        String id = "P" + ids.incrementAndGet();
        if (taken.putIfAbsent(message.id().value(), id) != null) {
            throw new AssertionError("Message " + message.id() + " went out twice.");
        }
        return new Outcome.Accepted(id);
    }

    /** The provider takes it, and the answer is lost. */
    Outcome acceptAndLoseTheAnswer(OutboundMessage message) {
        accept(message);
        return new Outcome.Unknown("Read timed out.");
    }

    Reconciliation truth(OutboundMessage message) {
        String id = taken.get(message.id().value());
        return id == null ? new Reconciliation.NotFound("Not in the list.") : new Reconciliation.Found(id);
    }

    @Override
    public Outcome send(OutboundMessage message) {
        requests.add(message);
        return answer.apply(message);
    }

    @Override
    public Reconciliation reconcile(OutboundMessage message, Instant sentAt, List<String> knownProviderIds) {
        asked.add(message);
        return reconciling.apply(message);
    }

    @Override
    public AddressKind addressKind() {
        return AddressKind.PHONE;
    }

    @Override
    public int concurrency() {
        return concurrency;
    }
}
