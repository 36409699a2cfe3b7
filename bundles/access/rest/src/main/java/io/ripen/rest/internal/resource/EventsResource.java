package io.ripen.rest.internal.resource;

import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.Events;
import io.ripen.event.InvalidEventException;
import io.ripen.event.Receipt;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.json.EventBody;
import io.ripen.time.RipenClock;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Takes events; what is acknowledged has had its effect. 201 for a new one, 200 for one that came before. */
@Path("events")
@Produces(MediaType.APPLICATION_JSON)
public final class EventsResource {
    private final Needed<Events> events;
    private final Whom whom;
    private final Needed<RipenClock> clock;

    public EventsResource(Needed<Events> events, Whom whom, Needed<RipenClock> clock) {
        this.events = events;
        this.whom = whom;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response receive(EventBody body) {
        String id = required("id", body.id(), "Give each event an id of its own; the same id twice counts once.");
        String type = required("type", body.type(), "Send a lower-case dotted name such as 'appointment.booked'.");
        Whom.Found found = whom.of(body);
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
            Receipt receipt = events.get().receive(event);
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

    private static String required(String field, @Nullable String value, String cure) {
        if (value == null || value.isBlank()) {
            throw ProblemException.invalid(field, "The field '" + field + "' is missing or empty.", cure);
        }
        return value;
    }
}
