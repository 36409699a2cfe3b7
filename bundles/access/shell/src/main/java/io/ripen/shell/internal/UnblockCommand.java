package io.ripen.shell.internal;

import io.ripen.policy.Blocks;
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

/** {@code ripen:unblock team:north}: lifts a block; what waits for it goes on within seconds. */
@Service
@Command(scope = "ripen", name = "unblock", description = "Lifts a block; what waits for it goes on within seconds.")
public final class UnblockCommand implements Action {

    @Reference
    private @Nullable Transactions transactions;

    @Reference
    private @Nullable Blocks blocks;

    @Reference
    private @Nullable Session session;

    @Argument(name = "block", required = true, description = "Its name, as ripen:blocks shows it.")
    private @Nullable String name;

    /** Made by Karaf, which fills in the fields. */
    public UnblockCommand() {}

    UnblockCommand(Transactions transactions, Blocks blocks, String name) {
        this.transactions = transactions;
        this.blocks = blocks;
        this.name = name;
    }

    @Override
    public @Nullable Object execute() throws CommandException {
        print(System.out);
        return null;
    }

    void print(PrintStream out) throws CommandException {
        String block = String.valueOf(name).strip();
        Blocks all = Said.there(blocks);
        if (!Said.there(transactions).call(work -> all.lift(work, block, Said.by(session)))) {
            throw Said.failure("There is no block '" + block + "'. ripen:blocks lists those that are set.");
        }
        out.println(block + " is lifted; what waited for it goes on.");
    }
}
