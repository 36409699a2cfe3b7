package io.ripen.engine.internal.check;

import io.ripen.sequence.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file, so that its author sees all of it at once. */
public final class Findings {
    /** More than this helps nobody. */
    private static final int MOST = 200;

    private static final int LONGEST_QUOTE = 80;

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    public Findings(String file) {
        this.file = file;
    }

    public void add(Place place, String message, String cure) {
        add(file, place, message, cure);
    }

    /** Adds a problem of another file, such as a template beside the route. */
    public void add(String otherFile, Place place, String message, String cure) {
        if (problems.size() < MOST) {
            Problem problem = new Problem(otherFile, place.line(), place.column(), message, cure);
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
        }
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** In the order of the file. */
    public List<Problem> problems() {
        return problems.stream()
                .sorted(Comparator.comparing(
                                (Problem problem) -> !problem.file().equals(file))
                        .thenComparing(Problem::file)
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column))
                .toList();
    }

    /** The text in quotes, cut short when it is long, without control characters. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.codePoints()
                .limit(LONGEST_QUOTE)
                .map(each -> Character.isISOControl(each) ? ' ' : each)
                .forEach(quoted::appendCodePoint);
        if (text.codePointCount(0, text.length()) > LONGEST_QUOTE) {
            quoted.append('…');
        }
        return quoted.append('\'').toString();
    }
}
