package io.ripen.rest.internal.http;

import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Reads ids. In a path an id that cannot be one is simply not found; in a parameter it is an error that names it. */
public final class Ids {
    private static final int LONGEST = 19;

    private Ids() {}

    /** A positive number in plain digits. */
    public static Optional<Long> number(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return Optional.empty();
            }
        }
        try {
            long value = Long.parseLong(text);
            return value > 0 ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public static ContactId contactInPath(String text) {
        return number(text).map(ContactId::new).orElseThrow(() -> noSuch("contact", text));
    }

    public static EnrollmentId enrollmentInPath(String text) {
        return number(text).map(EnrollmentId::new).orElseThrow(() -> noSuch("enrollment", text));
    }

    public static MessageId messageInPath(String text) {
        return number(text).map(MessageId::new).orElseThrow(() -> noSuch("message", text));
    }

    public static SequenceId sequenceInPath(String text) {
        return valid(SequenceId::new, text).orElseThrow(() -> noSuch("sequence", text));
    }

    public static TeamId teamInPath(String text) {
        return valid(TeamId::new, text).orElseThrow(() -> noSuch("team", text));
    }

    public static ProblemException noSuch(String kind, String id) {
        return ProblemException.notFound(
                "There is no " + kind + " " + Quoted.of(id) + ".",
                switch (kind) {
                    case "sequence" -> "GET /api/v1/sequences lists the deployed ones.";
                    case "team" -> "The team 'default' exists from the start.";
                    default -> "Use the id that the " + kind + " had when it was created or listed.";
                });
    }

    public static @Nullable ContactId contactParameter(String name, @Nullable String text) {
        return numberParameter(name, text, ContactId::new);
    }

    public static @Nullable SequenceId sequenceParameter(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return valid(SequenceId::new, text)
                .orElseThrow(() -> ProblemException.invalid(
                        name,
                        Quoted.of(text) + " is not a sequence's id.",
                        "Use an id as GET /api/v1/sequences lists it, such as 'new-lead-14-day'."));
    }

    /** A team that a parameter names; null when it is left out. */
    public static @Nullable TeamId teamParameter(@Nullable String text) {
        return text == null ? null : team("team", text);
    }

    /** A team by name; {@code default} when none is named. */
    public static TeamId team(String name, @Nullable String text) {
        if (text == null) {
            return TeamId.DEFAULT;
        }
        return valid(TeamId::new, text)
                .orElseThrow(() -> ProblemException.invalid(
                        name,
                        Quoted.of(text) + " is not a team's id.",
                        "Use 1 to 64 of a-z, 0-9, '-' and '_', or leave it out for the team 'default'."));
    }

    private static <T> @Nullable T numberParameter(String name, @Nullable String text, LongFunction<T> make) {
        if (text == null) {
            return null;
        }
        return make.apply(number(text)
                .orElseThrow(() -> ProblemException.invalid(
                        name, Quoted.of(text) + " is not an id.", "Use a positive number in digits, such as 1001.")));
    }

    private static <T> Optional<T> valid(Function<String, T> make, String text) {
        try {
            return Optional.of(make.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
