package io.ripen.engine.internal.intake;

import io.ripen.engine.internal.compile.RunMemory;
import io.ripen.event.Event;
import java.util.Set;

/**
 * The outcome of a touch as an event names it. Whoever may send events chooses the word, so what a run remembers of it has a
 * limit, and what it is counted as is one of a few: each counter is a row that stays.
 */
final class OutcomeNames {
    /** What the product itself reports, and what people call the same things. */
    private static final Set<String> COUNTED = Set.of(
            "reached",
            "voicemail",
            "no-answer",
            "wrong-number",
            "busy",
            "call-back",
            "interested",
            "not-interested",
            "done",
            "unknown",
            RunMemory.TIMEOUT);

    private static final String OTHER = "other";
    private static final int LONGEST = 200;

    private OutcomeNames() {}

    /** What the run remembers, and its conditions compare. */
    static String of(Event event) {
        Object outcome = event.data().get("outcome");
        String name = outcome == null ? "unknown" : outcome.toString();
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }

    /** What it is counted as. */
    static String counted(String outcome) {
        return COUNTED.contains(outcome) ? outcome : OTHER;
    }
}
