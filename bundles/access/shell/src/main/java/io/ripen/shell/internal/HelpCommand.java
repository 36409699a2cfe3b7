package io.ripen.shell.internal;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code ripen:help}: the commands of Ripen, without the 150 of Karaf. */
@Service
@org.apache.karaf.shell.api.action.Command(
        scope = "ripen",
        name = "help",
        description = "Lists the commands of Ripen, and says how to see those of Karaf.")
public final class HelpCommand implements Action {
    private static final String SCOPE = "ripen";

    @Reference
    private @Nullable Session session;

    @Override
    public @Nullable Object execute() throws CommandException {
        print(System.out, Said.there(session).getRegistry().getCommands());
        return null;
    }

    static void print(PrintStream out, List<Command> all) {
        Table table = new Table("COMMAND", "WHAT IT DOES");
        all.stream()
                .filter(each -> each.getScope().equals(SCOPE))
                .sorted(Comparator.comparing(Command::getName))
                .forEach(each -> table.row(SCOPE + ":" + each.getName(), each.getDescription()));
        table.print(out, "Ripen is still starting, so its commands are not there yet. Try again in some seconds.");
        out.println();
        out.println("One command in full: ripen:enrollments --help. All commands of Karaf: *:help");
        out.println("From a terminal: ripen shell ripen:health; ripen shell '*:help'");
    }
}
