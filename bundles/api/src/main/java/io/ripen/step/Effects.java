package io.ripen.step;

import io.ripen.crm.ContactChange;
import io.ripen.sequence.SequenceId;
import io.ripen.task.TaskDraft;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a segment wants to do to our own data. Collected on the exchange and committed with the lead's new position, so a
 * crash repeats the whole segment or nothing of it.
 */
@ProviderType
public interface Effects {
    /** Changes the contact; seen by later steps of the same segment. */
    void change(ContactChange change);

    /** Stops the lead's other runs: those in {@code sequence}, or all when it is null. */
    void stopOthers(@org.jspecify.annotations.Nullable SequenceId sequence, String reason);

    /** Enrolls this lead in another sequence when the segment is committed; what forbids it is noted in the timeline. */
    void enroll(SequenceId sequence, String key);

    /**
     * Ends the lead's own run as completed when the segment is committed, whatever steps come after this one.
     *
     * @param reason what reports and the timeline show
     */
    default void end(String reason) {
        throw new UnsupportedOperationException("This engine cannot end a run from a step: " + reason);
    }

    /** Keeps a value for later steps; only plain JSON values. */
    void set(String variable, Object value);

    /**
     * Keeps the variant that a split gave this lead as the variable {@code split}, and lets reports compare the variants.
     *
     * @param split name of the split
     */
    default void variant(String split, String variant) {
        set(split, variant);
    }

    /**
     * Records the way that this run takes, for reports and for {@code ${body.path}}.
     *
     * @param pace what the later waits of this run are multiplied by; 1 leaves them as written, 0.5 halves them
     */
    void path(String name, double pace);

    /** Creates a task for a person when the segment is committed. */
    void task(TaskDraft task);

    /** Adds a line to the lead's timeline. */
    void note(String text);
}
