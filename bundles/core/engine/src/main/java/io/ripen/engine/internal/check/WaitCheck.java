package io.ripen.engine.internal.check;

import io.ripen.engine.internal.compile.Awaited;
import io.ripen.engine.internal.compile.DateEvents;
import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.engine.internal.compile.Timing;
import io.ripen.engine.internal.compile.Timing.Base;
import io.ripen.engine.internal.compile.Timing.Otherwise;
import io.ripen.sequence.StepId;
import io.ripen.text.NearestName;
import io.ripen.time.CalendarSpan;
import io.ripen.trigger.Trigger;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code wait:…}: {@code 3 days}, {@code 14 days after enrollment}, {@code until?at=10:00&days=Mon-Fri},
 * {@code until?field=renewal_date&offset=-7 days}, {@code until?event=appointment.booked&data=start&offset=-1 day} and
 * {@code for?on=link.clicked&link=pricing&timeout=3 days}.
 */
final class WaitCheck {
    private static final String AFTER_ENROLLMENT = " after enrollment";
    private static final Set<String> ALIGN = Set.of("at", "days");
    private static final Set<String> UNTIL =
            Set.of("at", "days", "field", "event", "data", "offset", "missing", "past");
    private static final Set<String> OF_A_DATE = Set.of("offset", "data", "missing", "past");
    private static final Set<String> OWN = Set.of("on", "timeout");
    private static final String TYPE = "[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*";
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private final Installed installed;
    private final Set<String> exitOn;
    private final boolean lenient;

    /**
     * @param exitOn what ends the sequence: a wait for the same event would never see it
     * @param lenient whether the revision is in service already, so that a slip in a name stops nobody
     */
    WaitCheck(Installed installed, Set<String> exitOn, boolean lenient) {
        this.lenient = lenient;
        this.installed = installed;
        this.exitOn = exitOn;
    }

    /** @param id the step's; null when it is missing, which is told elsewhere */
    @Nullable DurablePoint read(@Nullable StepId id, StepUri uri) throws StepUri.Unreadable {
        DurablePoint point = switch (uri.path()) {
            case "for" -> await(id == null ? new StepId("unnamed") : id, uri);
            case "until" -> new DurablePoint.Wait(id == null ? new StepId("unnamed") : id, until(uri));
            default -> new DurablePoint.Wait(id == null ? new StepId("unnamed") : id, after(uri));
        };
        return id == null ? null : point;
    }

    private Timing after(StepUri uri) throws StepUri.Unreadable {
        known(uri, ALIGN);
        String path = uri.path();
        boolean fromEnrollment = path.endsWith(AFTER_ENROLLMENT);
        CalendarSpan amount =
                WaitTime.parse(fromEnrollment ? path.substring(0, path.length() - AFTER_ENROLLMENT.length()) : path);
        return fromEnrollment
                ? Timing.afterEnrollment(amount, at(uri), days(uri))
                : Timing.after(amount, at(uri), days(uri));
    }

    private Timing until(StepUri uri) throws StepUri.Unreadable {
        known(uri, UNTIL);
        Map<String, String> options = uri.options();
        String field = options.getOrDefault("field", "");
        String event = options.getOrDefault("event", "");
        if (!field.isEmpty() && !event.isEmpty()) {
            throw new StepUri.Unreadable(
                    "wait:until goes by a field and by an event at once.", "Keep either field= or event=.");
        }
        if (field.isEmpty() && event.isEmpty()) {
            if (!Collections.disjoint(options.keySet(), OF_A_DATE)) {
                throw new StepUri.Unreadable(
                        "offset=, data=, missing= and past= need a date to go by.", "Add field=NAME or event=TYPE.");
            }
            if (!options.containsKey("at") && !options.containsKey("days")) {
                throw new StepUri.Unreadable(
                        "wait:until does not say until when.",
                        "Write at=10:00, days=Mon-Fri, field=renewal_date or event=appointment.booked.");
            }
            return Timing.after(CalendarSpan.ZERO, at(uri), days(uri));
        }
        List<String> events = new ArrayList<>();
        for (String type : event.isEmpty() ? new String[0] : event.split(",", -1)) {
            if (!type.trim().matches(TYPE)) {
                throw new StepUri.Unreadable(
                        "event=" + Findings.quote(type) + " is not the name of an event.",
                        "Use a lower-case dotted name, such as event=appointment.booked, or several joined by commas.");
            }
            events.add(type.trim());
        }
        Optional<String> meant = event.isEmpty() ? Optional.empty() : new EventNames(installed).meantBy(event);
        if (meant.isPresent() && !lenient) {
            throw new StepUri.Unreadable(
                    "event=" + Findings.quote(event) + " is but a letter away from " + Findings.quote(meant.get())
                            + ".",
                    "Did you mean " + Findings.quote(meant.get())
                            + "? Else give your own event a name that cannot be mistaken for it.");
        }
        if (!event.isEmpty() && options.getOrDefault("data", "").isEmpty()) {
            throw new StepUri.Unreadable(
                    "wait:until?event=" + event + " does not say which of its data is the date.",
                    "Add data=start, if the event's data has the date under 'start'.");
        }
        CalendarSpan offset = WaitTime.signed(options.getOrDefault("offset", "0 days"));
        // What comes before a date reminds of it, and is of no use when there is no time left before it.
        Otherwise usual = offset.about().isNegative() ? Otherwise.LEAVE_OUT : Otherwise.GO_ON;
        return new Timing(
                field.isEmpty() ? Base.EVENT : Base.FIELD,
                offset,
                new Timing.Source(
                        field.isEmpty() ? DateEvents.with(events) : List.of(field), options.getOrDefault("data", "")),
                at(uri),
                days(uri),
                otherwise("past", "send", options, usual),
                otherwise("missing", "continue", options, usual));
    }

    /** @param goOn the word for going on at once */
    private static Otherwise otherwise(String option, String goOn, Map<String, String> options, Otherwise usual)
            throws StepUri.Unreadable {
        String written = options.get(option);
        if (written == null) {
            return usual;
        }
        if (written.equals(goOn)) {
            return Otherwise.GO_ON;
        }
        return switch (written) {
            case "skip" -> Otherwise.LEAVE_OUT;
            case "exit" -> Otherwise.EXIT;
            default ->
                throw new StepUri.Unreadable(
                        option + "=" + Findings.quote(written) + " is not known.",
                        "Write " + option + "=" + goOn + " (the lead goes on at once), " + option
                                + "=skip (the messages up to the next wait are left out) or " + option + "=exit.");
        };
    }

    private DurablePoint.Await await(StepId id, StepUri uri) throws StepUri.Unreadable {
        String on = uri.options().getOrDefault("on", "");
        if (on.isBlank()) {
            throw new StepUri.Unreadable(
                    "wait:for does not say what for.", "Write on=link.clicked, or several joined by commas.");
        }
        String timeout = uri.options().get("timeout");
        if (timeout == null) {
            throw new StepUri.Unreadable(
                    "wait:for has no time-out, so a lead might wait for ever.", "Add timeout=7 days.");
        }
        Map<String, String> left = new LinkedHashMap<>(uri.options());
        left.keySet().removeAll(OWN);
        Set<String> unused = new LinkedHashSet<>(left.keySet());
        Set<String> understood = new TreeSet<>(OWN);
        List<Awaited> awaited = new ArrayList<>();
        for (String each : on.split(",", -1)) {
            awaited.add(one(each.trim(), left, unused, understood));
        }
        if (!unused.isEmpty()) {
            String first = unused.iterator().next();
            throw new StepUri.Unreadable(
                    "The option " + Findings.quote(first) + " of wait:for is not known to any of " + on + ".",
                    NearestName.didYouMean(first, understood) + "Known: " + String.join(", ", understood) + ".");
        }
        return new DurablePoint.Await(id, List.copyOf(awaited), WaitTime.parse(timeout));
    }

    private Awaited one(String type, Map<String, String> options, Set<String> unused, Set<String> understood)
            throws StepUri.Unreadable {
        if (!type.matches(TYPE)) {
            throw new StepUri.Unreadable(
                    "on=" + Findings.quote(type) + " is not the name of an event.",
                    "Use lower-case dotted names joined by commas, such as on=reply,link.clicked.");
        }
        if (exitOn.contains(type)) {
            throw new StepUri.Unreadable(
                    "The wait is for " + type + ", but exitOn ends the run by it, so the wait would never see it.",
                    "Write exitOn without " + type + " in <from>, such as exitOn=opt-out; or wait for something else.");
        }
        Optional<Trigger> trigger = installed.trigger(type);
        if (trigger.isEmpty()) {
            throw new StepUri.Unreadable(
                    "Nothing that is installed understands on=" + Findings.quote(type) + ".",
                    NearestName.didYouMean(type, installed.triggerTypes()) + "Installed: "
                            + String.join(", ", installed.triggerTypes()) + ".");
        }
        Map<String, String> own = new LinkedHashMap<>(options);
        Set<String> known = trigger.get().options();
        own.keySet().removeIf(name -> !OptionNames.has(known, name));
        understood.addAll(trigger.get().options());
        unused.removeAll(own.keySet());
        try {
            trigger.get().condition(type, own);
        } catch (RuntimeException refused) {
            throw new StepUri.Unreadable(
                    "on=" + type + " refuses its options: " + refused.getMessage(), "Change the options of wait:for.");
        }
        return new Awaited(type, Map.copyOf(own), "");
    }

    private static @Nullable LocalTime at(StepUri uri) throws StepUri.Unreadable {
        String text = uri.options().get("at");
        if (text == null) {
            return null;
        }
        try {
            return LocalTime.parse(text.length() == 4 ? "0" + text : text);
        } catch (DateTimeException unreadable) {
            throw new StepUri.Unreadable(
                    "at=" + Findings.quote(text) + " is not a time of day.",
                    "Write hours and minutes, such as at=10:00.");
        }
    }

    private static Set<DayOfWeek> days(StepUri uri) throws StepUri.Unreadable {
        String text = uri.options().get("days");
        if (text == null) {
            return Set.of();
        }
        EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.trim().split("-", -1);
            int from = day(ends[0], text);
            int to = ends.length == 2 ? day(ends[1], text) : from;
            if (ends.length > 2) {
                throw notDays(text);
            }
            for (int i = from; ; i = (i + 1) % 7) {
                days.add(DayOfWeek.of(i + 1));
                if (i == to) {
                    break;
                }
            }
        }
        return Set.copyOf(days);
    }

    private static int day(String name, String text) throws StepUri.Unreadable {
        String key = name.trim().toLowerCase(Locale.ROOT);
        int index = key.length() < 3 ? -1 : DAYS.indexOf(key.substring(0, 3));
        if (index < 0) {
            throw notDays(text);
        }
        return index;
    }

    private static StepUri.Unreadable notDays(String text) {
        return new StepUri.Unreadable(
                "days=" + Findings.quote(text) + " are not weekdays.", "Write days=Mon-Fri or days=Tue,Thu.");
    }

    private static void known(StepUri uri, Set<String> known) throws StepUri.Unreadable {
        for (String name : uri.options().keySet()) {
            if (!known.contains(name)) {
                throw new StepUri.Unreadable(
                        "The option " + Findings.quote(name) + " of wait: is not known.",
                        NearestName.didYouMean(name, known) + "Known: " + String.join(", ", new TreeSet<>(known))
                                + ".");
            }
        }
    }
}
