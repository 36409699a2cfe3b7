package io.ripen.routes;

import io.ripen.testkit.SequenceTester;
import java.util.Set;

/** How a run of a shipped sequence ends when something happens. */
final class Endings {
    private static final Set<String> GOALS = Set.of("appointment.booked", "purchase", "purchased");

    private Endings() {}

    /** A booking or a purchase is a success, anything else a stop. */
    static SequenceTester assertEnded(String type, SequenceTester tester) {
        return GOALS.contains(type) ? tester.assertReachedGoal(type) : tester.assertStopped(type);
    }
}
