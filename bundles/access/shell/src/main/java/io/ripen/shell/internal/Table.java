package io.ripen.shell.internal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows under headings, each column as wide as its longest value; the last one is never cut. Plain text, for people and for pipes. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    Table(String... headings) {
        columns = headings.length;
        rows.add(List.of(headings));
    }

    /** Line ends within a value become spaces; null is an empty cell. */
    Table row(@Nullable Object... values) {
        if (values.length != columns) {
            throw new IllegalArgumentException("A row has " + columns + " values and not " + values.length + ".");
        }
        List<String> row = new ArrayList<>();
        for (@Nullable Object value : values) {
            row.add(value == null ? "" : value.toString().replaceAll("\\s*\\R\\s*", " "));
        }
        rows.add(row);
        return this;
    }

    int size() {
        return rows.size() - 1;
    }

    /** Prints it, or {@code nothing} when it has no row. */
    void print(PrintStream out, String nothing) {
        if (size() == 0) {
            out.println(nothing);
            return;
        }
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(i == 0 ? "" : GAP).append(row.get(i));
                line.append(
                        " ".repeat(i == columns - 1 ? 0 : widths[i] - row.get(i).length()));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
