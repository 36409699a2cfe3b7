package io.ripen.step;

import io.ripen.sequence.Lead;
import io.ripen.sequence.SequenceId;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A step that acts at once. What it does to our data goes through {@link Effects}. Thread-safe.
 */
@ConsumerType
public interface Step {

    /** A prepared step of one sequence. Thread-safe. */
    @FunctionalInterface
    interface Action {
        void run(Lead lead, Effects effects) throws Exception;
    }

    /**
     * Prepares the step when its sequence is deployed.
     *
     * @param path what stands between the scheme and {@code ?}: {@code tag} in {@code contact:tag?add=VIP}
     * @param options the options as written, decoded
     * @throws IllegalArgumentException with a sentence that names the option and the cure; the file is refused with it
     */
    Action prepare(String path, Map<String, String> options);

    /**
     * Refuses what cannot be right in this very sequence, such as a step that leads to where the lead is already. Called
     * when a sequence is checked, after {@link #prepare}.
     *
     * @param sequence the sequence that the step stands in
     * @throws IllegalArgumentException with a sentence that names the option and the cure; the file is refused with it
     */
    default void check(SequenceId sequence, String path, Map<String, String> options) {
        // most steps are right in any sequence
    }

    /**
     * The names that the step brings into a run. Called when a sequence is checked, after {@link #prepare}: a condition that
     * asks for a variable that no step sets is most likely misspelt. {@link StepNames#UNKNOWN} when a step does not say.
     */
    default StepNames names(String path, Map<String, String> options) {
        return StepNames.UNKNOWN;
    }

    /**
     * The ids of the sequences that the step begins or ends runs of, as written. Called when a sequence is checked, after
     * {@link #prepare}: a name of no sequence is most likely misspelt, and is a hint to the author.
     */
    default Set<String> sequences(String path, Map<String, String> options) {
        return Set.of();
    }
}
