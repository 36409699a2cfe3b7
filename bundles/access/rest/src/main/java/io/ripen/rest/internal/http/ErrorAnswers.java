package io.ripen.rest.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.access.InvalidAccountException;
import io.ripen.access.RefusedException;
import io.ripen.access.StaleAccountException;
import io.ripen.crm.DuplicateContactException;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.StaleContactException;
import io.ripen.event.InvalidEventException;
import io.ripen.transaction.Outage;
import io.ripen.transaction.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Request;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever goes wrong, in our code or before it is reached, into a {@link Problem}. */
@Provider
public final class ErrorAnswers implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String LOOK = "GET /api/v1/openapi.json lists every call.";
    /** Headers of JAX-RS's own answers that a client needs. */
    private static final Set<String> KEPT = Set.of("Allow", "Accept", "Retry-After", "WWW-Authenticate");

    private final ObjectMapper mapper;

    @Context
    private @Nullable UriInfo uri;

    @Context
    private @Nullable Request request;

    public ErrorAnswers(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof WebApplicationException web && web.getResponse() != null) {
            Response.ResponseBuilder answer = answer(ofJaxRs(web));
            web.getResponse().getHeaders().forEach((name, values) -> {
                if (KEPT.contains(name)) {
                    values.forEach(value -> answer.header(name, value));
                }
            });
            return answer.build();
        }
        return answer(problem(thrown)).build();
    }

    private Response.ResponseBuilder answer(ProblemException failure) {
        byte[] body = bytes(failure.problem());
        Response.ResponseBuilder answer = Response.status(failure.problem().status())
                .type(MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .header("Content-Length", body.length)
                .entity(body);
        failure.headers().forEach(answer::header);
        return answer;
    }

    /** What our own code and the services below it throw. */
    static ProblemException problem(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException failure) {
                return failure;
            }
            if (cause instanceof DuplicateContactException duplicate) {
                return ProblemException.conflict(
                        duplicate.problems().get(0).message(),
                        "PATCH the contact that has the external id.",
                        duplicate.existing().toString());
            }
            if (cause instanceof InvalidContactException invalid) {
                return ProblemException.invalid(invalid.problems().stream()
                        .map(each -> new Problem.FieldError(each.field(), each.message()))
                        .toList());
            }
            if (cause instanceof InvalidEventException invalid) {
                return ProblemException.invalid(
                        List.of(new Problem.FieldError(invalid.field(), String.valueOf(invalid.getMessage()))));
            }
            if (cause instanceof InvalidAccountException invalid) {
                return ProblemException.invalid(invalid.field(), String.valueOf(invalid.getMessage()), invalid.cure());
            }
            if (cause instanceof RefusedException refused) {
                return ProblemException.of(
                        403,
                        "role",
                        "Not allowed",
                        String.valueOf(refused.getMessage()),
                        "Ask an admin; GET /api/v1/me says which roles you have.");
            }
            if (cause instanceof StaleAccountException stale) {
                return changedMeanwhile("account", stale);
            }
            if (cause instanceof StaleContactException stale) {
                return changedMeanwhile("contact", stale);
            }
            if (cause instanceof IOException && !(thrown instanceof UncheckedIOException)) {
                // Nothing of ours throws it but reading the request: the client went away, or cut its body off.
                return ProblemException.unreadable(
                        "The body could not be read to its end.",
                        "Send the whole body, in the length that is announced.");
            }
            if (cause instanceof StoreUnavailableException) {
                Outage.tell("answer a REST call", cause);
                return unavailable(
                        "The database is not available now, or Ripen is still starting; nothing was changed.");
            }
        }
        String reference = UUID.randomUUID().toString();
        LOG.error("A REST call failed; its answer carries the reference {}", reference, thrown);
        return ProblemException.of(
                500,
                "internal",
                "Something is wrong in Ripen",
                "The call failed inside of Ripen. What a failed call had begun was rolled back. Reference: " + reference
                        + ".",
                "Look for the reference in Ripen's log, and send both to the person who runs it.");
    }

    private static ProblemException changedMeanwhile(String what, RuntimeException stale) {
        return ProblemException.of(
                412,
                "changed-meanwhile",
                "Changed in the meantime",
                String.valueOf(stale.getMessage()),
                "GET the " + what + ", take its ETag, and repeat the change with it in If-Match.");
    }

    public static ProblemException unavailable(String detail) {
        return ProblemException.of(
                        503,
                        "unavailable",
                        "Not available now",
                        detail,
                        "Send the same request again in some seconds; GET /api/v1/health says what is missing.")
                .header("Retry-After", "5");
    }

    /** What JAX-RS says before a resource is reached, or while it reads the request. */
    private ProblemException ofJaxRs(WebApplicationException web) {
        int status = web.getResponse().getStatus();
        String call = call();
        return switch (status) {
            case 404 -> ProblemException.notFound("There is nothing at " + call + ".", LOOK);
            case 405 ->
                ProblemException.of(
                        405,
                        "method-not-allowed",
                        "Method not allowed",
                        call + " does not exist; the header Allow names the methods that this address takes.",
                        LOOK);
            case 406 ->
                ProblemException.of(
                        406,
                        "not-acceptable",
                        "Not acceptable",
                        "The header Accept asks for something that " + call + " does not produce.",
                        "Send 'Accept: application/json'.");
            case 415 ->
                ProblemException.of(
                        415,
                        "unsupported-media-type",
                        "Unsupported media type",
                        "The header Content-Type names something that " + call + " does not take, or is missing.",
                        "Send 'Content-Type: application/json', or what openapi.json names for this call.");
            default -> {
                if (status >= 500) {
                    yield problem(web.getCause() != null ? web.getCause() : web);
                }
                Throwable cause = web.getCause();
                if (cause != null && !(cause instanceof WebApplicationException)) {
                    ProblemException inner = problem(cause);
                    yield inner.problem().status() < 500 ? inner : general(status, call);
                }
                yield general(status, call);
            }
        };
    }

    private static ProblemException general(int status, String call) {
        return ProblemException.of(
                status, "refused", "Refused", "The request to " + call + " was refused before it was read.", LOOK);
    }

    private String call() {
        String path = uri == null ? "" : uri.getRequestUri().getRawPath();
        return (request == null ? "" : request.getMethod() + " ") + (path == null ? "" : Quoted.of(path));
    }

    private byte[] bytes(Problem problem) {
        try {
            return mapper.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem of plain strings could not be written as JSON.", e);
        }
    }
}
