package io.ripen.tracking.internal;

import io.ripen.crm.ContactId;
import java.util.function.LongSupplier;

/**
 * How many page views are believed. A visitor's token stands in an address that is copied and passed on, and whoever has it
 * can report views by a loop; so one visitor and one address have a pace, and only the first views of a day count for the
 * score. In memory, for each node by itself. Thread-safe.
 */
final class ViewLimits {
    /** A person who opens pages as fast as they load. */
    static final int OF_VISITOR_A_MINUTE = 20;
    /** An office behind one address. */
    static final int OF_ADDRESS_A_MINUTE = 300;
    /** With the ten points that the best page is worth as delivered, all of a day reach the sales threshold once at most. */
    static final int SCORED_A_DAY = 10;

    private static final long DAY = 24 * 60 * Pace.MINUTE;

    private final Pace visitors;
    private final Pace addresses;
    private final Pace scored;

    ViewLimits(LongSupplier nanos) {
        visitors = new Pace(OF_VISITOR_A_MINUTE, Pace.MINUTE, nanos);
        addresses = new Pace(OF_ADDRESS_A_MINUTE, Pace.MINUTE, nanos);
        scored = new Pace(SCORED_A_DAY, DAY, nanos);
    }

    boolean allowsAddress(String address) {
        return addresses.allows(address);
    }

    boolean allows(ContactId visitor) {
        return visitors.allows(visitor.toString());
    }

    boolean scores(ContactId visitor) {
        return scored.allows(visitor.toString());
    }
}
