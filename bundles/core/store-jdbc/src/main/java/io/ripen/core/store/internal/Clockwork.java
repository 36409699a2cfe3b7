package io.ripen.core.store.internal;

import io.ripen.core.store.SettingStore;
import io.ripen.core.store.StoreOptions;
import io.ripen.schedule.RepeatedTask;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Outage;
import io.ripen.transaction.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the clock up where it stood, and keeps where it stands while it is not simply the machine's. */
public final class Clockwork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Clockwork.class);
    private static final Duration SAVE = Duration.ofSeconds(2);

    private final RipenClock clock;
    private final @Nullable ScheduledExecutorService saver;
    private final Runnable stop;

    private Clockwork(RipenClock clock, @Nullable ScheduledExecutorService saver, Runnable stop) {
        this.clock = clock;
        this.saver = saver;
        this.stop = stop;
    }

    public static Clockwork start(StoreOptions options, Transactions transactions, SettingStore settings) {
        RipenClock given = options.clock();
        if (given != null) {
            return new Clockwork(given, null, () -> {});
        }
        StoreClock clock = new StoreClock(InstantSource.system(), options.speed(), options.instance());
        clock.resume(transactions, settings, options.ahead());
        ScheduledExecutorService saver = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ripen-clock");
            thread.setDaemon(true);
            return thread;
        });
        RepeatedTask.on(
                saver,
                "ripen-clock: keep where business time stands",
                SAVE,
                SAVE,
                () -> clock.save(transactions, settings));
        return new Clockwork(clock, saver, () -> clock.stop(transactions, settings));
    }

    private static void quietly(Runnable save) {
        try {
            save.run();
        } catch (RuntimeException e) {
            if (Outage.tell("keep where business time stands", e)) {
                return;
            }
            LOG.warn(
                    "Where business time stands could not be kept. It runs on; after a crash it would go on from the last"
                            + " reading that was kept: {}",
                    e.getMessage());
        }
    }

    public RipenClock clock() {
        return clock;
    }

    @Override
    public void close() {
        if (saver != null) {
            saver.shutdownNow();
        }
        quietly(stop);
    }
}
