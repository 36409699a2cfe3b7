package io.ripen.engine.internal.deploy;

import io.ripen.health.HealthCheck;
import io.ripen.sequence.SequenceDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tells of refused files and of channels and steps that sequences need and nothing provides. Critical for the seconds of a start in
 * which the intake refuses events, so that nobody is told that Ripen is ready before it is.
 */
public final class SequencesHealth implements HealthCheck {
    private final Deployments sequences;
    private final Supplier<List<String>> folder;

    /** @param folder further complaints, about the watched folder */
    public SequencesHealth(Deployments sequences, Supplier<List<String>> folder) {
        this.sequences = sequences;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "sequences";
    }

    @Override
    public Result check() {
        if (sequences.areStarting()) {
            return new Result(
                    Status.CRITICAL,
                    "Sequences are still being started; events that may begin them are refused until then.");
        }
        List<String> complaints = new ArrayList<>(folder.get());
        List<SequenceDescription> all = sequences.all();
        for (SequenceDescription sequence : all) {
            if (!sequence.problems().isEmpty()) {
                complaints.add("Sequence '" + sequence.id() + "' has "
                        + sequence.problems().size() + " problems, the first: "
                        + sequence.problems().get(0));
            }
            if (!sequence.missing().isEmpty()) {
                complaints.add("Sequence '" + sequence.id() + "' needs " + String.join(", ", sequence.missing())
                        + ": install the bundle that brings it; leads that reach it are parked until then.");
            }
        }
        return complaints.isEmpty()
                ? new Result(Status.OK, all.size() + " sequences are deployed.")
                : new Result(Status.WARN, String.join(" ", complaints));
    }
}
