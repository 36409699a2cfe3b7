package io.ripen.engine.internal.check;

import io.ripen.message.Hint;
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
    private final boolean kept;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Hint> hints = new ArrayList<>();

    public Findings(String file) {
        this(file, false);
    }

    private Findings(String file, boolean kept) {
        this.file = file;
        this.kept = kept;
    }

    /**
     * Of a revision that is in service already, perhaps since before names were checked: its leads go on, though an author
     * who saved it today would be told.
     */
    public static Findings ofKept(String file) {
        return new Findings(file, true);
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

    /** Whether more would not be told. */
    boolean areMany() {
        return problems.size() >= MOST || hints.size() >= MOST;
    }

    boolean areOfKept() {
        return kept;
    }

    /** A name that can only be a slip. A revision that is in service runs on with it. */
    void slip(Place place, String message, String cure) {
        if (!kept) {
            add(place, message, cure);
        }
    }

    /** Something that may be right. */
    void hint(String rule, Place place, String step, String message, String reason) {
        hint(file, rule, place, step, message, reason);
    }

    /** The same in another file, such as a template beside the route. */
    void hint(String file, String rule, Place place, String step, String message, String reason) {
        if (hints.size() < MOST) {
            Hint hint = new Hint(rule, file, place.line(), step, message, reason);
            if (!hints.contains(hint)) {
                hints.add(hint);
            }
        }
    }

    public List<Hint> hints() {
        return hints.stream().sorted(Comparator.comparingInt(Hint::line)).toList();
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
