package io.ripen.rest.internal.resource;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.EventLog;
import io.ripen.event.EventSource;
import io.ripen.event.Events;
import io.ripen.event.InvalidEventException;
import io.ripen.event.Receipt;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.Paging;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.json.EventBody;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import io.ripen.sequence.EnrollmentId;
import io.ripen.team.TeamId;
import io.ripen.time.RipenClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * Takes events; what is acknowledged has had its effect, or waits for somebody who has its address. 201 for a new one, 200 for
 * one that came before. And shows what came, and what it did.
 */
@Path("events")
@Produces(MediaType.APPLICATION_JSON)
public final class EventsResource {
    private final Needed<Events> events;
    private final Needed<EventLog> log;
    private final Whom whom;
    private final KnownNames known;
    private final Needed<RipenClock> clock;

    public EventsResource(
            Needed<Events> events, Needed<EventLog> log, Whom whom, KnownNames known, Needed<RipenClock> clock) {
        this.events = events;
        this.log = log;
        this.whom = whom;
        this.known = known;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.AGENT)
    public Response receive(@Context SecurityContext login, EventBody body) {
        Actor by = Caller.of(login);
        String id = required("id", body.id(), "Give each event an id of its own; the same id twice counts once.");
        String type = required("type", body.type(), "Send a lower-case dotted name such as 'appointment.booked'.");
        Whom.Found found = whom.of(by, body);
        Event event = new Event(
                id,
                type,
                body.team() == null ? null : Ids.team("team", body.team()),
                found.contact(),
                found.address(),
                body.at() == null ? clock.get().instant() : body.at(),
                EventSource.API,
                body.plainData());
        try {
            Receipt receipt = events.get().receive(by, event);
            return Response.status(receipt.duplicate() ? 200 : 201)
                    .entity(receipt)
                    .build();
        } catch (InvalidEventException e) {
            if (e.field().equals("address")) {
                // What the intake calls the address has two names here.
                throw new InvalidEventException(
                        body.email() != null ? "email" : "phone", String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** An event that came. */
    public record Came(
            String id,
            String type,
            String team,
            @Nullable String hook,
            @Nullable ContactId contact,
            Instant at,
            Instant receivedAt,
            String source,
            Map<String, Object> data,
            String state,
            List<EnrollmentId> enrolled,
            List<EnrollmentId> stopped) {}

    @GET
    @Needs(Role.VIEWER)
    public Listing<Came> list(
            @Context SecurityContext login,
            @QueryParam("team") @Nullable String team,
            @QueryParam("hook") @Nullable String hook,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        Actor by = Caller.of(login);
        TeamId id = known.teamParameter(by, team).id();
        int most = Paging.limitOf(limit);
        List<EventLog.Entry> page = log.get().list(by, new EventLog.Query(id, hook, EventPlace.read(after), most));
        List<Came> items = page.stream().map(EventsResource::came).toList();
        return new Listing<>(
                items,
                page.size() < most
                        ? null
                        : EventPlace.next(uri, page.get(page.size() - 1).place(), most));
    }

    private static Came came(EventLog.Entry each) {
        return new Came(
                each.id(),
                each.type(),
                each.team().value(),
                each.hook(),
                each.contact(),
                each.at(),
                each.receivedAt(),
                each.source().name(),
                each.data(),
                each.state().name(),
                each.enrolled(),
                each.stopped());
    }

    private static String required(String field, @Nullable String value, String cure) {
        if (value == null || value.isBlank()) {
            throw ProblemException.invalid(field, "The field '" + field + "' is missing or empty.", cure);
        }
        return value;
    }
}
