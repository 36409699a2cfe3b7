package io.ripen.engine.internal.compile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One kind of event that a run waits for. It is kept with the run, so an edit of the route changes what later leads wait
 * for, and an event finds what it lets go on without any route being compiled.
 *
 * @param on the event type
 * @param options for the trigger of that type, as in a {@code from}
 * @param message id of the message that the event must be about; the empty string for any
 * @param moves true when it does not let the run go on, but may move the moment that it waits for
 */
public record Awaited(String on, Map<String, String> options, String message, boolean moves) {
    /** What stands in place of an event once the moment has to be found anew. */
    private static final String MOVED = "ripen.moved";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One that lets the run go on. */
    public Awaited(String on, Map<String, String> options, String message) {
        this(on, options, message, false);
    }

    /** One that may move what a run waits for. */
    public static Awaited moving(String on, Map<String, String> options) {
        return new Awaited(on, options, "", true);
    }

    /** The same wait, of which the moment has to be found anew. */
    public static List<Awaited> moved(List<Awaited> waits) {
        List<Awaited> moved = new ArrayList<>(waits);
        if (!isMoved(waits)) {
            moved.add(moving(MOVED, Map.of()));
        }
        return moved;
    }

    /** Whether the moment has to be found anew. */
    public static boolean isMoved(List<Awaited> waits) {
        return waits.stream().anyMatch(each -> each.on().equals(MOVED));
    }

    /** Whether nothing lets the run go on but time. */
    public static boolean isTimeOnly(List<Awaited> waits) {
        return !waits.isEmpty() && waits.stream().allMatch(Awaited::moves);
    }

    /** What is kept with the run. */
    public static String write(List<Awaited> awaited) {
        List<Map<String, Object>> plain = awaited.stream()
                .map(each -> {
                    Map<String, Object> entry = new TreeMap<String, Object>();
                    entry.put("on", each.on());
                    if (!each.options().isEmpty()) {
                        entry.put("options", each.options());
                    }
                    if (!each.message().isEmpty()) {
                        entry.put("message", each.message());
                    }
                    if (each.moves()) {
                        entry.put("moves", true);
                    }
                    return entry;
                })
                .toList();
        try {
            return JSON.writeValueAsString(plain);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What a run waits for cannot be written.", impossible);
        }
    }

    /** The reverse; what nobody can read waits for nothing, so its time-out lets the run go on. */
    public static List<Awaited> read(@Nullable String kept) {
        if (kept == null) {
            return List.of();
        }
        try {
            List<Map<String, Object>> entries = JSON.readValue(kept, new TypeReference<List<Map<String, Object>>>() {});
            return entries.stream().map(Awaited::of).toList();
        } catch (JsonProcessingException unreadable) {
            return List.of();
        }
    }

    private static Awaited of(Map<String, Object> entry) {
        Map<String, String> options = new TreeMap<>();
        if (entry.get("options") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> options.put(String.valueOf(name), String.valueOf(value)));
        }
        return new Awaited(
                String.valueOf(entry.get("on")),
                options,
                entry.get("message") instanceof String message ? message : "",
                Boolean.TRUE.equals(entry.get("moves")));
    }
}
