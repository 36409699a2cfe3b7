package io.ripen.rest.internal.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripen.access.Role;
import io.ripen.channel.AddressKind;
import io.ripen.policy.Suppressions;
import io.ripen.policy.Suppressions.Standing;
import io.ripen.policy.Suppressions.Suppression;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Whether an address must not be written to, and taking that back by hand. */
@Path("suppressions/{name}")
@Produces(MediaType.APPLICATION_JSON)
public final class SuppressionsResource {
    private static final Pattern NAME =
            Pattern.compile("(?:(phone):(\\+[0-9]{4,15})|(email):([^@\\s/]{1,64}@[^@\\s/]{1,255}))");
    private static final int LONGEST_REASON = 500;

    private final Needed<Suppressions> suppressions;

    public SuppressionsResource(Needed<Suppressions> suppressions) {
        this.suppressions = suppressions;
    }

    /**
     * Why it is taken back.
     *
     * @param leadAgreed that the lead has said since then that they want messages again; needed when they had opted out
     */
    public record Body(@Nullable String reason, @Nullable Boolean leadAgreed) {}

    /**
     * Why, and for how long.
     *
     * @param until when it ends by itself; null when it does not
     * @param optedOut whether the lead opted out; otherwise a bounce, a dead number or the like led to it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            String name,
            String reason,
            Instant since,
            @Nullable Instant until,
            boolean optedOut) {}

    /** An address of a kind, as it stands in the path. */
    private record Address(AddressKind kind, String value) {}

    @GET
    @Needs(Role.VIEWER)
    public Result show(@Context SecurityContext login, @PathParam("name") String name) {
        Address address = address(name);
        Standing found = suppressions
                .get()
                .find(Caller.of(login), address.kind(), address.value())
                .orElseThrow(() -> notSuppressed(name));
        Suppression kept = found.suppression();
        return new Result(name, kept.reason(), kept.since(), kept.until(), found.optedOut());
    }

    /** Messages may go to the address again. What was denied meanwhile does not go out any more. */
    @POST
    @Needs(Role.MANAGER)
    @Path("lift")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response lift(@PathParam("name") String name, @Context SecurityContext login, Body body) {
        Address address = address(name);
        boolean agreed = Boolean.TRUE.equals(body.leadAgreed());
        return switch (suppressions
                .get()
                .lift(Caller.of(login), address.kind(), address.value(), reason(body.reason()), agreed)) {
            case LIFTED -> Response.noContent().build();
            case NOT_SUPPRESSED -> throw notSuppressed(name);
            case OPTED_OUT ->
                throw ProblemException.conflict(
                        "The lead opted out, so " + Quoted.of(name) + " stays suppressed; nothing was changed.",
                        "If they have said since then that they want messages again, send \"leadAgreed\": true and their"
                                + " words as the reason; both are kept as the record of consent.",
                        null);
        };
    }

    private static String reason(@Nullable String given) {
        String reason = given == null ? "" : given.strip();
        if (reason.isEmpty()
                || reason.length() > LONGEST_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid(
                    "reason",
                    "The field 'reason' is missing, or has control characters or more than " + LONGEST_REASON
                            + " characters.",
                    "Say in a sentence why the address may be written to again; it is kept in the timeline.");
        }
        return reason;
    }

    private static Address address(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw ProblemException.notFound(
                    Quoted.of(name) + " is not an address.", "Use phone:+14155550100 or email:ann@example.com.");
        }
        return matcher.group(1) != null
                ? new Address(AddressKind.PHONE, matcher.group(2))
                : new Address(AddressKind.EMAIL, matcher.group(4));
    }

    private static ProblemException notSuppressed(String name) {
        return ProblemException.notFound(
                Quoted.of(name) + " is not suppressed.",
                "GET /api/v1/contacts/{id}/consent shows which addresses of a lead are.");
    }
}
