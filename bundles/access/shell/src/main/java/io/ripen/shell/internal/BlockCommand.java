package io.ripen.shell.internal;

import io.ripen.policy.Blocks;
import io.ripen.sequence.Sequences;
import io.ripen.team.Teams;
import io.ripen.transaction.Transactions;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code ripen:block team:north "Complaints."}: stops sending until somebody lifts it. */
@Service
@Command(
        scope = "ripen",
        name = "block",
        description = "Stops sending: for all, a team, a sequence of a team, an address.")
public final class BlockCommand implements Action {

    @Reference
    private @Nullable Transactions transactions;

    @Reference
    private @Nullable Blocks blocks;

    @Reference
    private @Nullable Teams teams;

    @Reference
    private @Nullable Sequences sequences;

    @Reference
    private @Nullable Session session;

    @Argument(
            index = 0,
            name = "block",
            required = true,
            description = "all, team:NAME, sequence:TEAM/SEQUENCE, phone:+1…, or email:ADDRESS.")
    private @Nullable String name;

    @Argument(index = 1, name = "reason", required = true, description = "Why; it is shown with all that waits.")
    private @Nullable String reason;

    /** Made by Karaf, which fills in the fields. */
    public BlockCommand() {}

    BlockCommand(
            Transactions transactions, Blocks blocks, Teams teams, Sequences sequences, String name, String reason) {
        this.transactions = transactions;
        this.blocks = blocks;
        this.teams = teams;
        this.sequences = sequences;
        this.name = name;
        this.reason = reason;
    }

    @Override
    public @Nullable Object execute() throws CommandException {
        print(System.out);
        return null;
    }

    void print(PrintStream out) throws CommandException {
        String block = new BlockNames(Said.there(teams), Said.there(sequences)).checked(name);
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty()) {
            throw Said.failure("Say in a sentence why sending stops; it is shown with all that waits.");
        }
        Blocks all = Said.there(blocks);
        boolean set = Said.there(transactions).call(work -> all.set(work, block, why, Said.by(session)));
        out.println(
                set
                        ? "Nothing is sent for " + block + " until you lift it: ripen:unblock " + block
                        : block + " was blocked before; its reason stays. ripen:blocks shows it.");
    }
}
