package io.ripen.engine.internal.run;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.Gate;
import io.ripen.core.store.Stores;
import io.ripen.crm.Projection;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.engine.internal.enroll.Beginnings;
import io.ripen.engine.internal.enroll.Endings;
import io.ripen.engine.internal.enroll.Zones;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.task.Tasks;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What claiming, sending and settling have in common. */
record EngineParts(
        Stores stores,
        DeployedSequences sequences,
        Gate gate,
        Projection projection,
        Zones zones,
        Beginnings beginnings,
        Endings endings,
        Supplier<@Nullable Tasks> tasks,
        Pauses pauses,
        RunSettings settings) {

    /**
     * The revision that a run goes on with: the current one when it has the step that the lead stands at, else the one
     * that the lead began with. Empty when the sequence is out of service, or its old revision cannot be compiled now.
     */
    Optional<CompiledSequence> revisionFor(EnrollmentRow run) {
        Optional<CompiledSequence> current = sequences.current(new SequenceId(run.sequence()));
        if (current.isEmpty() || fits(current.get(), run)) {
            return current;
        }
        return sequences.revision(new SequenceId(run.sequence()), run.revision());
    }

    private static boolean fits(CompiledSequence sequence, EnrollmentRow run) {
        if (run.step() == null || run.revision().equals(sequence.revision())) {
            return true;
        }
        DurablePoint point = sequence.point(new StepId(run.step()));
        return run.atTouch() ? point instanceof DurablePoint.Touch : point != null;
    }

    static @Nullable StepId behind(EnrollmentRow run) {
        return run.step() == null ? null : new StepId(run.step());
    }
}
