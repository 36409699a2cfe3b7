package io.ripen.engine.internal.check;

import io.ripen.engine.internal.check.SequencePlan.Durable;
import io.ripen.engine.internal.check.SequencePlan.Foreign;
import io.ripen.engine.internal.check.SequencePlan.Immediate;
import io.ripen.engine.internal.check.SequencePlan.Jump;
import io.ripen.engine.internal.check.SequencePlan.PlannedStep;
import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.StepId;
import io.ripen.step.Step;
import io.ripen.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks {@code <to uri="…"/>} and says what it is. */
final class ToCheck {
    private final Installed installed;
    private final AllowList allowed;
    private final @Nullable SequenceId own;
    private final Findings findings;
    private final WaitCheck waits;
    private final TouchCheck touches;
    private final Map<String, Place> jumps = new java.util.LinkedHashMap<>();

    /**
     * @param own the sequence that is checked; null when its name could not be read
     * @param exitOn what ends the sequence
     */
    ToCheck(
            Installed installed,
            AllowList allowed,
            SequenceSource source,
            @Nullable SequenceId own,
            Set<String> exitOn,
            Findings findings) {
        this.own = own;
        this.waits = new WaitCheck(installed, exitOn, findings.areOfKept());
        this.installed = installed;
        this.allowed = allowed;
        this.touches = new TouchCheck(installed, source, findings);
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

    TouchCheck touches() {
        return touches;
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
            OptionNames.check(uri, Set.of(), place, findings);
            jumps.putIfAbsent(uri.path(), place);
            planned = new Jump(uri.path());
        } else if (installed.channel(scheme).isPresent()) {
            planned = touches.check(id, uri, installed.channel(scheme).get(), place);
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

    private @Nullable PlannedStep immediate(String id, StepUri uri, Step step, Place place) {
        try {
            step.prepare(uri.path(), uri.options());
            if (own != null) {
                step.check(own, uri.path(), uri.options());
            }
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
                    NearestName.didYouMean(scheme, installedNames)
                            + "Install the bundle that brings it; the file is then tried again. Installed: "
                            + String.join(", ", new TreeSet<>(installedNames)) + ".");
        }
    }
}
