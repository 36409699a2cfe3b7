package io.ripen.policy.quiet.internal;

import io.ripen.policy.quiet.internal.place.LeadPlace;
import io.ripen.policy.quiet.internal.window.Opening;
import io.ripen.policy.quiet.internal.window.Openings;
import io.ripen.policy.quiet.internal.window.WeekDays;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a message goes or waits, in words. */
final class Reasons {
    /** When to ask again where no hour suits all zones. */
    static final Duration NEVER_PAUSE = Duration.ofDays(1);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    private Reasons() {}

    static String closed(String kind, Openings openings, LeadPlace place, Instant at, @Nullable Instant next) {
        StringBuilder words = new StringBuilder();
        openings.closed(at).ifPresent(closed -> words.append(closed(kind, closed, at)));
        if (next == null) {
            words.append(
                    " No hour is allowed in all of the zones that the lead may be in. Give the contact a time zone or"
                            + " an address.");
        }
        return words.append(" The lead's zone: ")
                .append(place.words())
                .append('.')
                .toString();
    }

    private static String closed(String kind, Opening closed, Instant at) {
        return "It is " + local(at, closed.zone()) + " in " + closed.zone() + ", and " + plural(kind) + " go "
                + closed.hours().words() + " (" + closed.whose()
                + (closed.whose().endsWith(".") ? ")" : ").");
    }

    static String open(String kind, TeamHours hours, LeadPlace place, Instant at, @Nullable Instant until) {
        ZoneId zone = place.zones().get(0);
        ZonedDateTime local = at.atZone(zone);
        return "It is " + local(at, zone) + " in " + zone + ", when " + plural(kind) + " go"
                + (until == null ? "." : " until " + local(until, zone) + ".")
                + (kind.equals("sms")
                                && !hours.preferred().isEmpty()
                                && !hours.preferred().contains(local.getDayOfWeek())
                        ? " " + WeekDays.word(local.getDayOfWeek()) + " is not one of the team's preferred days ("
                                + WeekDays.words(hours.preferred()) + ")."
                        : "")
                + " The lead's zone: " + place.words() + ".";
    }

    private static String local(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    private static String plural(String kind) {
        return switch (kind) {
            case "sms" -> "texts";
            case "email" -> "e-mails";
            default -> "calls";
        };
    }
}
