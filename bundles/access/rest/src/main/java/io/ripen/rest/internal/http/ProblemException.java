package io.ripen.rest.internal.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a call with a {@link Problem}. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** Further headers of the answer, such as {@code Retry-After}. */
    public Map<String, String> headers() {
        return headers;
    }

    public ProblemException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public static ProblemException of(int status, String type, String title, String detail, String cure) {
        return new ProblemException(new Problem(urn(type), title, status, detail, null, cure, null, null));
    }

    /** 400 for one field of the body, or one parameter. */
    public static ProblemException invalid(String field, String detail, String cure) {
        return new ProblemException(
                new Problem(urn("invalid"), "The request is not valid", 400, detail, field, cure, null, null));
    }

    /** 400 for all fields that are wrong; each message carries its own cure. */
    public static ProblemException invalid(List<Problem.FieldError> errors) {
        StringBuilder detail = new StringBuilder();
        errors.forEach(error -> detail.append(detail.isEmpty() ? "" : " ")
                .append(error.field())
                .append(": ")
                .append(error.message()));
        return new ProblemException(new Problem(
                urn("invalid"),
                "The request is not valid",
                400,
                detail.toString(),
                errors.isEmpty() ? null : errors.get(0).field(),
                "Correct what 'errors' names and send the request again; nothing was changed.",
                errors,
                null));
    }

    /** 400 for a body that cannot be read at all. */
    public static ProblemException unreadable(String detail, String cure) {
        return of(400, "unreadable", "The request cannot be read", detail, cure);
    }

    /** 422 for a text that can be read and not be used; each message carries its own cure. */
    public static ProblemException unusable(String detail, String cure, List<Problem.FieldError> errors) {
        return new ProblemException(
                new Problem(urn("unusable"), "It cannot be used like this", 422, detail, null, cure, errors, null));
    }

    public static ProblemException notFound(String detail, String cure) {
        return of(404, "not-found", "Not found", detail, cure);
    }

    /** 404 for one part of the path or the body that names what does not exist. */
    public static ProblemException notFound(String field, String detail, String cure) {
        return new ProblemException(new Problem(urn("not-found"), "Not found", 404, detail, field, cure, null, null));
    }

    public static ProblemException conflict(String detail, String cure, @Nullable String existing) {
        return new ProblemException(new Problem(
                urn("conflict"), "In conflict with what is there", 409, detail, null, cure, null, existing));
    }

    public static ProblemException tooLarge(long limit) {
        return of(
                413,
                "too-large",
                "The request is too large",
                "The body is larger than the " + limit + " bytes that this call takes.",
                "Send less at once, in several calls.");
    }

    private static String urn(String type) {
        return "urn:ripen:problem:" + type;
    }
}
