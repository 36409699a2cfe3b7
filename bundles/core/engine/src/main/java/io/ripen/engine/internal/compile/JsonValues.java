package io.ripen.engine.internal.compile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes sure that variables are plain JSON before they are kept. */
final class JsonValues {
    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final int MOST_VARIABLES = 200;
    private static final int MOST_DEPTH = 16;

    private JsonValues() {}

    /**
     * A copy that holds plain values only; variables that are null are left out.
     *
     * @param where the step that the error names
     */
    static Map<String, Object> of(Map<String, @Nullable Object> variables, String where)
            throws VariableNotJsonException {
        if (variables.isEmpty()) {
            return Map.of();
        }
        if (variables.size() > MOST_VARIABLES) {
            throw new VariableNotJsonException(
                    "…",
                    where,
                    "there are " + variables.size() + " variables, and at most " + MOST_VARIABLES + " are kept.");
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> variable : variables.entrySet()) {
            Object value = variable.getValue();
            if (value != null) {
                kept.put(variable.getKey(), plain(variable.getKey(), value, where, 0));
            }
        }
        return Collections.unmodifiableMap(kept);
    }

    private static Object plain(String name, Object value, String where, int depth) throws VariableNotJsonException {
        if (depth > MOST_DEPTH) {
            throw new VariableNotJsonException(name, where, "it is nested more than " + MOST_DEPTH + " levels deep.");
        }
        if (value instanceof String text) {
            if (text.length() > MOST_CHARACTERS) {
                throw new VariableNotJsonException(
                        name,
                        where,
                        "it has " + text.length() + " characters, and at most " + MOST_CHARACTERS + " are kept.");
            }
            return text;
        }
        if (value instanceof Double || value instanceof Float) {
            if (!Double.isFinite(((Number) value).doubleValue())) {
                throw new VariableNotJsonException(name, where, "it is " + value + ", which is not a number in JSON.");
            }
            return value;
        }
        if (value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigDecimal
                || value instanceof BigInteger) {
            return value;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> kept = new ArrayList<>(list.size());
            for (Object each : list) {
                kept.add(each == null ? null : plain(name, each, where, depth + 1));
            }
            return Collections.unmodifiableList(kept);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> kept = new LinkedHashMap<>();
            for (Map.Entry<?, ?> each : map.entrySet()) {
                if (!(each.getKey() instanceof String key)) {
                    throw new VariableNotJsonException(name, where, "it is a map with a key that is not text.");
                }
                kept.put(key, each.getValue() == null ? null : plain(name, each.getValue(), where, depth + 1));
            }
            return Collections.unmodifiableMap(kept);
        }
        throw new VariableNotJsonException(
                name, where, "it holds a " + value.getClass().getName() + ", which is not plain JSON.");
    }
}
