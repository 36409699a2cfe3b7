package io.ripen.engine.internal.check;

import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.sequence.SequenceDescription.StepDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.time.CalendarSpan;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A sequence that was found to be in order.
 *
 * @param route the {@code route} element
 * @param keys a key for each element, unique in the file: the author's id, or one made up that no author can write
 * @param steps what each {@code to} is, by key
 * @param from what the {@code from} says
 * @param described the steps with an id, in the order of the file
 */
public record SequencePlan(
        SequenceId id,
        String description,
        XmlElement route,
        Map<XmlElement, String> keys,
        Map<String, PlannedStep> steps,
        Start from,
        List<StepDescription> described) {

    /** What a {@code to} does. */
    public sealed interface PlannedStep {}

    /** The lead's position stands here. */
    public record Durable(DurablePoint point) implements PlannedStep {}

    /** A step of an installed kind, done at once. */
    public record Immediate(String kind, String path, Map<String, String> options, String label)
            implements PlannedStep {}

    /** The lead goes on at another step. */
    public record Jump(String target) implements PlannedStep {}

    /** A Camel endpoint that the operator allows. */
    public record Foreign(String scheme) implements PlannedStep {}

    /**
     * What the {@code from} says.
     *
     * @param triggerOptions those options that belong to the trigger
     * @param goal event types that end a run as a success
     * @param after how long after its beginning the first step is done
     */
    public record Start(
            String on,
            Map<String, String> triggerOptions,
            Set<String> exitOn,
            String reentry,
            String key,
            String group,
            Set<String> goal,
            CalendarSpan after,
            int priority) {}
}
