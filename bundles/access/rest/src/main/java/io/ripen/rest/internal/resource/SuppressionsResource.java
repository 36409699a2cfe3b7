package io.ripen.rest.internal.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripen.channel.AddressKind;
import io.ripen.policy.ConsentRecord;
import io.ripen.policy.ConsentRecord.State;
import io.ripen.policy.Consents;
import io.ripen.policy.Suppressions;
import io.ripen.policy.Suppressions.Suppression;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.List;
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
    private final Needed<Consents> consents;
    private final Needed<Transactions> transactions;
    private final Needed<RipenClock> clock;

    public SuppressionsResource(
            Needed<Suppressions> suppressions,
            Needed<Consents> consents,
            Needed<Transactions> transactions,
            Needed<RipenClock> clock) {
        this.suppressions = suppressions;
        this.consents = consents;
        this.transactions = transactions;
        this.clock = clock;
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
    private record Address(AddressKind kind, String value) {
        String channel() {
            return kind == AddressKind.PHONE ? "sms" : "email";
        }
    }

    @GET
    public Result show(@PathParam("name") String name) {
        Address address = address(name);
        return transactions.get().call(work -> {
            Suppression found = suppressions
                    .get()
                    .among(work, address.kind(), List.of(address.value()))
                    .get(address.value());
            if (found == null) {
                throw notSuppressed(name);
            }
            return new Result(name, found.reason(), found.since(), found.until(), optedOut(work, address));
        });
    }

    /** Messages may go to the address again. What was denied meanwhile does not go out any more. */
    @POST
    @Path("lift")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response lift(@PathParam("name") String name, @Context SecurityContext login, Body body) {
        Address address = address(name);
        String reason = reason(body.reason());
        String by = Writer.of(login);
        boolean agreed = Boolean.TRUE.equals(body.leadAgreed());
        transactions.get().call(work -> {
            // First the row, which an opt-out that comes in now needs as well: so its record is seen below, or it is
            // entered anew behind this.
            if (!suppressions.get().remove(work, address.kind(), address.value(), by + ": " + reason)) {
                throw notSuppressed(name);
            }
            if (!agreed && optedOut(work, address)) {
                throw ProblemException.conflict(
                        "The lead opted out, so " + Quoted.of(name) + " stays suppressed; nothing was changed.",
                        "If they have said since then that they want messages again, send \"leadAgreed\": true and their"
                                + " words as the reason; both are kept as the record of consent.",
                        null);
            }
            if (agreed) {
                consents.get().keep(work, List.of(agreement(address, reason, by)));
            }
            return true;
        });
        return Response.noContent().build();
    }

    private boolean optedOut(UnitOfWork work, Address address) {
        ConsentRecord newest = consents.get()
                .newest(work, address.kind(), address.channel(), List.of(address.value()))
                .get(address.value());
        return newest != null && newest.state() == State.OUT;
    }

    private ConsentRecord agreement(Address address, String reason, String by) {
        return new ConsentRecord(
                address.kind(),
                address.value(),
                address.channel(),
                State.IN,
                "person",
                reason,
                clock.get().instant(),
                null,
                null,
                by);
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
