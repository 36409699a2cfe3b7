package io.ripen.core.store.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain JSON in text columns; what is empty is not written at all. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectReader MAP = MAPPER.readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});
    private static final ObjectReader TEXTS = MAPPER.readerFor(new TypeReference<LinkedHashMap<String, String>>() {});
    private static final ObjectReader LIST = MAPPER.readerFor(new TypeReference<List<String>>() {});

    private Json() {}

    public static @Nullable String write(Map<String, ?> value) {
        return value.isEmpty() ? null : writeAny(value);
    }

    public static @Nullable String write(Collection<String> value) {
        return value.isEmpty() ? null : writeAny(value);
    }

    private static String writeAny(Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Only plain JSON values can be kept (text, numbers, true, false, null, lists, maps): "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    public static Map<String, Object> map(@Nullable String json) {
        return json == null ? Map.of() : Collections.unmodifiableMap(read(MAP, json));
    }

    public static Map<String, String> texts(@Nullable String json) {
        return json == null ? Map.of() : Collections.unmodifiableMap(read(TEXTS, json));
    }

    public static List<String> list(@Nullable String json) {
        return json == null ? List.of() : read(LIST, json);
    }

    private static <T> T read(ObjectReader reader, String json) {
        try {
            return reader.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "A text column that should hold JSON does not: " + e.getOriginalMessage()
                            + " It was changed by another program; put it right by hand.",
                    e);
        }
    }
}
