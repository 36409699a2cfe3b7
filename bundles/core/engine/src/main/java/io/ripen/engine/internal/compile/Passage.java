package io.ripen.engine.internal.compile;

import java.util.Map;

/** Where a lead came to when one segment had been run. Variables are plain JSON values, checked. */
public sealed interface Passage {
    Map<String, Object> variables();

    /** At a durable point: the position is this step, and the step itself is still to be done. */
    record Reached(DurablePoint point, Map<String, Object> variables) implements Passage {}

    /** At the end of the route, or at a {@code stop}. */
    record Completed(Map<String, Object> variables) implements Passage {}
}
