package io.ripen.engine.internal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds steps that no lead ever comes to. */
final class Reach {
    /** @param stop what every way before it ends at */
    private record Behind(XmlElement step, XmlElement stop) {}

    private final Findings findings;
    /** Told at the end, since a jump further down may name them. */
    private final List<Behind> behind = new ArrayList<>();

    Reach(Findings findings) {
        this.findings = findings;
    }

    /** Looks at steps that follow each other. */
    void look(List<XmlElement> steps) {
        @Nullable XmlElement stop = null;
        for (XmlElement step : steps) {
            if (stop != null) {
                behind.add(new Behind(step, stop));
                stop = null; // told once is enough
            }
            if (stops(step)) {
                stop = step;
            }
        }
    }

    /** @param jumps ids of the steps that a {@code goto:} names */
    void tell(Set<String> jumps) {
        for (Behind each : behind) {
            if (!jumps.contains(each.step().value("id"))) {
                String before = each.stop() + " in line " + each.stop().place().line();
                findings.add(
                        each.step().place(),
                        each.step() + " is never reached: every way through " + before + " stops before it.",
                        "Remove it, move it before the <stop/>, or let a goto: name it.");
            }
        }
    }

    /** Whether nothing after it is reached. */
    private static boolean stops(XmlElement element) {
        return switch (element.name()) {
            case "stop" -> true;
            case "to" -> element.value("uri").trim().startsWith("goto:");
            case "pipeline", "step", "when", "otherwise" ->
                element.children().stream().anyMatch(Reach::stops);
            case "choice" ->
                element.children().stream().anyMatch(child -> child.name().equals("otherwise"))
                        && element.children().stream().allMatch(Reach::stops);
            default -> false;
        };
    }
}
