package io.ripen.engine.internal.run;

import io.ripen.core.store.Admitted;
import io.ripen.engine.internal.compile.DurablePoint;
import java.util.Map;

/**
 * A message under way, between the commit that claimed it and the one that settles it.
 *
 * @param job the run as it was claimed
 * @param occurrence of the touch in this run
 * @param variables the run's variables at the touch
 * @param attempt the run's count of failures at this touch before this attempt
 * @param node as which it was claimed
 */
record InFlight(
        Job job,
        DurablePoint.Touch touch,
        int occurrence,
        Map<String, Object> variables,
        int attempt,
        Admitted message,
        long node) {

    /** Which of {@link Flows} it is in. */
    String lane() {
        return message.channel();
    }
}
