package io.ripen.rest.internal.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 wants it.
 *
 * @param type {@code urn:ripen:problem:NAME}; programs go by it
 * @param status the HTTP status
 * @param detail a sentence that says what is wrong with this very request
 * @param field the field, parameter or header that is wrong, if it is one
 * @param cure what to do about it
 * @param errors every field that is wrong, when there may be several
 * @param existing id of the thing that is in the way, for a conflict
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field,
        String cure,
        @Nullable List<FieldError> errors,
        @Nullable String existing) {

    /** One wrong field. */
    public record FieldError(String field, String message) {}
}
