package io.ripen.shell.internal;

import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.Sequences;
import java.io.PrintStream;
import java.util.TreeSet;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code ripen:sequences}: what is deployed, for whom, and what is wrong with it. */
@Service
@Command(
        scope = "ripen",
        name = "sequences",
        description = "Lists the sequences, their teams, and what is wrong with them.")
public final class SequencesCommand implements Action {

    @Reference
    private @Nullable Sequences sequences;

    /** Made by Karaf, which fills in the fields. */
    public SequencesCommand() {}

    SequencesCommand(Sequences sequences) {
        this.sequences = sequences;
    }

    @Override
    public @Nullable Object execute() throws CommandException {
        print(System.out);
        return null;
    }

    void print(PrintStream out) throws CommandException {
        Table table = new Table("SEQUENCE", "REVISION", "STEPS", "TEAMS", "STATE");
        for (SequenceDescription each : Said.there(sequences).all()) {
            table.row(
                    each.id(),
                    each.revision() == null ? "-" : each.number(),
                    each.steps().size(),
                    each.teams().isEmpty() ? "-" : String.join(",", new TreeSet<>(each.teams())),
                    state(each));
        }
        table.print(out, "There is no sequence.");
    }

    private static String state(SequenceDescription sequence) {
        if (!sequence.problems().isEmpty()) {
            return (sequence.revision() == null ? "refused: " : "runs; its newest file is refused: ")
                    + sequence.problems().get(0);
        }
        if (!sequence.missing().isEmpty()) {
            return "waits for " + String.join(", ", new TreeSet<>(sequence.missing()));
        }
        return sequence.revision() == null ? "does not run" : "runs";
    }
}
