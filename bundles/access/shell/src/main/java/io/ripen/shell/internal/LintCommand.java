package io.ripen.shell.internal;

import io.ripen.message.Hint;
import io.ripen.message.Lint;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.Sequences;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code ripen:lint new-lead-14-day}: what could be better about a deployed sequence; about all when none is named. */
@Service
@Command(scope = "ripen", name = "lint", description = "Says what could be better about a sequence.")
public final class LintCommand implements Action {

    @Reference
    private @Nullable Sequences sequences;

    @Reference
    private @Nullable Lint lint;

    @Argument(name = "sequence", description = "The sequence's id, such as new-lead-14-day; all when left out.")
    private @Nullable String sequence;

    /** Made by Karaf, which fills in the fields. */
    public LintCommand() {}

    LintCommand(Sequences sequences, Lint lint, @Nullable String sequence) {
        this.sequences = sequences;
        this.lint = lint;
        this.sequence = sequence;
    }

    @Override
    public @Nullable Object execute() {
        lint(System.out);
        return null;
    }

    void lint(PrintStream out) {
        Sequences deployed = sequences;
        Lint reader = lint;
        if (deployed == null || reader == null) {
            out.println("Ripen is still starting. Try again in some seconds.");
            return;
        }
        List<SequenceId> ids = new ArrayList<>();
        if (sequence == null) {
            deployed.all().stream().map(SequenceDescription::id).forEach(ids::add);
        } else {
            try {
                ids.add(new SequenceId(sequence));
            } catch (IllegalArgumentException none) {
                out.println(none.getMessage());
                return;
            }
        }
        int hints = 0;
        boolean read = false;
        for (SequenceId id : ids) {
            for (Hint hint : deployed.source(id).map(reader::hints).orElse(List.of())) {
                hints++;
                out.println(hint);
            }
            read |= deployed.source(id).isPresent();
        }
        if (!read) {
            out.println("There is no deployed sequence" + (sequence == null ? "." : " '" + sequence + "'."));
        } else {
            out.println(hints == 0 ? "No hints." : hints == 1 ? "1 hint." : hints + " hints.");
        }
    }
}
