package io.ripen.engine.internal.check;

import io.ripen.channel.Channel;
import io.ripen.channel.LaterOutcome;
import io.ripen.channel.TemplateFormat;
import io.ripen.engine.internal.check.SequencePlan.Durable;
import io.ripen.engine.internal.check.SequencePlan.Foreign;
import io.ripen.engine.internal.check.SequencePlan.Immediate;
import io.ripen.engine.internal.check.SequencePlan.Jump;
import io.ripen.engine.internal.check.SequencePlan.PlannedStep;
import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.sequence.StepId;
import io.ripen.step.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks {@code <to uri="…"/>} and says what it is. */
final class ToCheck {
    private static final Pattern TEMPLATE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Map<String, Set<String>> RULES = Map.of(
            "onFail",
            Set.of("continue", "exit", "hold"),
            "onUnknown",
            Set.of("continue", "hold"),
            "track",
            Set.of("on", "off"));

    private final Installed installed;
    private final AllowList allowed;
    private final Map<String, String> templates;
    private final Findings findings;
    private final WaitCheck waits;
    private final Map<String, Place> jumps = new java.util.LinkedHashMap<>();

    /** @param exitOn what ends the sequence */
    ToCheck(
            Installed installed,
            AllowList allowed,
            Map<String, String> templates,
            Set<String> exitOn,
            Findings findings) {
        this.waits = new WaitCheck(installed, exitOn);
        this.installed = installed;
        this.allowed = allowed;
        this.templates = templates;
        this.findings = findings;
    }

    /** Whether a lead's position stands at steps of this scheme. */
    boolean isDurable(String scheme) {
        return scheme.equals("wait") || installed.channel(scheme).isPresent();
    }

    /** The steps that a {@code goto:} names, and where. */
    Map<String, Place> jumps() {
        return jumps;
    }

    /** Null when it was refused. The id is checked by the caller; a missing one is empty here. */
    @Nullable PlannedStep check(XmlElement to, String id) {
        Optional<XmlElement.Attribute> attribute = to.attribute("uri");
        if (attribute.isEmpty()) {
            return null; // the missing attribute was told
        }
        Place place = attribute.get().place();
        try {
            return check(to, id, StepUri.parse(attribute.get().value()), place);
        } catch (StepUri.Unreadable unreadable) {
            findings.add(place, unreadable.why(), unreadable.cure());
            return null;
        }
    }

    private @Nullable PlannedStep check(XmlElement to, String id, StepUri uri, Place place) throws StepUri.Unreadable {
        String scheme = uri.scheme();
        PlannedStep planned;
        if (scheme.equals("wait")) {
            DurablePoint wait = waits.read(id.isEmpty() ? null : new StepId(id), uri);
            planned = wait == null ? null : new Durable(wait);
        } else if (scheme.equals("goto")) {
            unknownOptions(uri, Set.of(), place);
            jumps.putIfAbsent(uri.path(), place);
            planned = new Jump(uri.path());
        } else if (installed.channel(scheme).isPresent()) {
            planned = touch(id, uri, installed.channel(scheme).get(), place);
        } else if (installed.step(scheme).isPresent()) {
            planned = immediate(id, uri, installed.step(scheme).get(), place);
        } else if (allowed.components().contains(scheme)) {
            return foreign(uri, place);
        } else {
            refuse(uri, place);
            return null;
        }
        for (String attribute : List.of("pattern", "variableSend", "variableReceive")) {
            to.attribute(attribute)
                    .ifPresent(unused -> findings.add(
                            unused.place(),
                            "The attribute " + Findings.quote(attribute) + " means nothing for " + scheme + ":.",
                            "Remove it."));
        }
        return planned;
    }

    private @Nullable PlannedStep touch(String id, StepUri uri, Channel channel, Place place)
            throws StepUri.Unreadable {
        Set<String> known = new HashSet<>(RULES.keySet());
        known.addAll(channel.options());
        LaterOutcome later = channel.laterOutcome();
        if (later != null) {
            known.add("timeout");
        }
        unknownOptions(uri, known, place);
        RULES.forEach((name, values) -> {
            String value = uri.options().get(name);
            if (value != null && !values.contains(value)) {
                findings.add(
                        place,
                        name + "=" + Findings.quote(value) + " is not known.",
                        NearName.didYouMean(value, values) + "Write one of: " + String.join(", ", new TreeSet<>(values))
                                + ".");
            }
        });
        String template = uri.path();
        String file = template + "." + uri.scheme();
        if (!TEMPLATE.matcher(template).matches()) {
            findings.add(
                    place,
                    "The template name " + Findings.quote(template) + " of " + uri.scheme() + ": is not valid.",
                    "Write " + uri.scheme() + ":NAME, where NAME." + uri.scheme()
                            + " is a file beside the route; use letters, digits, '-', '_' and '.'.");
        } else if (!templates.containsKey(file)) {
            findings.add(
                    place,
                    "The template file " + Findings.quote(file) + " is not there.",
                    NearName.didYouMean(file, templates.keySet()) + "Put a file " + Findings.quote(file)
                            + " beside the route.");
        } else {
            template(file, channel);
        }
        return id.isEmpty()
                ? null
                : new Durable(new DurablePoint.Touch(
                        new StepId(id), uri.scheme(), template, uri.options(), later(later, uri)));
    }

    /** How long the outcome may take: as the step says, or as the channel does. */
    private static @Nullable LaterOutcome later(@Nullable LaterOutcome later, StepUri uri) throws StepUri.Unreadable {
        String timeout = uri.options().get("timeout");
        return later == null || timeout == null ? later : new LaterOutcome(later.event(), WaitTime.parse(timeout));
    }

    private void template(String file, Channel channel) {
        String text = templates.getOrDefault(file, "");
        if (text.isBlank()) {
            findings.add(file, new Place(1, 1), "The template is empty.", "Write the message into it.");
        } else if (channel.templateFormat() == TemplateFormat.MAIL
                && text.lines()
                        .takeWhile(line -> !line.isBlank())
                        .noneMatch(line -> line.matches("(?i)subject:.*\\S.*"))) {
            findings.add(
                    file,
                    new Place(1, 1),
                    "The template has no subject.",
                    "Begin it with a line 'Subject: …', and leave a line empty before the text.");
        } else {
            installed
                    .templateProblems(file, text, channel.templateFormat())
                    .forEach(problem -> findings.add(
                            file, new Place(Math.max(1, problem.line()), 1), problem.message(), problem.cure()));
        }
    }

    private @Nullable PlannedStep immediate(String id, StepUri uri, Step step, Place place) {
        try {
            step.prepare(uri.path(), uri.options());
        } catch (RuntimeException refused) {
            findings.add(
                    place,
                    "The step " + Findings.quote(uri.scheme() + ":" + uri.path()) + " is refused: "
                            + refused.getMessage(),
                    "Change its path or its options.");
            return null;
        }
        String label = id.isEmpty() ? uri.scheme() + ":" + uri.path() : id;
        return new Immediate(uri.scheme(), uri.path(), uri.options(), label);
    }

    private @Nullable PlannedStep foreign(StepUri uri, Place place) {
        for (Map.Entry<String, String> option : uri.options().entrySet()) {
            if (option.getValue().startsWith("#") || option.getValue().startsWith("RAW(#")) {
                findings.add(
                        place,
                        "The option " + Findings.quote(option.getKey() + "=" + option.getValue())
                                + " refers to a Java object.",
                        "Write a plain value.");
                return null;
            }
        }
        return new Foreign(uri.scheme());
    }

    private void refuse(StepUri uri, Place place) {
        String scheme = uri.scheme();
        List<String> installedNames = new ArrayList<>(installed.channelTypes());
        installedNames.addAll(installed.stepKinds());
        installedNames.add("wait");
        installedNames.add("goto");
        if (scheme.equals("sequence")) {
            findings.add(
                    place,
                    "A lead cannot be sent to another sequence with 'sequence:'.",
                    "Begin the other sequence with on=tag.added, and add that tag here.");
        } else if (CamelNames.isComponent(scheme)) {
            findings.add(
                    place,
                    Findings.quote(scheme + ":") + " is a Camel component that sequences may not use, and no channel or"
                            + " step of this name is installed.",
                    Cures.component(scheme));
        } else {
            findings.add(
                    place,
                    "Nothing that is installed understands " + Findings.quote(scheme + ":") + ".",
                    NearName.didYouMean(scheme, installedNames)
                            + "Install the bundle that brings it; the file is then tried again. Installed: "
                            + String.join(", ", new TreeSet<>(installedNames)) + ".");
        }
    }

    private void unknownOptions(StepUri uri, Set<String> known, Place place) {
        for (String name : uri.options().keySet()) {
            if (!known.contains(name)) {
                findings.add(
                        place,
                        "The option " + Findings.quote(name) + " of " + uri.scheme() + ": is not known.",
                        NearName.didYouMean(name, known)
                                + (known.isEmpty()
                                        ? "It has no options: remove it."
                                        : "Known: " + String.join(", ", new TreeSet<>(known)) + "."));
            }
        }
    }
}
