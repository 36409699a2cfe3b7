package io.ripen.engine.internal.compile;

import io.ripen.engine.internal.compile.Timing.Base;
import io.ripen.sequence.StepId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The ways through the segments of a route: refuses those that go round without end, and knows what each of them needs. */
final class Ways {
    private final Cutter.Cut cut;
    /** Each segment after all that it may go on with. */
    private final List<String> order = new ArrayList<>();

    private final Map<String, Map<String, ImmediateStep>> steps = new HashMap<>();
    private final Set<String> foreign = new HashSet<>();

    /** @throws JumpException when a way goes round in a circle without a wait */
    Ways(Cutter.Cut cut) {
        this.cut = cut;
        sort();
        for (String key : order) {
            Segment segment = segment(key);
            Map<String, ImmediateStep> needed = new LinkedHashMap<>();
            segment.steps().forEach(step -> needed.putIfAbsent(step.need(), step));
            boolean leaves = segment.foreign();
            for (String next : segment.goesOn()) {
                steps.getOrDefault(next, Map.of()).forEach(needed::putIfAbsent);
                leaves |= foreign.contains(next);
            }
            steps.put(key, needed);
            if (leaves) {
                foreign.add(key);
            }
        }
        refuseLoops();
    }

    /** One step of each installed kind that may be run from this segment on. */
    Iterable<ImmediateStep> steps(String segment) {
        return steps.getOrDefault(segment, Map.of()).values();
    }

    /** Whether a Camel endpoint may be called from this segment on, up to the next durable point. */
    boolean foreign(String segment) {
        return foreign.contains(segment);
    }

    private Segment segment(String key) {
        return Objects.requireNonNull(cut.segments().get(key));
    }

    /** Depth first, without calling itself: a route may have thousands of segments in a row. */
    private void sort() {
        Set<String> done = new HashSet<>();
        for (String start : cut.segments().keySet()) {
            Deque<String> way = new ArrayDeque<>();
            Set<String> onWay = new LinkedHashSet<>();
            Map<String, Deque<String>> left = new HashMap<>();
            if (!done.contains(start)) {
                way.push(start);
            }
            while (!way.isEmpty()) {
                String at = way.peek();
                onWay.add(at);
                Deque<String> next = left.computeIfAbsent(
                        at, key -> new ArrayDeque<>(segment(key).goesOn()));
                String to = next.poll();
                if (to == null) {
                    way.pop();
                    onWay.remove(at);
                    if (done.add(at)) {
                        order.add(at);
                    }
                } else if (onWay.contains(to)) {
                    throw circle(onWay, to);
                } else if (!done.contains(to) && cut.segments().containsKey(to)) {
                    way.push(to);
                }
            }
        }
    }

    private JumpException circle(Set<String> onWay, String back) {
        List<String> circle = new ArrayList<>(onWay);
        circle = new ArrayList<>(circle.subList(circle.indexOf(back), circle.size()));
        circle.add(back);
        String target = back;
        for (int i = 0; i + 1 < circle.size(); i++) {
            if (segment(circle.get(i)).jumps().contains(circle.get(i + 1))) {
                target = circle.get(i + 1);
            }
        }
        return new JumpException(
                target,
                "goto:" + target + " goes round in a circle without a wait or a message on the way.",
                "Put a wait into the circle.");
    }

    /** A circle in which each wait is over at once would be run through as fast as the machine can. */
    private void refuseLoops() {
        if (cut.segments().values().stream().allMatch(segment -> segment.jumps().isEmpty())) {
            return;
        }
        Map<StepId, Set<StepId>> next = new LinkedHashMap<>();
        cut.points().forEach((id, point) -> {
            if (isOverAtOnce(point)) {
                next.put(id, new LinkedHashSet<>());
            }
        });
        next.forEach((id, to) -> reached(id).forEach(point -> {
            if (next.containsKey(point.id())) {
                to.add(point.id());
            }
        }));
        // Who leads nowhere, or whom nobody leads to, is in no circle; what is left when there are no such any more is.
        boolean fewer = true;
        while (fewer) {
            Set<StepId> led = new HashSet<>();
            next.values().forEach(led::addAll);
            fewer = next.values().removeIf(Set::isEmpty) | next.keySet().retainAll(led);
            next.values().forEach(to -> to.retainAll(next.keySet()));
        }
        if (!next.isEmpty()) {
            String step = next.keySet().iterator().next().value();
            throw new JumpException(
                    step,
                    "The wait '" + step + "' is in a circle in which no wait lasts: each is over at once, at the latest"
                            + " when a lead comes to it again, so that it would go round without end.",
                    "Let one wait in the circle last at least a minute, such as wait:1 day, or leave the circle out.");
        }
    }

    private Set<DurablePoint> reached(StepId from) {
        Set<DurablePoint> reached = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        cut.begins().getOrDefault(Optional.of(from), Optional.empty()).ifPresent(open::push);
        while (!open.isEmpty()) {
            String at = open.pop();
            Segment segment = cut.segments().get(at);
            if (segment != null && seen.add(at)) {
                reached.addAll(segment.reaches());
                segment.goesOn().forEach(open::push);
            }
        }
        return reached;
    }

    private static boolean isOverAtOnce(DurablePoint point) {
        if (point instanceof DurablePoint.Await await) {
            return await.timeout().isZero();
        }
        if (point instanceof DurablePoint.Wait wait) {
            Timing timing = wait.timing();
            // Days after the enrollment are over when a lead comes to them for the second time.
            boolean isMoved = timing.at() != null || !timing.days().isEmpty();
            return timing.isPlain()
                    && !isMoved
                    && (timing.base() == Base.ENROLLMENT || timing.amount().isZero());
        }
        return false;
    }
}
