package io.ripen.engine.internal.compile;

import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;

/** A lead stands at a step that this revision does not have. */
public final class UnknownStepException extends Exception {
    private static final long serialVersionUID = 1;

    public UnknownStepException(SequenceId sequence, String revision, StepId step) {
        super("Sequence '" + sequence + "' has no durable step '" + step + "' in its revision " + revision
                + ". Give the step its old id back, or stop the enrollment.");
    }
}
