package io.ripen.engine.internal.check;

import io.ripen.channel.Channel;
import io.ripen.engine.internal.check.SequencePlan.Durable;
import io.ripen.engine.internal.check.SequencePlan.Immediate;
import io.ripen.engine.internal.check.SequencePlan.PlannedStep;
import io.ripen.engine.internal.compile.DurablePoint.Touch;
import io.ripen.engine.internal.compile.OverdueException;
import io.ripen.sequence.SequenceSource;
import io.ripen.text.NearestName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds misspelt names in steps: the call that {@code other-hour-than=} means, the sequences of {@code enrollment:}, and the
 * variables in the text of a message. A sequence may be deployed later, and a program may give a variable, so those are hints.
 */
final class StepNamesCheck {
    private static final int MOST_SHOWN = 20;

    private final Installed installed;
    private final SequenceSource source;
    private final SequenceNames names;
    private final Set<String> steps;
    private final Findings findings;
    private final Set<String> read = new HashSet<>();

    /** @param steps the ids of the file */
    StepNamesCheck(
            Installed installed, SequenceSource source, SequenceNames names, Set<String> steps, Findings findings) {
        this.installed = installed;
        this.source = source;
        this.names = names;
        this.steps = steps;
        this.findings = findings;
    }

    /** @param planned what each {@code to} of the route is, by key */
    void check(Map<XmlElement, String> keys, Map<String, PlannedStep> planned) {
        keys.forEach((element, key) -> {
            OverdueException.check();
            Place place =
                    element.attribute("uri").map(XmlElement.Attribute::place).orElse(element.place());
            PlannedStep step = findings.areMany() ? null : planned.get(key);
            if (step instanceof Immediate immediate) {
                sequences(immediate, place, element.value("id"));
            } else if (step instanceof Durable durable && durable.point() instanceof Touch touch) {
                for (Touch one = touch; one != null; one = one.instead()) {
                    touch(one, place);
                }
            }
        });
    }

    private void touch(Touch touch, Place place) {
        installed.channel(touch.channel()).ifPresent(channel -> {
            channel.optionsThatNameSteps().forEach(option -> {
                String asked = touch.options().getOrDefault(option, "").strip();
                if (!asked.isEmpty()) {
                    step(option, asked, touch, place);
                }
            });
            variables(touch, channel);
        });
    }

    private void step(String option, String asked, Touch touch, Place place) {
        Set<String> known = new TreeSet<>();
        names.touches().forEach((id, each) -> {
            if (each.channel().equals(touch.channel())) {
                known.add(id);
            }
        });
        if (known.contains(asked)) {
            return;
        }
        String message = option + "=" + Findings.quote(asked) + " names a step that "
                + (steps.contains(asked) ? "does not go by " + touch.channel() + ":." : "is not in this file.");
        String cure = NearestName.didYouMean(asked, known) + "Steps of this file that go by " + touch.channel() + ": "
                + shown(known) + ".";
        if (known.stream().anyMatch(each -> NearestName.isSlip(asked, each))) {
            findings.slip(place, message, cure);
        } else {
            findings.hint(
                    "unknown-step",
                    place,
                    touch.id().value(),
                    message,
                    cure + " It is right only if a step of another sequence has this id.");
        }
    }

    private void sequences(Immediate step, Place place, String id) {
        Set<String> known = installed.sequences();
        if (known.isEmpty()) {
            return;
        }
        for (String asked : named(step)) {
            if (!known.contains(asked)) {
                findings.hint(
                        "unknown-sequence",
                        place,
                        id,
                        step.kind() + ":" + step.path() + " names the sequence " + Findings.quote(asked)
                                + ", and there is none of this name.",
                        NearestName.didYouMean(asked, known) + "Until it is deployed, no lead can be in it. Sequences: "
                                + shown(known) + ".");
            }
        }
    }

    private Set<String> named(Immediate step) {
        try {
            return installed
                    .step(step.kind())
                    .map(each -> each.sequences(step.path(), step.options()))
                    .map(TreeSet::new)
                    .orElseGet(TreeSet::new);
        } catch (RuntimeException silent) {
            return Set.of();
        }
    }

    /** The check of a template tells of all other names in it. */
    private void variables(Touch touch, Channel channel) {
        String file = touch.templateFile();
        String text = source.templates().get(file);
        if (text == null || names.open() || names.foreign() || !read.add(file)) {
            return;
        }
        Set<String> known = names.variables().keySet();
        installed.templateVariables(file, text, channel.templateFormat()).forEach((name, line) -> {
            if (!known.contains(name)) {
                findings.hint(
                        file,
                        "unknown-variable",
                        new Place(line, 1),
                        touch.id().value(),
                        "The message names the variable " + Findings.quote(name) + ", and nothing in " + source.name()
                                + " sets it.",
                        NearestName.of(name, known)
                                        .map(near -> "Did you mean {{variable." + near + "}}? ")
                                        .orElse("")
                                + "It has a value only when a program gives one as it enrolls the lead. Set here: "
                                + shown(known) + ".");
            }
        });
    }

    private static String shown(Set<String> known) {
        List<String> sorted = List.copyOf(new TreeSet<>(known));
        return sorted.isEmpty()
                ? "none"
                : String.join(", ", sorted.subList(0, Math.min(sorted.size(), MOST_SHOWN)))
                        + (sorted.size() > MOST_SHOWN ? ", …" : "");
    }
}
