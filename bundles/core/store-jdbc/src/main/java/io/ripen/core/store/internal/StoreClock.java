package io.ripen.core.store.internal;

import io.ripen.core.store.SettingStore;
import io.ripen.core.store.StoreOptions.Ahead;
import io.ripen.time.TrialClock;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Business time at a speed. At speed 1 it is the machine's time. When it is faster, where it stands is kept in the database
 * every few seconds, and a restart goes on from there: while nothing runs, no time passes. Other processes on the same
 * database join a clock that is running.
 */
public final class StoreClock implements TrialClock {
    private static final Logger LOG = LoggerFactory.getLogger(StoreClock.class);
    private static final String SETTING = "clock.origin";

    /** A reading that is older than this was left by a process that is gone. Keep it well above the pace of saving. */
    private static final Duration ABANDONED = Duration.ofSeconds(10);

    private final InstantSource machine;
    private final double speed;
    private final String instance;
    private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();
    private volatile Reading origin;

    /** What the clock showed at a moment of the machine. */
    record Reading(Instant business, Instant machine, String instance, boolean stopped) {
        static Reading parse(String text) {
            String[] parts = text.split(" ", 4);
            return new Reading(Instant.parse(parts[0]), Instant.parse(parts[1]), parts[3], parts[2].equals("stopped"));
        }

        @Override
        public String toString() {
            return business + " " + machine + " " + (stopped ? "stopped" : "running") + " " + instance;
        }
    }

    public StoreClock(InstantSource machine, double speed, String instance) {
        this.machine = () -> machine.instant().truncatedTo(ChronoUnit.MICROS);
        this.speed = speed;
        this.instance = instance;
        Instant now = this.machine.instant();
        this.origin = new Reading(now, now, instance, false);
    }

    /**
     * Takes up the clock where the database says that it stood.
     *
     * @throws StartRefusedException when that would shift the dates of real leads; nothing was changed
     */
    public void resume(Transactions transactions, SettingStore settings, Ahead ahead) {
        Instant now = machine.instant();
        Optional<Reading> kept = transactions.call(work -> takeUp(work, settings, now, ahead));
        if (kept.isEmpty()) {
            save(transactions, settings);
            return;
        }
        Reading reading = kept.get();
        if (isRunningElsewhere(reading, now)) {
            origin = reading;
        } else if (speed > 1 || reading.business().isAfter(now)) {
            // A database that once ran fast is ahead of the wall; its time must not go back.
            origin = new Reading(reading.business(), now, instance, false);
            LOG.info("Business time goes on at {}, {} times as fast as the wall.", reading.business(), speed);
        }
        save(transactions, settings);
    }

    /** The reading to go on from; empty for the machine's time. */
    private Optional<Reading> takeUp(UnitOfWork work, SettingStore settings, Instant now, Ahead ahead) {
        Optional<Reading> found = settings.find(work, SETTING).map(Reading::parse);
        if (found.isEmpty()) {
            if (speed > 1 && ClockRules.hasLeads(work)) {
                throw new StartRefusedException(ClockRules.tooFast(speed));
            }
            return found;
        }
        Reading reading = found.get();
        if (speed > 1 || ahead == Ahead.KEEP || isRunningElsewhere(reading, now)) {
            return found;
        }
        Duration lead = Duration.between(now, reading.business());
        if (lead.compareTo(Duration.ZERO) > 0 && ClockRules.hasLeads(work)) {
            if (ahead == Ahead.REFUSE) {
                throw new StartRefusedException(ClockRules.aheadOfTheWall(reading.business()));
            }
            ClockRules.bringBack(work, now, lead);
        }
        settings.remove(work, SETTING); // the machine's time from now on, for good
        return Optional.empty();
    }

    /** Keeps where the clock stands; does nothing while it simply is the machine's. */
    public void save(Transactions transactions, SettingStore settings) {
        write(transactions, settings, false);
    }

    /** Keeps where the clock stands, for good. */
    public void stop(Transactions transactions, SettingStore settings) {
        write(transactions, settings, true);
    }

    private void write(Transactions transactions, SettingStore settings, boolean stopped) {
        if (isPlain()) {
            return;
        }
        transactions.call(work -> {
            Instant now = machine.instant();
            boolean othersClock = settings.find(work, SETTING)
                    .map(Reading::parse)
                    .filter(reading -> isRunningElsewhere(reading, now))
                    .isPresent();
            if (!othersClock) {
                settings.put(work, SETTING, new Reading(at(now), now, instance, stopped).toString());
            }
            return !othersClock;
        });
    }

    private boolean isRunningElsewhere(Reading reading, Instant now) {
        return !reading.stopped()
                && !reading.instance().equals(instance)
                && Duration.between(reading.machine(), now).compareTo(ABANDONED) < 0;
    }

    private boolean isPlain() {
        return speed == 1 && origin.business().equals(origin.machine());
    }

    private Instant at(Instant now) {
        Reading from = origin;
        if (speed == 1) {
            return isPlain() ? now : from.business().plus(Duration.between(from.machine(), now));
        }
        Duration passed = Duration.between(from.machine(), now);
        double micros = (passed.getSeconds() * 1e6 + passed.getNano() / 1e3) * speed;
        return from.business().plus((long) micros, ChronoUnit.MICROS);
    }

    @Override
    public void putForward(Instant to) {
        if (speed == 1) {
            throw new IllegalStateException(
                    "The clock of a real installation is not put forward. Set RIPEN_SPEED above 1 for a trial.");
        }
        synchronized (this) {
            if (!origin.instance().equals(instance)) {
                throw new IllegalStateException("The clock belongs to " + origin.instance()
                        + ", which uses the same database: only that process can put it forward.");
            }
            Instant now = machine.instant();
            if (!to.isAfter(at(now))) {
                return;
            }
            origin = new Reading(to, now, instance, false);
        }
        sleepers.forEach(Runnable::run);
    }

    @Override
    public Runnable onPutForward(Runnable moved) {
        sleepers.add(moved);
        return () -> sleepers.remove(moved);
    }

    @Override
    public Instant instant() {
        return at(machine.instant());
    }

    @Override
    public InstantSource machine() {
        return machine;
    }

    @Override
    public double speed() {
        return speed;
    }
}
