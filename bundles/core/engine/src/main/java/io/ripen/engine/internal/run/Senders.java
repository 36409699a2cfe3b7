package io.ripen.engine.internal.run;

import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.core.store.Finding;
import io.ripen.core.store.Gate;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Hands messages to their channels, and asks them about earlier attempts, each channel on as many threads as it allows: a
 * channel that hangs keeps nothing waiting but its own messages. A message whose node may not send any more is handed back
 * and was never sent. Thread-safe.
 */
final class Senders {
    private final Gate gate;
    private final NodeLease lease;
    private final Consumer<Done> outcomes;
    private final Consumer<InFlight> unasked;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(Threads.named("ripen-sender"));
    private volatile boolean stopping;

    /** @param unasked what nobody was asked about because this node is stopping; its row stays as it is */
    Senders(Gate gate, NodeLease lease, Consumer<Done> outcomes, Consumer<InFlight> unasked) {
        this.gate = gate;
        this.lease = lease;
        this.outcomes = outcomes;
        this.unasked = unasked;
    }

    void submit(List<InFlight> sends, List<InFlight> asks) {
        sends.forEach(flight -> lane(flight).waiting.add(() -> outcomes.accept(sendSurely(flight))));
        asks.forEach(flight -> lane(flight).waiting.add(() -> ask(flight)));
        if (!sends.isEmpty() || !asks.isEmpty()) {
            lanes.values().forEach(Lane::staff);
        }
    }

    private Lane lane(InFlight flight) {
        return lanes.computeIfAbsent(flight.lane(), Lane::new);
    }

    private void ask(InFlight flight) {
        if (stopping) {
            unasked.accept(flight);
        } else {
            outcomes.accept(new Done(flight, reconcile(flight)));
        }
    }

    private Finding reconcile(InFlight flight) {
        try {
            return gate.reconcile(flight.message());
        } catch (RuntimeException | Error failed) {
            return new Finding.Asked(new Reconciliation.Undecided("Asking failed unexpectedly: " + failed));
        }
    }

    /** From now on nothing is begun; what waits is handed back. */
    void stop() {
        stopping = true;
        threads.shutdown();
    }

    /** A message that nobody hears of any more would stay on its way for as long as this node lives. */
    private Done sendSurely(InFlight flight) {
        try {
            return send(flight);
        } catch (RuntimeException | Error failed) {
            return new Done(
                    flight, new Finding.Answered(new Outcome.Unknown("Sending it failed unexpectedly: " + failed)));
        }
    }

    /** Sends on the calling thread. */
    Done send(InFlight flight) {
        if (stopping) {
            return new Done(flight, new Finding.NeverSent("The node is stopping."));
        }
        if (!lease.maySend(flight.node())) {
            return new Done(flight, new Finding.NeverSent("The node's lease ran out before the message was sent."));
        }
        return new Done(flight, gate.send(flight.message(), () -> lease.maySend(flight.node())));
    }

    /** The messages of one channel and the threads that work on them. */
    private final class Lane {
        private final String channel;
        private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        private final AtomicInteger working = new AtomicInteger();

        Lane(String channel) {
            this.channel = channel;
        }

        void staff() {
            int most = gate.concurrency(channel);
            for (int now = working.get(); now < most && !waiting.isEmpty() && !stopping; now = working.get()) {
                if (working.compareAndSet(now, now + 1)) {
                    try {
                        threads.execute(this::work);
                    } catch (RejectedExecutionException stopped) {
                        working.decrementAndGet();
                    }
                }
            }
            if (stopping) {
                workOff();
            }
        }

        private void work() {
            try {
                workOff();
            } finally {
                working.decrementAndGet();
                if (!waiting.isEmpty()) { // came between the last look and the decrement
                    staff();
                }
            }
        }

        private void workOff() {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                next.run();
            }
        }
    }
}
