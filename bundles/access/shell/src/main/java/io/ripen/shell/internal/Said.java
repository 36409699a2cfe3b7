package io.ripen.shell.internal;

import io.ripen.access.Actor;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.SequenceId;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** What a person typed, read; what cannot be read ends the command with a sentence and its cure. */
final class Said {
    /** Who may open the shell may do everything. */
    static final Actor OPERATOR = Actor.part("the shell");

    private Said() {}

    /** The shell prints only the sentence, and ends with status 1 where it was called by a script. */
    static CommandException failure(String sentence) {
        return new CommandException(sentence, sentence);
    }

    /** A service that Karaf fills in; commands are offered only while it is there. */
    static <T> T there(@Nullable T service) throws CommandException {
        if (service == null) {
            throw failure("Ripen is still starting. Try again in some seconds.");
        }
        return service;
    }

    static EnrollmentId enrollment(@Nullable String text) throws CommandException {
        try {
            return new EnrollmentId(Long.parseLong(String.valueOf(text)));
        } catch (NumberFormatException none) {
            throw failure("'" + text + "' is no id of an enrollment. ripen:enrollments lists them.");
        }
    }

    static SequenceId sequence(@Nullable String text) throws CommandException {
        try {
            return new SequenceId(String.valueOf(text));
        } catch (IllegalArgumentException none) {
            throw failure(String.valueOf(none.getMessage()));
        }
    }

    /** Who sits at the console, for records. */
    static String by(@Nullable Session session) {
        Object user = session == null ? null : session.get("USER");
        return user == null ? "shell" : user.toString();
    }
}
