package io.ripen.report;

import io.ripen.sequence.SequenceDescription.TouchLabels;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts of one sequence.
 *
 * @param totals {@code enrolled}, {@code completed}, {@code stopped}, {@code errored}, {@code parked}, …
 * @param steps per step in the order of the file
 */
public record SequenceReport(SequenceId sequence, Map<String, Long> totals, List<StepCounts> steps) {
    /**
     * Counts of one step by name: {@code reached}, {@code sent}, {@code refused}, {@code unknown}, {@code stopped}, …
     *
     * @param touch number, stage, goal and content of a touch in the present revision; null for any other step
     */
    public record StepCounts(
            StepId step, String kind, @Nullable TouchLabels touch, Map<String, Long> counts) {}
}
