package io.ripen.shell.internal;

import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.Enrollments;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code ripen:retry 17}: lets a run that is in error go on from the step at which it stands. */
@Service
@Command(scope = "ripen", name = "retry", description = "Lets a run that is in error go on from its step.")
public final class RetryCommand implements Action {

    @Reference
    private @Nullable Enrollments enrollments;

    @Argument(
            name = "enrollment",
            required = true,
            description = "Its id, as ripen:enrollments --state ERRORED shows it.")
    private @Nullable String enrollment;

    /** Made by Karaf, which fills in the fields. */
    public RetryCommand() {}

    RetryCommand(Enrollments enrollments, String enrollment) {
        this.enrollments = enrollments;
        this.enrollment = enrollment;
    }

    @Override
    public @Nullable Object execute() throws CommandException {
        print(System.out);
        return null;
    }

    void print(PrintStream out) throws CommandException {
        EnrollmentId id = Said.enrollment(enrollment);
        if (!Said.there(enrollments).retry(Said.OPERATOR, id)) {
            throw Said.failure("Enrollment " + id + " is not in error, or does not exist. Nothing was changed.");
        }
        out.println("Enrollment " + id + " goes on.");
    }
}
