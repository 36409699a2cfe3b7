package io.ripen.shell.internal;

import io.ripen.access.Actor;
import io.ripen.audit.Audit;
import io.ripen.audit.Verification;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code ripen:audit-verify}: whether the audit log is what was written. */
@Service
@Command(
        scope = "ripen",
        name = "audit-verify",
        description = "Reads the whole audit log and names the first entry that was changed, taken out or cut off.")
public final class AuditVerifyCommand implements Action {
    private static final Actor SHELL = Actor.part("shell");

    @Reference
    private @Nullable Audit audit;

    /** Made by Karaf, which fills in the fields. */
    public AuditVerifyCommand() {}

    AuditVerifyCommand(Audit audit) {
        this.audit = audit;
    }

    @Override
    public @Nullable Object execute() throws CommandException {
        print(System.out);
        return null;
    }

    void print(PrintStream out) throws CommandException {
        Verification found = Said.there(audit).verify(SHELL);
        Verification.Broken broken = found.broken();
        if (broken != null) {
            throw Said.failure("The audit log is broken at entry " + broken.number() + ". " + broken.told());
        }
        out.println(
                found.entries() == 0
                        ? "The audit log is empty."
                        : "The audit log is whole: " + found.entries() + " entries, the last with the hash "
                                + found.hash() + ".");
    }
}
