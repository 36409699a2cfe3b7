package io.ripen.shell.internal;

import io.ripen.policy.Blocks;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code ripen:blocks}: what is not sent until somebody lifts the block. */
@Service
@Command(scope = "ripen", name = "blocks", description = "Lists what is not sent until somebody lifts the block.")
public final class BlocksCommand implements Action {

    @Reference
    private @Nullable Blocks blocks;

    /** Made by Karaf, which fills in the fields. */
    public BlocksCommand() {}

    BlocksCommand(Blocks blocks) {
        this.blocks = blocks;
    }

    @Override
    public @Nullable Object execute() throws CommandException {
        print(System.out);
        return null;
    }

    void print(PrintStream out) throws CommandException {
        Table table = new Table("BLOCK", "SINCE", "BY", "WHY");
        for (Blocks.Block each : Said.there(blocks).all()) {
            table.row(each.name(), each.since().truncatedTo(ChronoUnit.SECONDS), each.by(), each.reason());
        }
        table.print(out, "Nothing is blocked.");
    }
}
