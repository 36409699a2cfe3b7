package io.ripen.engine.internal.check;

import io.ripen.engine.internal.compile.DurablePoint.Touch;
import io.ripen.engine.internal.compile.OverdueException;
import io.ripen.text.NearestName;
import io.ripen.trigger.TimeSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds misspelt names in what a sequence asks. A name that only the file itself can bring is refused when it is not there: a
 * step, what a wait waits for, a variant, a path. One that may come from elsewhere, such as a variable that a program gives, is
 * refused when it is a letter away from one that is there, and else is a hint.
 */
final class NameCheck {
    private static final Set<String> OF_A_MESSAGE = Set.of("sent", "refused", "skipped", "unknown");
    private static final Set<String> OF_A_CALL = Set.of("reached", "voicemail", "no-answer", "wrong-number", "timeout");
    private static final String CALL = "call";

    private final SequenceNames names;
    private final Set<String> steps;
    private final LinkCheck links;
    private final Findings findings;

    /** @param steps the ids of the file */
    NameCheck(SequenceNames names, Set<String> steps, LinkCheck links, Findings findings) {
        this.names = names;
        this.steps = steps;
        this.links = links;
        this.findings = findings;
    }

    /** Looks at everything within an element. */
    void check(XmlElement element) {
        for (XmlElement child : element.children()) {
            OverdueException.check();
            if (findings.areMany()) {
                return; // the comparison of names takes its time, and nobody reads on
            }
            if (child.name().equals("simple")) {
                boolean condition =
                        element.name().equals("when") || element.name().equals("filter");
                List<Asked> asked = condition ? Asked.inCondition(child.text()) : Asked.in(child.text());
                String step = idOf(element);
                asked.forEach(each -> asked(each, child.textPlace(), step));
            } else {
                child.attribute("message")
                        .filter(unused -> child.name().equals("log"))
                        .ifPresent(message ->
                                Asked.in(message.value()).forEach(each -> asked(each, message.place(), idOf(child))));
                check(child);
            }
        }
    }

    /** The nearest id from here outwards; the empty string when there is none. */
    private static String idOf(XmlElement element) {
        for (XmlElement each = element; each != null && !each.name().equals("route"); each = each.parent()) {
            if (!each.value("id").isEmpty()) {
                return each.value("id");
            }
        }
        return "";
    }

    private void asked(Asked asked, Place place, String step) {
        String function = asked.function();
        if (function.startsWith("variable.")) {
            variable(function.substring("variable.".length()), asked.values(), place, step);
        } else if (function.startsWith("header.")) {
            header(function.substring("header.".length()), place, step);
        } else if (function.startsWith("body")) {
            try {
                ChainReader chain = new ChainReader(function.substring("body".length()));
                if (!chain.atEnd()) {
                    String name = chain.name();
                    lead(name, chain.arguments(), chain.atEnd() ? asked.values() : List.of(), place, step);
                }
            } catch (MethodChain.NotAllowed toldElsewhere) {
                return;
            }
        }
    }

    private void lead(String name, List<Object> arguments, List<String> values, Place place, String step) {
        List<String> texts = arguments.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
        if (name.equals("path") || name.equals("getPath")) {
            path(values, place);
        } else if (!texts.isEmpty()) {
            switch (name) {
                case "came" -> came(texts.get(0), values, place);
                case "outcome" -> outcome(texts.get(0), values, place, step);
                case "opened" -> touch("opened", texts.get(0), place);
                case "clicked" -> links.clicked(texts.get(0), place, step);
                case "visits" -> within(texts, place);
                default -> {
                    // asks no name of the file
                }
            }
        }
    }

    private void variable(String name, List<String> values, Place place, String step) {
        Set<String> known = names.variables().keySet();
        if (known.contains(name)) {
            Set<String> possible = names.variables().getOrDefault(name, Set.of());
            if (!possible.isEmpty()) {
                values(values, possible, "The variable " + Findings.quote(name) + " is never ", place);
            }
        } else {
            fromElsewhere("variable", name, known, place, step);
        }
    }

    private void header(String name, Place place, String step) {
        if (!names.headers().contains(name)) {
            fromElsewhere("header", name, names.headers(), place, step);
        }
    }

    private void fromElsewhere(String kind, String name, Collection<String> known, Place place, String step) {
        String message = "Nothing in this file sets the " + kind + " " + Findings.quote(name) + ".";
        if (known.stream().anyMatch(each -> NearestName.isSlip(name, each))) {
            findings.slip(place, message, NearestName.didYouMean(name, known) + all("Set here: ", known));
        } else if (!names.open() && !names.foreign()) {
            findings.hint(
                    "unknown-" + kind,
                    place,
                    step,
                    message,
                    NearestName.didYouMean(name, known)
                            + (kind.equals("variable")
                                    ? "It has a value only when a program gives one as it enrolls the lead. "
                                    : "It is always empty. ")
                            + all("Set here: ", known));
        }
    }

    private void path(List<String> values, Place place) {
        if (names.open()) {
            return;
        }
        for (String value : values) {
            if (names.paths().isEmpty()) {
                findings.slip(
                        place,
                        "${body.path} is compared with " + Findings.quote(value)
                                + ", but no step of this file records a path.",
                        "Record it before, such as <to uri=\"path:" + value.strip() + "\"/>.");
                return;
            }
        }
        values(values, names.paths(), "${body.path} is never ", place);
    }

    private void came(String asked, List<String> values, Place place) {
        Set<String> events = names.coming().get(asked);
        if (events == null) {
            String cure = NearestName.didYouMean(asked, names.coming().keySet())
                    + all("Steps that wait for something: ", names.coming().keySet());
            findings.slip(
                    place,
                    steps.contains(asked)
                            ? "${body.came(" + Findings.quote(asked) + ")} asks a step that waits for nothing to come."
                            : "${body.came(" + Findings.quote(asked) + ")} asks a step that is not in this file.",
                    cure);
        } else {
            values(values, events, "What came at step " + Findings.quote(asked) + " is never ", place);
        }
    }

    private void outcome(String asked, List<String> values, Place place, String step) {
        if (!touch("outcome", asked, place)) {
            return;
        }
        Touch touch = names.touches().get(asked);
        Set<String> possible = new TreeSet<>(OF_A_MESSAGE);
        if (touch != null && touch.later() != null) {
            possible.addAll(OF_A_CALL);
            for (String value : values) { // who reports what came of a call may have words of their own
                if (isKnown(value, possible) || !touch.channel().equals(CALL)) {
                    continue;
                }
                String message = "The outcome of step " + Findings.quote(asked) + " is compared with "
                        + Findings.quote(value) + ", which is not among the usual ones.";
                String cure = NearestName.didYouMean(value, possible) + all("Usual: ", possible);
                if (possible.stream().anyMatch(each -> NearestName.isSlip(value, each))) {
                    findings.slip(place, message, cure);
                } else {
                    findings.hint("unknown-outcome", place, step, message, cure);
                }
            }
        } else {
            values(values, possible, "The outcome of step " + Findings.quote(asked) + " is never ", place);
        }
    }

    /** Whether it is a step that reaches the lead; told when it is not. */
    private boolean touch(String question, String asked, Place place) {
        if (names.touches().containsKey(asked)) {
            return true;
        }
        findings.slip(
                place,
                "${body." + question + "(" + Findings.quote(asked) + ")} asks a step that "
                        + (steps.contains(asked) ? "sends nothing." : "is not in this file."),
                NearestName.didYouMean(asked, names.touches().keySet())
                        + all("Messages and calls: ", names.touches().keySet()));
        return false;
    }

    private void within(List<String> texts, Place place) {
        try {
            if (texts.size() > 1) {
                TimeSpan.of("visits", texts.get(1));
            }
        } catch (IllegalArgumentException unreadable) {
            findings.slip(
                    place,
                    "In visits('…', " + Findings.quote(texts.get(1)) + ") the time cannot be read.",
                    "Write a number and a unit, such as '5 days'.");
        }
    }

    private void values(List<String> values, Collection<String> possible, String never, Place place) {
        for (String value : values) {
            if (!isKnown(value, possible)) {
                findings.slip(
                        place,
                        never + Findings.quote(value) + ".",
                        NearestName.didYouMean(value, possible) + all("It can be: ", possible));
            }
        }
    }

    /** Conditions mind neither case nor blanks around; the empty text asks whether there is a value at all. */
    private static boolean isKnown(String value, Collection<String> possible) {
        String plain = value.strip();
        return plain.isEmpty() || possible.stream().anyMatch(each -> each.equalsIgnoreCase(plain));
    }

    private static String all(String begin, Collection<String> known) {
        List<String> sorted = new ArrayList<>(new TreeSet<>(known));
        return sorted.isEmpty()
                ? begin.toLowerCase(Locale.ROOT).startsWith("it ") ? "" : begin + "none."
                : begin + String.join(", ", sorted.subList(0, Math.min(sorted.size(), 20))) + ".";
    }
}
