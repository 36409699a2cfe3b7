package io.ripen.engine.internal.run;

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
 * Hands messages to their channels, each channel on as many threads as it allows. A message whose node may not send any
 * more is handed back and was never sent. Thread-safe.
 */
final class Senders {
    private final Gate gate;
    private final NodeLease lease;
    private final Consumer<Done> outcomes;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(Threads.named("ripen-sender"));
    private volatile boolean stopping;

    Senders(Gate gate, NodeLease lease, Consumer<Done> outcomes) {
        this.gate = gate;
        this.lease = lease;
        this.outcomes = outcomes;
    }

    void submit(List<InFlight> messages) {
        for (InFlight message : messages) {
            lanes.computeIfAbsent(message.message().channel(), Lane::new)
                    .waiting
                    .add(message);
        }
        if (!messages.isEmpty()) {
            lanes.values().forEach(Lane::staff);
        }
    }

    /** From now on nothing is begun; what waits is handed back. */
    void stop() {
        stopping = true;
        threads.shutdown();
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
        private final Queue<InFlight> waiting = new ConcurrentLinkedQueue<>();
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
            for (InFlight next = waiting.poll(); next != null; next = waiting.poll()) {
                outcomes.accept(send(next));
            }
        }
    }
}
