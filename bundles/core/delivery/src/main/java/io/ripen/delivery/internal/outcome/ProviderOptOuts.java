package io.ripen.delivery.internal.outcome;

import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Stores;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Events;
import io.ripen.schedule.RepeatedTask;
import io.ripen.service.LateService;
import io.ripen.transaction.Outage;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the intake that somebody opted out at the provider, so that it counts as any other opt-out: their sequences stop, and
 * the other channels too. What is to be told is kept in the transaction that records the provider's answer, and is told after
 * it in another one, since the intake locks runs and contacts, which the first must not. A crash in between delays it until
 * the next start; the event's id is made of the message's, so it counts once. Thread-safe.
 */
@Component(service = ProviderOptOuts.class)
public final class ProviderOptOuts {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderOptOuts.class);
    /** Where it is kept: as numbers of messages with blanks between. */
    private static final String MEMORY = "opted-out";

    private static final String PENDING = "pending";
    private static final int BATCH = 100;

    private final Stores stores;
    private final Supplier<Events> events;
    private final Executor thread;

    /** The intake is asked for when it is needed first, since it asks for its rules when it starts. */
    @Activate
    public ProviderOptOuts(@Reference Stores stores, @Reference ComponentServiceObjects<Events> events) {
        this(stores, new LateService<>(events), timer());
        if (thread instanceof ScheduledExecutorService timer) {
            // Also what another node or the last run left behind.
            RepeatedTask.on(timer, "ripen-provider-opt-outs", Duration.ofSeconds(1), Duration.ofMinutes(1), this::tell);
        }
    }

    private ProviderOptOuts(Stores stores, Supplier<Events> events, Executor thread) {
        this.stores = stores;
        this.events = events;
        this.thread = thread;
    }

    /** Without OSGi: told at once after the commit, on its thread. */
    public static ProviderOptOuts of(Stores stores, Supplier<Events> events) {
        return new ProviderOptOuts(stores, events, Runnable::run);
    }

    private static ScheduledExecutorService timer() {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "ripen-provider-opt-outs");
            made.setDaemon(true);
            return made;
        });
    }

    @Deactivate
    void stop() {
        if (thread instanceof ScheduledExecutorService timer) {
            timer.shutdownNow();
        }
        if (events instanceof LateService<?> late) {
            late.close();
        }
    }

    /** Keeps that the leads of these messages opted out, in the caller's transaction. */
    void keep(UnitOfWork work, List<MessageRow> messages) {
        if (messages.isEmpty()) {
            return;
        }
        Set<String> pending = pending(work);
        messages.forEach(message -> pending.add(Long.toString(message.id())));
        write(work, pending);
        work.afterCommit(this::wake);
    }

    private void wake() {
        try {
            thread.execute(this::tell);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Opt-outs at the provider are told by another node or after the next start.");
        }
    }

    /** Tells everything that is kept. */
    void tell() {
        try {
            while (some()) {
                // The next ones.
            }
        } catch (RuntimeException | LinkageError failed) { // must not end the timer
            if (!Outage.tell("tell of opt-outs at the provider", failed)) {
                LOG.warn("Opt-outs at the provider could not be told yet; it is tried again.", failed);
            }
        }
    }

    private boolean some() {
        List<String> told =
                stores.transactions().call(this::pending).stream().limit(BATCH).toList();
        if (told.isEmpty()) {
            return false;
        }
        // Not while the row is locked: those who write it hold locks that the intake wants.
        stores.transactions().call(work -> {
            List<Event> all = new ArrayList<>(told.size());
            for (MessageRow message : stores.messages()
                    .findAll(work, told.stream().map(Long::valueOf).toList())) {
                all.add(event(message));
            }
            return events.get().receive(work, all);
        });
        return stores.transactions().call(work -> {
            Set<String> pending = pending(work);
            pending.removeAll(told);
            write(work, pending);
            return !pending.isEmpty();
        });
    }

    /** By the address: all contacts that have it are meant, as if they had written STOP to us. */
    private Event event(MessageRow message) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("channel", message.channel());
        data.put("source", "provider");
        data.put("address", message.address());
        data.put("message", Long.toString(message.id()));
        return new Event(
                "opt-out:provider:" + message.id(),
                EventTypes.OPT_OUT,
                null,
                null,
                message.address(),
                stores.clock().instant(),
                EventSource.PROVIDER,
                data);
    }

    private Set<String> pending(UnitOfWork work) {
        String kept = stores.policyMemory().lock(work, MEMORY, List.of(PENDING)).get(PENDING);
        return kept == null || kept.isBlank()
                ? new LinkedHashSet<>()
                : new LinkedHashSet<>(List.of(kept.strip().split(" ")));
    }

    private void write(UnitOfWork work, Set<String> pending) {
        stores.policyMemory().keep(work, MEMORY, Map.of(PENDING, String.join(" ", pending)));
    }
}
