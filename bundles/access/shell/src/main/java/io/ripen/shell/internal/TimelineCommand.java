package io.ripen.shell.internal;

import io.ripen.crm.Contact;
import io.ripen.crm.Projection;
import io.ripen.timeline.Timeline;
import io.ripen.timeline.TimelineEntry;
import io.ripen.transaction.Transactions;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code ripen:timeline ann@example.com}: what happened to a lead, and why. */
@Service
@Command(scope = "ripen", name = "timeline", description = "Tells what happened to a lead, and why.")
public final class TimelineCommand implements Action {
    private static final int MOST = 1_000;

    @Reference
    private @Nullable Transactions transactions;

    @Reference
    private @Nullable Projection contacts;

    @Reference
    private @Nullable Timeline timeline;

    @Argument(name = "who", required = true, description = "An id, an e-mail address, or a phone number.")
    private @Nullable String who;

    @Option(name = "--last", description = "How many lines, the newest; 1 to 1000.")
    private int last = 50;

    /** Made by Karaf, which fills in the fields. */
    public TimelineCommand() {}

    TimelineCommand(Transactions transactions, Projection contacts, Timeline timeline, String who) {
        this.transactions = transactions;
        this.contacts = contacts;
        this.timeline = timeline;
        this.who = who;
    }

    @Override
    public @Nullable Object execute() throws CommandException {
        print(System.out);
        return null;
    }

    void print(PrintStream out) throws CommandException {
        Contact contact = new People(Said.there(transactions), Said.there(contacts)).one(who);
        Table table = new Table("TIME", "WHAT", "SEQUENCE", "STEP", "IN WORDS");
        for (TimelineEntry each : Said.there(timeline)
                .of(Said.OPERATOR, contact.id(), Math.max(1, Math.min(MOST, last)))
                .orElse(List.of())) {
            table.row(
                    each.at().truncatedTo(ChronoUnit.SECONDS), each.kind(), each.sequence(), each.step(), each.text());
        }
        table.print(out, "Nothing has happened to contact " + contact.id() + " yet.");
    }
}
