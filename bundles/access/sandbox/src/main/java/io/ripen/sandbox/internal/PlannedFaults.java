package io.ripen.sandbox.internal;

import io.ripen.sandbox.Fault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Predicate;

/** The failures that were ordered and have not happened yet; the first that fits a request happens to it. Thread-safe. */
final class PlannedFaults {
    /** What a Twilio create request can suffer. */
    static final Set<Fault> CREATE = Set.of(
            Fault.TOO_MANY_REQUESTS,
            Fault.SERVER_ERROR,
            Fault.ACCEPT_THEN_RESET,
            Fault.RESET,
            Fault.SLOW,
            Fault.OPTED_OUT,
            Fault.INVALID_NUMBER,
            Fault.UNAUTHORIZED);

    private static final class Planned {
        private final Fault fault;
        private int left;

        private Planned(Fault fault, int left) {
            this.fault = fault;
            this.left = left;
        }
    }

    private final Deque<Planned> planned = new ArrayDeque<>();
    private volatile boolean any;

    synchronized void plan(Fault fault, int times) {
        if (times < 0) {
            throw new IllegalArgumentException("times must be 0 or more, not " + times + ".");
        }
        if (times == 0) {
            planned.clear();
        } else if (fault != Fault.NONE) {
            planned.addLast(new Planned(fault, times));
        }
        any = !planned.isEmpty();
    }

    /** Takes the first planned fault that fits, or {@link Fault#NONE}. */
    Fault take(Predicate<Fault> fits) {
        // Nearly every request comes here with nothing planned; it must not wait for a lock.
        return any ? takePlanned(fits) : Fault.NONE;
    }

    private synchronized Fault takePlanned(Predicate<Fault> fits) {
        for (Iterator<Planned> all = planned.iterator(); all.hasNext(); ) {
            Planned next = all.next();
            if (fits.test(next.fault)) {
                if (--next.left == 0) {
                    all.remove();
                    any = !planned.isEmpty();
                }
                return next.fault;
            }
        }
        return Fault.NONE;
    }
}
