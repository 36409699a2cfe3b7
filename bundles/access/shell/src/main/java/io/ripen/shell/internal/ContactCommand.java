package io.ripen.shell.internal;

import io.ripen.crm.Contact;
import io.ripen.crm.Projection;
import io.ripen.transaction.Transactions;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code ripen:contact ann@example.com}: finds a lead by id, e-mail address or phone number. */
@Service
@Command(scope = "ripen", name = "contact", description = "Finds a lead by id, e-mail address or phone number.")
public final class ContactCommand implements Action {

    @Reference
    private @Nullable Transactions transactions;

    @Reference
    private @Nullable Projection contacts;

    @Argument(name = "who", required = true, description = "An id, an e-mail address, or a phone number.")
    private @Nullable String who;

    /** Made by Karaf, which fills in the fields. */
    public ContactCommand() {}

    ContactCommand(Transactions transactions, Projection contacts, String who) {
        this.transactions = transactions;
        this.contacts = contacts;
        this.who = who;
    }

    @Override
    public @Nullable Object execute() throws CommandException {
        print(System.out);
        return null;
    }

    void print(PrintStream out) throws CommandException {
        Table table = new Table("ID", "NAME", "TEAM", "E-MAIL", "PHONE", "STAGE", "OWNER", "TAGS");
        for (Contact each : new People(Said.there(transactions), Said.there(contacts)).found(who)) {
            table.row(
                    each.id(),
                    People.name(each),
                    each.team(),
                    each.email(),
                    each.phoneE164() == null ? each.phone() : each.phoneE164(),
                    each.stage(),
                    each.owner(),
                    String.join(", ", each.tags()));
        }
        table.print(out, "");
    }
}
