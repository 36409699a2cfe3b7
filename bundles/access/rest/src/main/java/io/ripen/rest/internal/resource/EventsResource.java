package io.ripen.rest.internal.resource;

import io.ripen.crm.ContactId;
import io.ripen.crm.Contacts;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.Events;
import io.ripen.event.Receipt;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import io.ripen.rest.internal.json.EventBody;
import io.ripen.time.RipenClock;
import java.util.Objects;
import java.util.stream.Stream;
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
    private final Needed<Contacts> contacts;
    private final Needed<RipenClock> clock;

    public EventsResource(Needed<Events> events, Needed<Contacts> contacts, Needed<RipenClock> clock) {
        this.events = events;
        this.contacts = contacts;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response receive(EventBody body) {
        String id = required("id", body.id(), "Give each event an id of its own; the same id twice counts once.");
        String type = required("type", body.type(), "Send a lower-case dotted name such as 'appointment.booked'.");
        long whom = Stream.of(body.contactId(), body.email(), body.phone())
                .filter(Objects::nonNull)
                .count();
        if (whom != 1) {
            throw ProblemException.invalid(
                    "contactId",
                    whom == 0 ? "The event says of nobody." : "The event names its contact in more than one way.",
                    "Send exactly one of 'contactId', 'email' and 'phone'.");
        }
        ContactId contact = body.contactId();
        String address = body.email() != null ? body.email() : body.phone();
        if (contact == null) {
            required(body.email() != null ? "email" : "phone", address, "Send the address of the lead.");
        } else if (contacts.get().find(contact).isEmpty()) {
            throw ProblemException.invalid(
                    "contactId", "There is no contact " + Quoted.of(contact.toString()) + ".", "Create it first.");
        }
        Receipt receipt = events.get()
                .receive(new Event(
                        id,
                        type,
                        body.team() == null ? null : Ids.team("team", body.team()),
                        contact,
                        address,
                        body.at() == null ? clock.get().instant() : body.at(),
                        EventSource.API,
                        body.plainData()));
        return Response.status(receipt.duplicate() ? 200 : 201).entity(receipt).build();
    }

    private static String required(String field, @Nullable String value, String cure) {
        if (value == null || value.isBlank()) {
            throw ProblemException.invalid(field, "The field '" + field + "' is missing or empty.", cure);
        }
        return value;
    }
}
