package io.ripen.policy;

import io.ripen.access.Actor;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What waits for a block to be lifted, to be looked at before it is. An OSGi service; thread-safe. */
@ProviderType
public interface Backlogs {

    /**
     * What waits.
     *
     * @param runs how many leads wait at a step for this block
     * @param lines by sequence and step, the oldest first
     */
    record Backlog(String block, long runs, List<Line> lines) {}

    /**
     * What waits at one step.
     *
     * @param step null for runs that wait at no step
     * @param runs how many leads
     * @param stale how many of them are later than the step's {@code staleAfter}
     * @param then what becomes of the stale ones: {@code skip}, {@code shift} or {@code send}
     * @param oldest business time since when the first one is due
     * @param newest business time since when the last one is due
     */
    record Line(
            SequenceId sequence,
            @Nullable StepId step,
            long runs,
            long stale,
            String then,
            @Nullable Instant oldest,
            @Nullable Instant newest) {}

    /**
     * What would go on if this block were lifted now; nothing is changed. What is not due yet is not counted. Empty when who asks
     * is no reader of the team that the block is about, and no admin.
     */
    Optional<Backlog> behind(Actor by, String block);
}
