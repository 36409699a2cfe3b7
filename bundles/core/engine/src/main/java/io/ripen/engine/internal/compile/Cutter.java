package io.ripen.engine.internal.compile;

import io.ripen.engine.internal.check.Installed;
import io.ripen.engine.internal.check.SequencePlan;
import io.ripen.engine.internal.check.SequencePlan.Durable;
import io.ripen.engine.internal.check.SequencePlan.Foreign;
import io.ripen.engine.internal.check.SequencePlan.Immediate;
import io.ripen.engine.internal.check.SequencePlan.Jump;
import io.ripen.engine.internal.check.SequencePlan.PlannedStep;
import io.ripen.sequence.StepId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.OtherwiseDefinition;
import org.apache.camel.model.OutputNode;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.StopDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.WhenDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a route at its durable points. The segment after a point is what a lead would still go through: the rest of the
 * block that the point stands in, then the rest of each block around it, up to the next point on every way. The author's
 * definitions are copied into each segment, so segments share nothing.
 */
final class Cutter {
    /** Steps of one segment; forward jumps in every branch would double them with each. */
    private static final int MOST = 20_000;

    private final SequencePlan plan;
    private final Map<String, ImmediateStep> immediate = new HashMap<>();
    private final Map<Optional<StepId>, Segment> segments = new LinkedHashMap<>();
    private final Map<StepId, DurablePoint> points = new LinkedHashMap<>();

    /** From each step with an author's id to the end: what a jump to it goes on with. */
    private final Map<String, List<ProcessorDefinition<?>>> from = new HashMap<>();

    private final Installed installed;

    Cutter(SequencePlan plan, Installed installed) {
        this.plan = plan;
        this.installed = installed;
    }

    Map<StepId, DurablePoint> points() {
        return points;
    }

    /** Segments by the point that they follow; the first one by nothing. */
    Map<Optional<StepId>, Segment> cut(List<ProcessorDefinition<?>> route) {
        ways(route, List.of());
        segments.put(Optional.empty(), new Building().segment(route));
        visit(route, List.of());
        return segments;
    }

    /** @param after what is still to be done when this block is at its end */
    private void visit(List<ProcessorDefinition<?>> block, List<ProcessorDefinition<?>> after) {
        for (int i = 0; i < block.size(); i++) {
            ProcessorDefinition<?> definition = block.get(i);
            List<ProcessorDefinition<?>> rest = new ArrayList<>(block.subList(i + 1, block.size()));
            rest.addAll(after);
            if (plan.steps().get(definition.getId()) instanceof Durable durable) {
                points.put(durable.point().id(), durable.point());
                segments.put(Optional.of(durable.point().id()), new Building().segment(rest));
                if (durable.point() instanceof DurablePoint.Touch touch && touch.instead() != null) {
                    points.put(touch.instead().id(), touch.instead());
                    segments.put(Optional.of(touch.instead().id()), new Building().segment(rest));
                }
            } else if (definition instanceof ChoiceDefinition choice) {
                choice.getWhenClauses().forEach(when -> visit(when.getOutputs(), rest));
                if (choice.getOtherwise() != null) {
                    visit(choice.getOtherwise().getOutputs(), rest);
                }
            } else {
                visit(definition.getOutputs(), rest);
            }
        }
    }

    private void ways(List<ProcessorDefinition<?>> block, List<ProcessorDefinition<?>> after) {
        for (int i = 0; i < block.size(); i++) {
            ProcessorDefinition<?> definition = block.get(i);
            List<ProcessorDefinition<?>> way = new ArrayList<>(block.subList(i, block.size()));
            way.addAll(after);
            from.put(definition.getId(), way);
            List<ProcessorDefinition<?>> rest = way.subList(1, way.size());
            if (definition instanceof ChoiceDefinition choice) {
                choice.getWhenClauses().forEach(when -> ways(when.getOutputs(), rest));
                if (choice.getOtherwise() != null) {
                    ways(choice.getOtherwise().getOutputs(), rest);
                }
            } else {
                ways(definition.getOutputs(), rest);
            }
        }
    }

    /** Copies definitions into one segment. */
    private final class Building {
        private final List<ImmediateStep> steps = new ArrayList<>();
        private int copied;
        private final Deque<String> jumps = new ArrayDeque<>();
        private boolean foreign;
        private boolean plain = true;
        private @Nullable DurablePoint end;

        Segment segment(List<ProcessorDefinition<?>> definitions) {
            List<ProcessorDefinition<?>> outputs = copies(definitions);
            return new Segment(outputs, List.copyOf(steps), foreign, plain, end);
        }

        private List<ProcessorDefinition<?>> copies(List<ProcessorDefinition<?>> definitions) {
            List<ProcessorDefinition<?>> copies = new ArrayList<>();
            for (ProcessorDefinition<?> definition : definitions) {
                if (++copied > MOST) {
                    throw new JumpException(
                            "The jumps of this route make more than " + MOST + " ways.", "Use fewer goto: steps.");
                }
                PlannedStep step = plan.steps().get(definition.getId());
                if (definition instanceof ToDefinition && step instanceof Durable durable) {
                    end = durable.point();
                    copies.add(new ProcessDefinition(new ReachPoint(durable.point())));
                    return copies;
                }
                if (step instanceof Jump jump) {
                    copies.addAll(jump(jump.target()));
                    return copies;
                }
                if (definition instanceof StopDefinition) {
                    copies.add(new StopDefinition());
                    return copies;
                }
                copies.add(copy(definition, step));
            }
            return copies;
        }

        /** What follows a jump is what follows its target; then the route is over, not the block around the jump. */
        private List<ProcessorDefinition<?>> jump(String target) {
            if (jumps.contains(target)) {
                throw new JumpException(
                        "goto:" + target + " goes round in a circle without a wait or a message on the way.",
                        "Put a wait into the circle.");
            }
            jumps.push(target);
            List<ProcessorDefinition<?>> way = copies(from.getOrDefault(target, List.of()));
            jumps.pop();
            if (way.isEmpty() || !(way.get(way.size() - 1) instanceof StopDefinition)) {
                way.add(new StopDefinition());
            }
            return way;
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
                List<ProcessorDefinition<?>> inner = copies(definition.getOutputs());
                copy.clearOutput();
                inner.forEach(copy::addOutput);
            }
            return copy;
        }

        private WhenDefinition when(WhenDefinition when) {
            WhenDefinition copy = when.copyDefinition();
            copy.setId(null);
            copy.setOutputs(copies(when.getOutputs()));
            return copy;
        }

        private OtherwiseDefinition otherwise(OtherwiseDefinition otherwise) {
            OtherwiseDefinition copy = otherwise.copyDefinition();
            copy.setId(null);
            copy.setOutputs(copies(otherwise.getOutputs()));
            return copy;
        }
    }
}
