package io.ripen.rest.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.ripen.crm.ContactId;
import io.ripen.rest.internal.http.NameCure;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Says in the words of the API what Jackson found wrong. */
final class JsonProblems {
    private JsonProblems() {}

    /** The bytes are no JSON, or JSON that nobody needs. */
    static ProblemException unreadable(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return ProblemException.unreadable(
                    "The JSON is nested too deeply, or a number or name in it is too long" + where(e) + ".",
                    "Send plainer JSON: at most 50 levels, and 100 digits to a number.");
        }
        String said = e.getOriginalMessage();
        if (said != null && said.startsWith("Duplicate field")) {
            return ProblemException.unreadable(
                    "The JSON has the same field twice in one object" + where(e) + ".", "Send each field once.");
        }
        return ProblemException.unreadable(
                "The body is not JSON" + where(e) + ".",
                "Send one JSON object in UTF-8; a JSON checker shows the mistake.");
    }

    private static String where(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null || at.getLineNr() < 1 ? "" : ": see line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** It is JSON, but not what this call takes. */
    static ProblemException mismatch(JsonMappingException e) {
        String field = path(e.getPath());
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> known = unknown.getKnownPropertyIds() == null
                    ? List.of()
                    : unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .toList();
            return ProblemException.invalid(
                    field,
                    "The field " + Quoted.of(field) + " is not known.",
                    NameCure.of(unknown.getPropertyName(), known));
        }
        Class<?> wanted = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        String form = form(wanted);
        return ProblemException.invalid(
                field,
                (field.isEmpty() ? "The body" : "The field " + Quoted.of(field)) + " has a value of the wrong form.",
                "It must be " + form + ".");
    }

    private static String form(@org.jspecify.annotations.Nullable Class<?> wanted) {
        if (wanted == null) {
            return "as openapi.json describes it";
        }
        if (wanted == String.class) {
            return "a text in quotes";
        }
        if (wanted == Boolean.class || wanted == boolean.class) {
            return "true or false, without quotes";
        }
        if (wanted == Integer.class || wanted == int.class || wanted == Long.class || wanted == long.class) {
            return "a whole number without quotes, not larger than " + Integer.MAX_VALUE;
        }
        if (wanted == ContactId.class) {
            return "an id: a positive number in digits, such as \"1001\"";
        }
        if (wanted == Instant.class) {
            return "a time with its offset, such as \"2026-11-22T07:50:00Z\", between 1970 and 2999";
        }
        if (Collection.class.isAssignableFrom(wanted)) {
            return "a list, such as [\"New Lead\"]";
        }
        if (Map.class.isAssignableFrom(wanted) || wanted.isRecord()) {
            return "a JSON object in braces";
        }
        return "as openapi.json describes it";
    }

    private static String path(List<JsonMappingException.Reference> path) {
        StringBuilder written = new StringBuilder();
        for (JsonMappingException.Reference each : path) {
            if (each.getFieldName() == null) {
                written.append('[').append(Math.max(0, each.getIndex())).append(']');
            } else {
                written.append(written.isEmpty() ? "" : ".").append(each.getFieldName());
            }
        }
        return written.toString();
    }
}
