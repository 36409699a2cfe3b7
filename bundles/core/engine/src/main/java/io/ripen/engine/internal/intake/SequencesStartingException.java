package io.ripen.engine.internal.intake;

import io.ripen.event.Event;
import io.ripen.transaction.StillStartingException;

/**
 * An event came in the first seconds of a start, and a sequence that it may enroll into cannot run yet. Taken in, it would
 * enroll nobody, now or later. Nothing of its transaction is written; the same event may come again.
 */
final class SequencesStartingException extends StillStartingException {
    private static final long serialVersionUID = 1;

    SequencesStartingException(Event event) {
        super("sequences that begin by " + event.type(), new IllegalStateException("event " + event.id()));
    }
}
