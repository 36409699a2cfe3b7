package io.ripen.rest.internal.json;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.ripen.crm.ContactId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as a client writes it. */
public record EventBody(
        @JsonDeserialize(using = TextOrNumber.class) @Nullable String id,

        @Nullable String type,
        @Nullable String team,
        @Nullable ContactId contactId,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Instant at,
        @Nullable Map<String, @Nullable Object> data) {

    /** The data without names that have no value. */
    public Map<String, Object> plainData() {
        Map<String, Object> plain = new LinkedHashMap<>();
        if (data != null) {
            data.forEach((name, value) -> {
                if (value != null) {
                    plain.put(name, value);
                }
            });
        }
        return plain;
    }
}
