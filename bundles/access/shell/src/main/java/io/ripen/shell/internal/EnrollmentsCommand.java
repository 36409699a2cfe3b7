package io.ripen.shell.internal;

import io.ripen.crm.ContactId;
import io.ripen.crm.Projection;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.transaction.Transactions;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code ripen:enrollments --state PARKED}: who is in which sequence, at which step, and why they wait. */
@Service
@Command(
        scope = "ripen",
        name = "enrollments",
        description = "Lists who is in which sequence, at which step, and why they wait.")
public final class EnrollmentsCommand implements Action {
    private static final int MOST = 1_000;

    @Reference
    private @Nullable Transactions transactions;

    @Reference
    private @Nullable Projection contacts;

    @Reference
    private @Nullable Enrollments enrollments;

    @Option(name = "--sequence", description = "Only those of this sequence.")
    @Completion(SequenceCompleter.class)
    private @Nullable String sequence;

    @Option(name = "--state", description = "Only those in this state: ACTIVE, PARKED, ERRORED, COMPLETED or STOPPED.")
    private @Nullable String state;

    @Option(name = "--contact", description = "Only those of this lead: an id, an e-mail address, or a phone number.")
    private @Nullable String contact;

    @Option(name = "--after", description = "Only ids above this one, to see the next page.")
    private long after;

    @Option(name = "--limit", description = "How many at most; 1 to 1000.")
    private int limit = 100;

    /** Made by Karaf, which fills in the fields. */
    public EnrollmentsCommand() {}

    EnrollmentsCommand(
            Transactions transactions,
            Projection contacts,
            Enrollments enrollments,
            @Nullable String state,
            @Nullable String contact,
            int limit) {
        this.transactions = transactions;
        this.contacts = contacts;
        this.enrollments = enrollments;
        this.state = state;
        this.contact = contact;
        this.limit = limit;
    }

    @Override
    public @Nullable Object execute() throws CommandException {
        print(System.out);
        return null;
    }

    void print(PrintStream out) throws CommandException {
        int most = Math.max(1, Math.min(MOST, limit));
        ContactId lead = contact == null
                ? null
                : new People(Said.there(transactions), Said.there(contacts))
                        .one(contact)
                        .id();
        Table table = new Table("ID", "CONTACT", "SEQUENCE", "STATE", "STEP", "DUE", "WHY");
        long last = 0;
        for (Enrollment each : Said.there(enrollments)
                .list(
                        Said.OPERATOR,
                        new Enrollments.Query(
                                null, sequence == null ? null : Said.sequence(sequence), state(), lead, after, most))) {
            table.row(
                    each.id(),
                    each.contact(),
                    each.sequence(),
                    each.state(),
                    each.step(),
                    each.dueAt() == null ? "" : each.dueAt().truncatedTo(ChronoUnit.SECONDS),
                    each.reason());
            last = each.id().value();
        }
        table.print(out, "There is none.");
        if (table.size() == most) {
            out.println("There may be more: --after " + last);
        }
    }

    private @Nullable EnrollmentState state() throws CommandException {
        if (state == null) {
            return null;
        }
        try {
            return EnrollmentState.valueOf(state.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException none) {
            throw Said.failure(
                    "'" + state + "' is no state. Write one of " + Arrays.toString(EnrollmentState.values()) + ".");
        }
    }
}
