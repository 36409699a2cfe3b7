package io.ripen.shell.internal;

import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.Enrollments;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code ripen:stop 17 "Wrong person."}: ends one lead's run at once, also in the middle of a wait. */
@Service
@Command(scope = "ripen", name = "stop", description = "Ends one lead's run through a sequence at once.")
public final class StopCommand implements Action {

    @Reference
    private @Nullable Enrollments enrollments;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "enrollment", required = true, description = "Its id, as ripen:enrollments shows it.")
    private @Nullable String enrollment;

    @Argument(index = 1, name = "reason", description = "Why, in words; it stands in the lead's timeline.")
    private @Nullable String reason;

    /** Made by Karaf, which fills in the fields. */
    public StopCommand() {}

    StopCommand(Enrollments enrollments, String enrollment, @Nullable String reason) {
        this.enrollments = enrollments;
        this.enrollment = enrollment;
        this.reason = reason;
    }

    @Override
    public @Nullable Object execute() throws CommandException {
        print(System.out);
        return null;
    }

    void print(PrintStream out) throws CommandException {
        EnrollmentId id = Said.enrollment(enrollment);
        String why = "Stopped by " + Said.by(session) + " at the console" + (reason == null ? "." : ": " + reason);
        if (!Said.there(enrollments).stop(Said.OPERATOR, id, why)) {
            throw Said.failure("Enrollment " + id + " is over already, or does not exist. Nothing was changed.");
        }
        out.println("Enrollment " + id + " is stopped.");
    }
}
