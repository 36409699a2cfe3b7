package io.ripen.rest.internal.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripen.access.Role;
import io.ripen.channel.AddressKind;
import io.ripen.crm.PostalAddress;
import io.ripen.policy.SendingWindows;
import io.ripen.policy.SendingWindows.Answer;
import io.ripen.policy.SendingWindows.Question;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import io.ripen.team.Team;
import io.ripen.time.RipenClock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Says whether somebody may be written to at a time, by the code that holds messages at night. */
@Path("tools/window")
@Produces(MediaType.APPLICATION_JSON)
public final class WindowToolResource {
    private final Needed<SendingWindows> windows;
    private final KnownNames known;
    private final Needed<RipenClock> clock;

    public WindowToolResource(Needed<SendingWindows> windows, KnownNames known, Needed<RipenClock> clock) {
        this.windows = windows;
        this.known = known;
        this.clock = clock;
    }

    /** Whom, how and when; all but the kind may be left out. */
    public record Body(
            @Nullable String kind,
            @Nullable Instant at,
            @Nullable String phone,
            @Nullable String timeZone,
            @Nullable PostalAddress address,
            @Nullable String team) {}

    /** The end of the window when it may go, the next moment when it may not. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Result(
            String decision,
            @Nullable Instant until,
            List<String> zones,
            String zoneSource,
            String policy,
            String reason) {

        static Result of(Answer answer) {
            return new Result(
                    answer.allowed() ? "allow" : "hold",
                    answer.until(),
                    answer.zones().stream().map(ZoneId::getId).toList(),
                    answer.zoneSource().word(),
                    answer.policy(),
                    answer.reason());
        }
    }

    /** Asks. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.VIEWER)
    public Result ask(@Context SecurityContext login, Body body) {
        AddressKind kind = kind(body.kind());
        ZoneId zone = zone(body.timeZone());
        Team team = known.teamParameter(Caller.of(login), body.team());
        Instant at = body.at() == null ? clock.get().instant() : body.at();
        String phone = body.phone() == null || body.phone().isBlank() ? null : body.phone();
        SendingWindows asked = windows.get();
        try {
            return Result.of(asked.ask(new Question(kind, team, zone, body.address(), phone, at)));
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.invalid(
                    "phone",
                    Quoted.of(String.valueOf(phone)) + " cannot be read as a phone number.",
                    "Send it with its country code, such as '+12125550100'.");
        }
    }

    private static AddressKind kind(@Nullable String kind) {
        return switch (kind == null ? "" : kind) {
            case "sms" -> AddressKind.PHONE;
            case "email" -> AddressKind.EMAIL;
            case "call" -> AddressKind.NONE;
            default ->
                throw ProblemException.invalid(
                        "kind",
                        kind == null ? "The field 'kind' is missing." : Quoted.of(kind) + " is no kind of message.",
                        "Use 'sms', 'email' or 'call'.");
        };
    }

    private static @Nullable ZoneId zone(@Nullable String written) {
        if (written == null || written.isBlank()) {
            return null;
        }
        try {
            return ZoneId.of(written.strip());
        } catch (DateTimeException e) {
            throw ProblemException.invalid(
                    "timeZone",
                    Quoted.of(written) + " is not a time zone.",
                    "Use a name of the IANA database, such as 'America/New_York'.");
        }
    }
}
