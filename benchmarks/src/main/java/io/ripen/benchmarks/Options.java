package io.ripen.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands behind the program's name on the command line: {@code --n 50000 --db postgres}. */
public final class Options {
    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * Reads {@code --name value} pairs; a name without a value means {@code true}.
     *
     * @throws IllegalArgumentException naming what cannot be read
     */
    public Options(List<String> arguments, Set<String> known) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--") || !known.contains(argument.substring(2))) {
                throw new IllegalArgumentException("Option '" + argument + "' is not known here; known are "
                        + known.stream().sorted().map(name -> "--" + name).toList() + ".");
            }
            boolean hasValue = i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("--");
            values.put(argument.substring(2), hasValue ? arguments.get(++i) : "true");
        }
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    public int number(String name, int otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value.replace("_", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Option --" + name + " needs a whole number, not '" + value + "'.", e);
        }
    }

    public boolean flag(String name) {
        return Boolean.parseBoolean(values.getOrDefault(name, "false"));
    }
}
