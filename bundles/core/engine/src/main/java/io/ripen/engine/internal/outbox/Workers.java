package io.ripen.engine.internal.outbox;

import io.ripen.core.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who are installed here, by name, each with a thread of its own. Thread-safe. */
final class Workers {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final Duration TO_STOP = Duration.ofSeconds(5);

    private final Stores stores;
    private final OutboxSettings settings;
    private final Runnable changed;
    /** By the service; the first of a name is the one that is told. */
    private final Map<Object, Taker> installed = new HashMap<>();

    private final Map<String, Worker> byName = new ConcurrentHashMap<>();
    private boolean started;

    /** @param changed is called when somebody new has said which events it wants */
    Workers(Stores stores, OutboxSettings settings, Runnable changed) {
        this.stores = stores;
        this.settings = settings;
        this.changed = changed;
    }

    /** They work on their own threads from now on. */
    synchronized void start() {
        started = true;
        byName.values().forEach(Worker::poke);
    }

    synchronized void add(Object service, Taker taker) {
        installed.put(service, taker);
        if (byName.containsKey(taker.name())) {
            LOG.warn(
                    "There are two listeners '{}'; only the first is told of events. Give {} another name with @ListenerName.",
                    taker.name(),
                    service.getClass().getName());
            return;
        }
        begin(taker);
    }

    private void begin(Taker taker) {
        Worker worker = new Worker(stores, settings, taker, changed);
        byName.put(taker.name(), worker);
        if (started) {
            worker.poke();
        }
    }

    /** It is told of nothing more; waits a moment for what it is doing. */
    void remove(Object service) {
        Worker gone = take(service);
        if (gone != null) {
            gone.close();
        }
    }

    private synchronized @Nullable Worker take(Object service) {
        Taker taker = installed.remove(service);
        Worker worker = taker == null ? null : byName.get(taker.name());
        if (taker == null || worker == null || worker.taker() != taker) {
            return null;
        }
        byName.remove(taker.name());
        installed.values().stream()
                .filter(other -> other.name().equals(taker.name()))
                .findFirst()
                .ifPresent(this::begin);
        return worker;
    }

    Collection<Worker> all() {
        return List.copyOf(byName.values());
    }

    Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** There may be something to do for these. */
    void poke(Set<String> names) {
        for (String name : names) {
            Worker worker = byName.get(name);
            if (worker != null) {
                worker.poke();
            }
        }
    }

    void watch(Instant now) {
        byName.values().forEach(worker -> worker.watch(now));
    }

    /** Those that are in a call that cannot be ended. */
    Set<String> stuck() {
        Set<String> stuck = new HashSet<>();
        byName.forEach((name, worker) -> {
            if (worker.isStuck()) {
                stuck.add(name);
            }
        });
        return stuck;
    }

    /** Ends all at the same time: ten that hang must not stop the node ten times as late. */
    void close() {
        List<Thread> closing = new ArrayList<>();
        synchronized (this) {
            for (Worker worker : byName.values()) {
                Thread thread = new Thread(
                        worker::close, "ripen-listener stop " + worker.taker().name());
                thread.setDaemon(true);
                thread.start();
                closing.add(thread);
            }
            byName.clear();
            installed.clear();
        }
        try {
            for (Thread thread : closing) {
                thread.join(TO_STOP.toMillis());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
