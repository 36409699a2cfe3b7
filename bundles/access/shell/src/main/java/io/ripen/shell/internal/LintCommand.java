package io.ripen.shell.internal;

import io.ripen.message.Hint;
import io.ripen.message.Lint;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.Sequences;
import io.ripen.shell.internal.Findings.Finding;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/**
 * {@code ripen:lint new-lead-14-day}: what is wrong with a sequence's file, and what could be better about it; about all
 * when none is named. Ends with an error, and so {@code ssh} with status 1, when a file is refused, when there is no such
 * sequence, and with {@code --strict} when there are hints.
 */
@Service
@Command(
        scope = "ripen",
        name = "lint",
        description = "Says what is wrong with a sequence, and what could be better about it.")
public final class LintCommand implements Action {

    @Reference
    private @Nullable Sequences sequences;

    @Reference
    private @Nullable Lint lint;

    @Reference
    private @Nullable Session session;

    @Argument(name = "sequence", description = "The sequence's id, such as new-lead-14-day; all when left out.")
    @Completion(SequenceCompleter.class)
    private @Nullable String sequence;

    @Option(name = "--strict", description = "Hints are an error as well; for scripts.")
    private boolean strict;

    @Option(name = "--no-color", description = "Prints without colours, as it always does where there is no terminal.")
    private boolean plain;

    /** Made by Karaf, which fills in the fields. */
    public LintCommand() {}

    LintCommand(Sequences sequences, Lint lint, @Nullable String sequence, boolean strict) {
        this.sequences = sequences;
        this.lint = lint;
        this.sequence = sequence;
        this.strict = strict;
    }

    @Override
    public @Nullable Object execute() throws CommandException {
        Terminal terminal = session == null ? null : session.getTerminal();
        boolean smart = terminal != null
                && terminal.getType() != null
                && !terminal.getType().equals("dumb");
        lint(System.out, smart && !plain, smart && terminal != null ? terminal.getWidth() : 0);
        return null;
    }

    /**
     * @param width of the terminal; 0 for one that does not wrap
     * @throws CommandException as said above, with the last line that is to be shown
     */
    void lint(PrintStream out, boolean colours, int width) throws CommandException {
        Sequences deployed = sequences;
        Lint reader = lint;
        if (deployed == null || reader == null) {
            throw failure("Ripen is still starting. Try again in some seconds.");
        }
        Findings findings = new Findings(out, colours, width);
        for (SequenceDescription each : chosen(deployed)) {
            findings.print(
                    each.id().value(),
                    each.problems().stream().map(LintCommand::finding).toList(),
                    deployed.source(each.id())
                            .map(source -> Stream.concat(
                                    deployed.unknownNames(source).stream(), reader.hints(source).stream()))
                            .orElse(Stream.empty())
                            .map(LintCommand::finding)
                            .toList());
        }
        if (findings.problems() > 0 || (strict && findings.hints() > 0)) {
            throw failure(findings.summary());
        }
        out.println(findings.summary());
    }

    private List<SequenceDescription> chosen(Sequences deployed) throws CommandException {
        if (sequence == null) {
            return deployed.all();
        }
        Optional<SequenceDescription> found;
        try {
            found = deployed.find(new SequenceId(sequence));
        } catch (IllegalArgumentException noId) {
            throw failure(String.valueOf(noId.getMessage()));
        }
        return List.of(found.orElseThrow(() ->
                failure("There is no sequence '" + sequence + "'. ripen:lint without a name reads all there are.")));
    }

    /** The shell prints only the sentence, and ends with status 1 where it was called by a script. */
    private static CommandException failure(String sentence) {
        return new CommandException(sentence, sentence);
    }

    private static Finding finding(Problem problem) {
        return new Finding(problem.file(), problem.line(), Findings.PROBLEM, problem.message(), problem.cure());
    }

    private static Finding finding(Hint hint) {
        return new Finding(hint.file(), hint.line(), hint.rule(), hint.message(), hint.reason());
    }
}
