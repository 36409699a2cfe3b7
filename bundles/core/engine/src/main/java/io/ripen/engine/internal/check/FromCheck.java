package io.ripen.engine.internal.check;

import io.ripen.engine.internal.check.SequencePlan.Start;
import io.ripen.policy.Send;
import io.ripen.sequence.SequenceId;
import io.ripen.text.NearestName;
import io.ripen.time.CalendarSpan;
import io.ripen.trigger.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks {@code <from uri="sequence:ID?on=…"/>}. */
final class FromCheck {
    /** What ends a run unless the author says otherwise: nobody is written to who has answered. */
    static final Set<String> DEFAULT_EXIT_ON = Set.of("reply", "opt-out");

    static final String DEFAULT_REENTRY = "after-finish";

    private static final Set<String> OWN =
            Set.of("on", "exitOn", "reentry", "key", "group", "goal", "after", "priority");
    private static final Pattern EVENT_TYPE = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** What a {@code from} says. */
    record From(SequenceId id, Start start) {}

    private final Installed installed;
    private final Findings findings;

    FromCheck(Installed installed, Findings findings) {
        this.installed = installed;
        this.findings = findings;
    }

    /** Null when the sequence has no readable id; other mistakes are told and passed over. */
    @Nullable From check(XmlElement from) {
        Optional<XmlElement.Attribute> attribute = from.attribute("uri");
        if (attribute.isEmpty()) {
            findings.add(from.place(), "<from> has no uri.", "Write <from uri=\"sequence:NAME?on=contact.created\"/>.");
            return null;
        }
        Place place = attribute.get().place();
        StepUri uri;
        try {
            uri = StepUri.parse(attribute.get().value());
        } catch (StepUri.Unreadable unreadable) {
            findings.add(place, unreadable.why(), unreadable.cure());
            return null;
        }
        if (!uri.scheme().equals("sequence")) {
            findings.add(
                    place,
                    "A sequence cannot begin with " + Findings.quote(uri.scheme() + ":") + ".",
                    "Write <from uri=\"sequence:NAME?on=contact.created\"/>; what comes in from elsewhere belongs into"
                            + " a plumbing route.");
            return null;
        }
        try {
            SequenceId id = new SequenceId(uri.path());
            return new From(id, start(uri.options(), place));
        } catch (IllegalArgumentException invalid) {
            findings.add(
                    place,
                    "The sequence id " + Findings.quote(uri.path()) + " is not valid.",
                    "Use 1 to 100 of a-z, 0-9, '-', '_' and '.', beginning with a letter or digit.");
            return null;
        }
    }

    private Start start(Map<String, String> options, Place place) {
        String on = options.getOrDefault("on", "");
        Map<String, String> triggerOptions = new LinkedHashMap<>(options);
        triggerOptions.keySet().removeAll(OWN);
        if (options.containsKey("on")) {
            trigger(on, triggerOptions, place);
        } else {
            for (String name : triggerOptions.keySet()) {
                unknownOption(name, OWN, place);
            }
        }
        return new Start(
                on,
                Map.copyOf(triggerOptions),
                options.containsKey("exitOn") ? exitOn(options.getOrDefault("exitOn", ""), place) : DEFAULT_EXIT_ON,
                reentry(options.getOrDefault("reentry", DEFAULT_REENTRY), place),
                name("key", options, place),
                name("group", options, place),
                options.containsKey("goal") ? types("goal", options.getOrDefault("goal", ""), place) : Set.of(),
                after(options.get("after"), place),
                priority(options.get("priority"), place));
    }

    private int priority(@Nullable String written, Place place) {
        if (written == null) {
            return Send.USUAL_PRIORITY;
        }
        if (written.matches("[0-9]")) {
            return Integer.parseInt(written);
        }
        findings.add(
                place,
                "priority=" + Findings.quote(written) + " is no priority.",
                "Write a digit from 0 to 9; " + Send.USUAL_PRIORITY
                        + " is usual, and of two sequences that want a lead's"
                        + " place of the day the higher one has it.");
        return Send.USUAL_PRIORITY;
    }

    private void trigger(String on, Map<String, String> options, Place place) {
        if (!EVENT_TYPE.matcher(on).matches()) {
            findings.add(
                    place,
                    "on=" + Findings.quote(on) + " is not the name of an event.",
                    "Use a lower-case dotted name, such as on=contact.created.");
            return;
        }
        Optional<Trigger> trigger = installed.trigger(on);
        if (trigger.isEmpty()) {
            findings.add(
                    place,
                    "Nothing that is installed understands on=" + Findings.quote(on) + ".",
                    NearestName.didYouMean(on, installed.triggerTypes())
                            + "Install the bundle that brings this trigger; the file is then tried again. Installed: "
                            + String.join(", ", installed.triggerTypes()) + ".");
            return;
        }
        Set<String> known = new LinkedHashSet<>(trigger.get().options());
        boolean allKnown = true;
        for (String name : options.keySet()) {
            if (!OptionNames.has(known, name)) {
                allKnown = false;
                known.addAll(OWN);
                unknownOption(name, known, place);
            }
        }
        if (allKnown) {
            try {
                trigger.get().condition(on, options);
            } catch (RuntimeException refused) {
                findings.add(
                        place,
                        "The trigger on=" + Findings.quote(on) + " refuses its options: " + refused.getMessage(),
                        "Change the options of the <from>.");
            }
        }
    }

    private void unknownOption(String name, Set<String> known, Place place) {
        findings.add(
                place,
                "The option " + Findings.quote(name) + " of <from> is not known.",
                NearestName.didYouMean(name, known) + "Known: "
                        + String.join(", ", known.stream().sorted().toList()) + ".");
    }

    private Set<String> exitOn(String text, Place place) {
        return text.equals("none") ? Set.of() : types("exitOn", text, place);
    }

    private CalendarSpan after(@Nullable String text, Place place) {
        if (text == null) {
            return CalendarSpan.ZERO;
        }
        try {
            return WaitTime.parse(text);
        } catch (StepUri.Unreadable unreadable) {
            findings.add(place, "after=" + Findings.quote(text) + ": " + unreadable.why(), unreadable.cure());
            return CalendarSpan.ZERO;
        }
    }

    private Set<String> types(String option, String text, Place place) {
        List<String> types = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            String type = each.trim();
            if (!EVENT_TYPE.matcher(type).matches()) {
                findings.add(
                        place,
                        option + "=" + Findings.quote(text) + " names " + Findings.quote(type)
                                + ", which is not the name of an event.",
                        "Write names joined by commas, such as " + option + "=reply,opt-out"
                                + (option.equals("exitOn") ? ", or exitOn=none." : "."));
            } else {
                new EventNames(installed)
                        .meantBy(type)
                        .ifPresent(meant -> findings.slip(
                                place,
                                option + "=" + Findings.quote(text) + " names " + Findings.quote(type)
                                        + ", which is but a letter away from " + Findings.quote(meant) + ".",
                                "Did you mean " + Findings.quote(meant)
                                        + "? Else give your own event a name that cannot be mistaken for it."));
                types.add(type);
            }
        }
        return Set.copyOf(types);
    }

    private String reentry(String text, Place place) {
        if (text.equals("once") || text.equals("after-finish")) {
            return text;
        }
        if (text.startsWith("after ")) {
            try {
                WaitTime.duration(text.substring("after ".length()));
                return text;
            } catch (StepUri.Unreadable unreadable) {
                findings.add(place, "reentry=" + Findings.quote(text) + ": " + unreadable.why(), unreadable.cure());
                return DEFAULT_REENTRY;
            }
        }
        findings.add(
                place,
                "reentry=" + Findings.quote(text) + " is not known.",
                "Write reentry=once, reentry=after-finish or reentry=after 30 days.");
        return DEFAULT_REENTRY;
    }

    private String name(String option, Map<String, String> options, Place place) {
        String name = options.get(option);
        if (name == null) {
            return "";
        }
        if (!NAME.matcher(name).matches()) {
            findings.add(
                    place,
                    option + "=" + Findings.quote(name) + " is not a name.",
                    "Use 1 to 100 letters, digits, '-', '_' and '.'.");
        }
        return name;
    }
}
