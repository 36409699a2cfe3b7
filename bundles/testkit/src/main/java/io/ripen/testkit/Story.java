package io.ripen.testkit;

import io.ripen.crm.Contact;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.Problem;
import io.ripen.timeline.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells in words what happened. */
final class Story {
    private static final int LINES = 1_000;

    private Story() {}

    /** A line for each entry of the lead's timeline, with the day of the story in front. */
    static List<String> of(Machine machine, Contact contact, Instant started) {
        return machine.timeline().of(TestActor.ALL, contact.id(), LINES).orElseThrow().stream()
                .map(entry -> when(started, entry.at()) + "  " + line(entry))
                .toList();
    }

    /** Whether an event of this type came in the moment in which the run ended. */
    static boolean endedBy(Machine machine, Enrollment run, String type) {
        return machine.timeline().of(TestActor.ALL, run.contact(), LINES).orElseThrow().stream()
                .anyMatch(entry -> entry.kind().equals("event")
                        && entry.at().equals(run.finishedAt())
                        && type.equals(entry.data().get("type")));
    }

    /** Such as {@code day 3 04:30}. */
    static String when(Instant started, Instant at) {
        Duration since = Duration.between(started, at);
        return String.format(
                Locale.ROOT, "day %d %02d:%02d", since.toDays(), since.toHoursPart(), since.toMinutesPart());
    }

    static String lines(List<Problem> problems) {
        return problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n"));
    }

    private static String line(TimelineEntry entry) {
        return entry.kind()
                + (entry.sequence() == null ? "" : " " + entry.sequence())
                + (entry.step() == null ? "" : "/" + entry.step()) + ": " + entry.text();
    }
}
