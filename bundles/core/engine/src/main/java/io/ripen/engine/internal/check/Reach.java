package io.ripen.engine.internal.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds steps that no lead ever comes to: those behind a {@code stop} or a {@code goto:} that no other {@code goto:} names, and
 * those that only a {@code goto:} names that is never reached itself. One use.
 */
final class Reach {
    /** @param stop what every way before it ends at */
    private record Dead(XmlElement step, XmlElement stop) {}

    private final Findings findings;
    private final Map<String, XmlElement> jumps = new HashMap<>();
    /** Targets of jumps that are reached. */
    private final Set<String> targets = new HashSet<>();

    private List<Dead> dead = List.of();

    Reach(Findings findings) {
        this.findings = findings;
    }

    /** @param steps of the whole route */
    void check(List<XmlElement> steps) {
        int before;
        do { // a jump that is found to be reached makes its target reached, and perhaps other jumps behind that
            before = targets.size();
            dead = new ArrayList<>();
            walk(steps, true, null);
        } while (targets.size() > before);
        dead.forEach(this::tell);
    }

    private void tell(Dead each) {
        XmlElement jump = jumps.get(each.step().value("id"));
        String before = each.stop() + " in line " + each.stop().place().line();
        String message = each.step() + " is never reached: every way through " + before + " stops before it";
        if (jump == null) {
            findings.add(
                    each.step().place(),
                    message + ".",
                    "Remove it, move it before the <stop/>, or let a goto: name it.");
        } else {
            findings.slip(
                    each.step().place(),
                    message + ", and the goto: in line " + jump.place().line()
                            + " that names it is never reached either.",
                    "Remove both, or let a goto: that is reached name it.");
        }
    }

    /**
     * Goes through steps that follow each other.
     *
     * @param reached whether a lead comes to the first of them
     * @param stop what stops every lead before them; null when nothing does
     * @return whether a lead comes out behind the last of them
     */
    private boolean walk(List<XmlElement> steps, boolean reached, @Nullable XmlElement stop) {
        boolean live = reached;
        boolean told = !reached; // what stands in a step that is never reached needs no words of its own
        XmlElement last = stop;
        for (XmlElement step : steps) {
            if (targets.contains(step.value("id"))) {
                live = true;
                told = false;
            }
            if (!live && !told && last != null) {
                dead.add(new Dead(step, last));
                told = true; // told once is enough
            }
            boolean wasLive = live;
            live = through(step, live, last);
            if (!live && (wasLive || stopsByItself(step))) {
                last = step;
                told = false;
            } else if (live && !wasLive) {
                told = false;
            }
        }
        return live;
    }

    private static boolean stopsByItself(XmlElement step) {
        return step.name().equals("stop")
                || step.name().equals("to") && step.value("uri").trim().startsWith("goto:");
    }

    /** Whether a lead comes out behind the step. */
    private boolean through(XmlElement step, boolean live, @Nullable XmlElement stop) {
        return switch (step.name()) {
            case "stop" -> false;
            case "to" -> {
                String uri = step.value("uri").trim();
                if (!uri.startsWith("goto:")) {
                    yield live;
                }
                String target = uri.substring("goto:".length()).trim();
                jumps.putIfAbsent(target, step);
                if (live) {
                    targets.add(target);
                }
                yield false;
            }
            case "pipeline", "step" -> walk(step.children(), live, stop);
            case "filter" -> walk(step.children(), live, stop) | live;
            case "choice" -> {
                boolean out = false;
                boolean otherwise = false;
                for (XmlElement child : step.children()) {
                    otherwise |= child.name().equals("otherwise");
                    out |= walk(child.children(), live, stop);
                }
                yield out || live && !otherwise;
            }
            default -> {
                walk(step.children(), live, stop);
                yield live;
            }
        };
    }
}
