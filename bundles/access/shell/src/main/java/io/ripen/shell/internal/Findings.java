package io.ripen.shell.internal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.support.ansi.SimpleAnsi;

/** Prints findings, sequence by sequence: where, which rule, what, and in a line of its own why, or what to do. */
final class Findings {
    /** Stands where hints have the name of their rule. */
    static final String PROBLEM = "PROBLEM";

    private static final int NARROWEST = 30;
    private static final String GAP = "  ";

    /**
     * One of them.
     *
     * @param line 0 for the file as a whole
     * @param advice why it matters, or the cure
     */
    record Finding(String file, int line, String rule, String message, String advice) {
        String place() {
            return line == 0 ? file : file + ":" + line;
        }
    }

    private final PrintStream out;
    private final boolean colours;
    private final int width;
    private int sequences;
    private int concerned;
    private int problems;
    private int hints;

    /** @param width of the terminal; 0 for one that does not wrap */
    Findings(PrintStream out, boolean colours, int width) {
        this.out = out;
        this.colours = colours;
        this.width = width;
    }

    /** Nothing is printed of a sequence of which nothing was found. */
    void print(String sequence, List<Finding> wrong, List<Finding> better) {
        sequences++;
        problems += wrong.size();
        hints += better.size();
        List<Finding> all = Stream.concat(wrong.stream(), better.stream()).toList();
        if (all.isEmpty()) {
            return;
        }
        concerned++;
        out.println(coloured(SimpleAnsi.INTENSITY_BOLD, sequence));
        int place = all.stream().mapToInt(each -> each.place().length()).max().orElse(0);
        int rule = all.stream().mapToInt(each -> each.rule().length()).max().orElse(0);
        for (Finding each : all) {
            String colour = each.rule().equals(PROBLEM) ? SimpleAnsi.COLOR_RED : SimpleAnsi.COLOR_YELLOW;
            String head = GAP + padded(each.place(), place) + GAP + coloured(colour, padded(each.rule(), rule)) + GAP;
            int indent = place + rule + 3 * GAP.length();
            for (String part : List.of(each.message(), each.advice())) {
                for (String text : wrapped(part, indent)) {
                    out.println(head + text);
                    head = " ".repeat(indent);
                }
            }
        }
    }

    int problems() {
        return problems;
    }

    int hints() {
        return hints;
    }

    /** Such as {@code 1 problem, 2 hints in 2 of 16 sequences.} */
    String summary() {
        if (sequences == 0) {
            return "There is no sequence.";
        }
        if (concerned == 0) {
            return sequences == 1 ? "No hints." : "No hints in " + sequences + " sequences.";
        }
        String found = problems == 0
                ? counted(hints, "hint")
                : counted(problems, "problem") + (hints == 0 ? "" : ", " + counted(hints, "hint"));
        return found + (sequences == 1 ? "." : " in " + concerned + " of " + sequences + " sequences.");
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private String coloured(String colour, String text) {
        return colours ? colour + text + SimpleAnsi.RESET : text;
    }

    private static String padded(String text, int length) {
        return text + " ".repeat(length - text.length());
    }

    /** In lines that fit beside the columns; a word that is longer than a line stands alone. */
    private List<String> wrapped(String text, int indent) {
        if (width == 0) {
            return List.of(text);
        }
        int most = Math.max(NARROWEST, width - indent);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
