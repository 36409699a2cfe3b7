package io.ripen.engine.internal.check;

import io.ripen.channel.LaterOutcome;
import io.ripen.engine.internal.check.SequencePlan.Durable;
import io.ripen.engine.internal.check.SequencePlan.Foreign;
import io.ripen.engine.internal.check.SequencePlan.Immediate;
import io.ripen.engine.internal.check.SequencePlan.PlannedStep;
import io.ripen.engine.internal.compile.Awaited;
import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.engine.internal.compile.DurablePoint.Touch;
import io.ripen.engine.internal.compile.RunMemory;
import io.ripen.step.StepNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names that the steps of one file bring: what a condition may ask for. Filled once, read-only afterwards. */
final class SequenceNames {
    private final Installed installed;
    /** With the values that each may have; an empty set for any. */
    private final Map<String, Set<String>> variables = new HashMap<>();

    private final Set<String> headers = new HashSet<>();
    private final Set<String> paths = new HashSet<>();
    private final Map<String, Touch> touches = new HashMap<>();
    /** What may come at a step that waits for something. */
    private final Map<String, Set<String>> coming = new HashMap<>();

    private boolean open;
    private boolean foreign;

    /** @param planned what each {@code to} of the route is, by key */
    SequenceNames(
            Installed installed, XmlElement route, Map<XmlElement, String> keys, Map<String, PlannedStep> planned) {
        this.installed = installed;
        element(route, keys, planned);
    }

    Map<String, Set<String>> variables() {
        return variables;
    }

    Set<String> headers() {
        return headers;
    }

    Set<String> paths() {
        return paths;
    }

    /** Messages, calls and the like by their ids, those by another channel among them. */
    Map<String, Touch> touches() {
        return touches;
    }

    Map<String, Set<String>> coming() {
        return coming;
    }

    /** Whether some step may bring names that it does not tell. */
    boolean open() {
        return open;
    }

    /** Whether something outside is called that may set headers and variables. */
    boolean foreign() {
        return foreign;
    }

    private void element(XmlElement element, Map<XmlElement, String> keys, Map<String, PlannedStep> planned) {
        String name = element.value("name");
        switch (element.name()) {
            case "setVariable" -> any(name);
            case "setHeader" -> headers.add(name);
            case "to" -> {
                any(element.value("variableReceive"));
                String key = keys.get(element);
                step(key == null ? null : planned.get(key));
            }
            default -> {
                // brings no name of its own
            }
        }
        element.children().forEach(child -> element(child, keys, planned));
    }

    private void any(String variable) {
        if (!variable.isEmpty()) {
            variables.put(variable, Set.of());
        }
    }

    private void step(@Nullable PlannedStep step) {
        if (step instanceof Immediate immediate) {
            brought(names(immediate));
        } else if (step instanceof Foreign) {
            foreign = true;
        } else if (step instanceof Durable durable) {
            point(durable.point());
        }
    }

    private StepNames names(Immediate step) {
        try {
            return installed
                    .step(step.kind())
                    .map(each -> each.names(step.path(), step.options()))
                    .orElse(StepNames.UNKNOWN);
        } catch (RuntimeException silent) {
            return StepNames.UNKNOWN;
        }
    }

    private void brought(StepNames names) {
        open |= names.open();
        paths.addAll(names.paths());
        names.variables().forEach((name, values) -> variables.merge(name, values, SequenceNames::either));
    }

    /** Two splits of one name give the values of both; beside a step that gives any value, any. */
    private static Set<String> either(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Set.of();
        }
        Set<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    private void point(DurablePoint point) {
        if (point instanceof DurablePoint.Await await) {
            Set<String> events = new TreeSet<>();
            await.events().stream().map(Awaited::on).forEach(events::add);
            events.add(RunMemory.TIMEOUT);
            coming.put(await.id().value(), events);
        } else if (point instanceof Touch touch) {
            touch(touch);
        }
    }

    private void touch(Touch touch) {
        touches.put(touch.id().value(), touch);
        LaterOutcome later = touch.later();
        if (later != null) {
            coming.put(touch.id().value(), new TreeSet<>(Set.of(later.event(), RunMemory.TIMEOUT)));
        }
        Touch instead = touch.instead();
        if (instead != null) {
            touch(instead);
        }
    }
}
