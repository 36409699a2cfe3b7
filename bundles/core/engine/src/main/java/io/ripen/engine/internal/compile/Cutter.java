package io.ripen.engine.internal.compile;

import io.ripen.engine.internal.check.Installed;
import io.ripen.engine.internal.check.SequencePlan;
import io.ripen.engine.internal.check.SequencePlan.Durable;
import io.ripen.engine.internal.check.SequencePlan.Foreign;
import io.ripen.engine.internal.check.SequencePlan.Immediate;
import io.ripen.engine.internal.check.SequencePlan.Jump;
import io.ripen.engine.internal.check.SequencePlan.PlannedStep;
import io.ripen.sequence.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.OtherwiseDefinition;
import org.apache.camel.model.OutputNode;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.StopDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.TransformDefinition;
import org.apache.camel.model.WhenDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a route into segments. One begins at the start, behind each durable point, behind each block that has such a point in
 * it, and at each step that a {@code goto:} names; it ends where the next one begins, or at a point. So each of the author's
 * definitions is copied once, however many ways lead to it.
 */
final class Cutter {

    /**
     * What came of it.
     *
     * @param segments by the key of the definition that they begin with
     * @param begins the segment behind each durable point, and behind nothing for the first one; empty when the run ends
     *     there
     */
    record Cut(
            Map<String, Segment> segments,
            Map<Optional<StepId>, Optional<String>> begins,
            Map<StepId, DurablePoint> points) {}

    /**
     * Where a definition stands.
     *
     * @param after the segment that goes on when this block is at its end; null when the run ends there
     */
    private record Place(
            List<ProcessorDefinition<?>> block,
            int index,
            @Nullable String after) {}

    private final SequencePlan plan;
    private final Installed installed;
    private final Map<String, ImmediateStep> immediate = new HashMap<>();
    private final Map<Optional<StepId>, Optional<String>> begins = new LinkedHashMap<>();
    private final Map<StepId, DurablePoint> points = new LinkedHashMap<>();
    private final Set<String> targets = new LinkedHashSet<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> heads = new LinkedHashSet<>();

    private Cutter(SequencePlan plan, Installed installed) {
        this.plan = plan;
        this.installed = installed;
        plan.steps().values().forEach(step -> {
            if (step instanceof Jump jump) {
                targets.add(jump.target());
            }
        });
    }

    static Cut cut(SequencePlan plan, Installed installed, List<ProcessorDefinition<?>> route) {
        return new Cutter(plan, installed).cut(route);
    }

    private Cut cut(List<ProcessorDefinition<?>> route) {
        begins.put(Optional.empty(), Optional.ofNullable(head(route, 0, null)));
        visit(route, null);
        Map<String, Segment> segments = new LinkedHashMap<>();
        for (String head : heads) {
            Place place = places.get(head);
            if (place != null) {
                segments.put(head, new Building().segment(place));
            }
        }
        return new Cut(segments, begins, points);
    }

    /** The definition at this index as the beginning of a segment; {@code after} behind the last one. */
    private @Nullable String head(List<ProcessorDefinition<?>> block, int index, @Nullable String after) {
        if (index >= block.size()) {
            return after;
        }
        heads.add(block.get(index).getId());
        return block.get(index).getId();
    }

    /** @param after what is still to be done when this block is at its end */
    private void visit(List<ProcessorDefinition<?>> block, @Nullable String after) {
        for (int i = 0; i < block.size(); i++) {
            ProcessorDefinition<?> definition = block.get(i);
            places.put(definition.getId(), new Place(block, i, after));
            if (targets.contains(definition.getId())) {
                heads.add(definition.getId());
            }
            if (plan.steps().get(definition.getId()) instanceof Durable durable) {
                Optional<String> rest = Optional.ofNullable(head(block, i + 1, after));
                point(durable.point(), rest);
                if (durable.point() instanceof DurablePoint.Touch touch && touch.instead() != null) {
                    point(touch.instead(), rest);
                }
            } else if (isEntered(definition)) {
                String rest = head(block, i + 1, after);
                blocks(definition).forEach(inner -> visit(inner, rest));
            }
        }
    }

    private void point(DurablePoint point, Optional<String> rest) {
        points.put(point.id(), point);
        begins.put(Optional.of(point.id()), rest);
    }

    /** Whether a run may begin within it: at a durable point, or at what a jump names. */
    private boolean isEntered(ProcessorDefinition<?> definition) {
        return blocks(definition).stream()
                .flatMap(List::stream)
                .anyMatch(inner -> plan.steps().get(inner.getId()) instanceof Durable
                        || targets.contains(inner.getId())
                        || isEntered(inner));
    }

    private static List<List<ProcessorDefinition<?>>> blocks(ProcessorDefinition<?> definition) {
        if (!(definition instanceof ChoiceDefinition choice)) {
            return List.of(definition.getOutputs());
        }
        List<List<ProcessorDefinition<?>>> blocks = new ArrayList<>();
        choice.getWhenClauses().forEach(when -> blocks.add(when.getOutputs()));
        if (choice.getOtherwise() != null) {
            blocks.add(choice.getOtherwise().getOutputs());
        }
        return blocks;
    }

    /** Copies definitions into one segment. */
    private final class Building {
        private final List<ImmediateStep> steps = new ArrayList<>();
        private final List<DurablePoint> reaches = new ArrayList<>();
        private final Set<String> goesOn = new LinkedHashSet<>();
        private final Set<String> jumps = new LinkedHashSet<>();
        private boolean foreign;
        private boolean plain = true;
        private @Nullable DurablePoint end;
        private @Nullable String next;

        Segment segment(Place place) {
            List<ProcessorDefinition<?>> outputs = new ArrayList<>();
            if (copies(place.block(), place.index(), outputs) && place.after() != null) {
                outputs.add(goOn(place.after()));
            }
            return new Segment(
                    outputs,
                    List.copyOf(steps),
                    foreign,
                    plain,
                    end,
                    next,
                    List.copyOf(reaches),
                    Set.copyOf(goesOn),
                    Set.copyOf(jumps));
        }

        /** Copies the rest of a block; true when a lead may come to its end. */
        private boolean copies(List<ProcessorDefinition<?>> block, int first, List<ProcessorDefinition<?>> outputs) {
            for (int i = Math.max(0, first); i < block.size(); i++) {
                ProcessorDefinition<?> definition = block.get(i);
                if (i != first && heads.contains(definition.getId())) {
                    outputs.add(goOn(definition.getId()));
                    return false;
                }
                PlannedStep step = plan.steps().get(definition.getId());
                if (definition instanceof ToDefinition && step instanceof Durable durable) {
                    end = durable.point();
                    reaches.add(durable.point());
                    outputs.add(new ProcessDefinition(new ReachPoint(durable.point())));
                    return false;
                }
                if (step instanceof Jump jump && places.containsKey(jump.target())) {
                    jumps.add(jump.target());
                    outputs.add(goOn(jump.target()));
                    return false;
                }
                if (step instanceof Jump || definition instanceof StopDefinition) {
                    outputs.add(new StopDefinition());
                    return false;
                }
                outputs.add(copy(definition, step));
                if (setsAText(definition)) {
                    outputs.add(new ProcessDefinition(new SizeLimit(definition.getShortName())));
                }
            }
            return true;
        }

        private ProcessorDefinition<?> goOn(String segment) {
            goesOn.add(segment);
            next = segment;
            return new ProcessDefinition(new GoOn(segment));
        }

        private boolean setsAText(ProcessorDefinition<?> definition) {
            return definition instanceof SetVariableDefinition
                    || definition instanceof SetHeaderDefinition
                    || definition instanceof SetBodyDefinition
                    || definition instanceof TransformDefinition;
        }

        private ProcessorDefinition<?> copy(ProcessorDefinition<?> definition, @Nullable PlannedStep step) {
            if (step instanceof Immediate planned) {
                ImmediateStep processor =
                        immediate.computeIfAbsent(definition.getId(), key -> new ImmediateStep(planned, installed));
                steps.add(processor);
                return new ProcessDefinition(processor);
            }
            plain = false;
            foreign |= step instanceof Foreign;
            ProcessorDefinition<?> copy = definition.copyDefinition();
            if (copy instanceof ChoiceDefinition copied) {
                // Camel gives a choice's id to its last branch when there is one, and the choice would keep its own.
                copied.setWhenClauses(new ArrayList<>());
                copied.setOtherwise(null);
            }
            copy.setId(null);
            if (definition instanceof ChoiceDefinition choice && copy instanceof ChoiceDefinition copied) {
                copied.setWhenClauses(choice.getWhenClauses().stream()
                        .map(this::when)
                        .collect(java.util.stream.Collectors.toCollection(ArrayList::new)));
                copied.setOtherwise(choice.getOtherwise() == null ? null : otherwise(choice.getOtherwise()));
            } else if (definition instanceof OutputNode
                    && !definition.getOutputs().isEmpty()) {
                List<ProcessorDefinition<?>> inner = inner(definition.getOutputs());
                copy.clearOutput();
                inner.forEach(copy::addOutput);
            }
            return copy;
        }

        private WhenDefinition when(WhenDefinition when) {
            WhenDefinition copy = when.copyDefinition();
            copy.setId(null);
            copy.setOutputs(inner(when.getOutputs()));
            return copy;
        }

        private OtherwiseDefinition otherwise(OtherwiseDefinition otherwise) {
            OtherwiseDefinition copy = otherwise.copyDefinition();
            copy.setId(null);
            copy.setOutputs(inner(otherwise.getOutputs()));
            return copy;
        }

        private List<ProcessorDefinition<?>> inner(List<ProcessorDefinition<?>> block) {
            List<ProcessorDefinition<?>> copies = new ArrayList<>();
            copies(block, -1, copies);
            return copies;
        }
    }
}
