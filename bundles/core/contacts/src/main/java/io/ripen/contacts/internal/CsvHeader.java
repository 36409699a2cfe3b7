package io.ripen.contacts.internal;

import io.ripen.crm.ColumnNames;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.InvalidContactException.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which column is which part of a contact. A column that is no part of a contact becomes a custom field under its own name,
 * and so does one of several for the same part that another column goes before.
 */
final class CsvHeader {
    private final List<String> names;
    private final Map<String, List<Integer>> parts = new LinkedHashMap<>();
    private final Map<Integer, String> fields = new LinkedHashMap<>();

    /** @throws InvalidContactException when the header is of no use */
    CsvHeader(List<String> names) {
        this.names = unique(names);
        List<Problem> problems = new ArrayList<>();
        Map<Integer, Integer> ranks = new LinkedHashMap<>();
        for (int i = 0; i < this.names.size(); i++) {
            String name = this.names.get(i);
            String flaw = Texts.flaw(name, 100, false);
            if (flaw != null) {
                problems.add(new Problem("header", "Column " + (i + 1) + " " + flaw));
                continue;
            }
            ColumnNames.Part part = ColumnNames.of(name);
            if (part == null) {
                fields.put(i, name);
            } else {
                ranks.put(i, part.rank());
                parts.computeIfAbsent(part.name(), each -> new ArrayList<>()).add(i);
            }
        }
        parts.values().forEach(columns -> columns.sort(Comparator.comparing(ranks::get)));
        if (!parts.containsKey("email") && !parts.containsKey("phone")) {
            problems.add(
                    new Problem(
                            "header",
                            "There is neither a column 'email' nor a column 'phone': name them so in the first line of the file."));
        }
        if (!problems.isEmpty()) {
            throw new InvalidContactException(problems);
        }
    }

    /** A column without a name has its number; a name that comes again has one behind it. */
    private static List<String> unique(List<String> given) {
        List<String> unique = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            String name = given.get(i).strip().replaceAll("\\s+", " ");
            name = name.isEmpty() ? "column " + (i + 1) : name;
            String numbered = name;
            for (int again = 2; unique.contains(numbered); again++) {
                numbered = name + " " + again;
            }
            unique.add(numbered);
        }
        return unique;
    }

    /** The columns of a part, the one that goes before first; empty when there is none. */
    List<Integer> columns(String part) {
        return parts.getOrDefault(part, List.of());
    }

    /** The columns that are fields of their own, with their names. */
    Map<Integer, String> fields() {
        return fields;
    }

    String name(int column) {
        return names.get(column);
    }

    /** The name of the column that a part of a contact comes from, for messages. */
    String columnOf(String part) {
        List<Integer> columns = columns(part);
        return columns.isEmpty()
                ? part.startsWith("fields.") ? part.substring("fields.".length()) : part
                : names.get(columns.get(0));
    }

    /** A row by column, shortened, for messages. */
    Map<String, String> shown(List<String> values) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(values.size(), names.size()); i++) {
            String value = values.get(i);
            row.put(names.get(i), value.length() > 200 ? value.substring(0, 200) + "…" : value);
        }
        return row;
    }
}
