package io.ripen.core.store;

import io.ripen.time.RipenClock;
import org.jspecify.annotations.Nullable;

/**
 * How to open a store.
 *
 * @param speed how many seconds of business time pass in one second; at least 1
 * @param clock a clock to use instead of the store's own, such as a test's; {@code speed} is then without meaning
 * @param instance name of this process among those that share the database, such as {@code host:/path}; it decides who
 *     goes on with a fast clock after a restart
 * @param ahead what to do at speed 1 with a database whose time is ahead, since it ran fast once
 */
public record StoreOptions(double speed, @Nullable RipenClock clock, String instance, Ahead ahead) {
    /** What becomes of a database whose time is ahead of the wall. */
    public enum Ahead {
        /** It is not opened when it has contacts: a person has to decide. */
        REFUSE,
        /** Its time goes on from where it stood, at the wall's pace. */
        KEEP,
        /** Its time is the wall's again; what waits is due earlier by as much. */
        RESET
    }

    /** Speed 1, the machine's own clock. */
    public static final StoreOptions PLAIN = new StoreOptions(1, null, "");

    public StoreOptions(double speed, @Nullable RipenClock clock, String instance) {
        this(speed, clock, instance, Ahead.KEEP);
    }

    public StoreOptions {
        if (!(speed >= 1 && speed <= 10_000_000)) {
            throw new IllegalArgumentException(
                    "Speed " + speed + " is not possible: use a number from 1 (the wall's pace) to 10000000.");
        }
    }

    /** With this clock, for tests. */
    public static StoreOptions with(RipenClock clock) {
        return new StoreOptions(1, clock, "");
    }
}
