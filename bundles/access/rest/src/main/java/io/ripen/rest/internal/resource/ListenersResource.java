package io.ripen.rest.internal.resource;

import io.ripen.crm.ContactId;
import io.ripen.event.EventListeners;
import io.ripen.event.EventListeners.Listener;
import io.ripen.event.EventListeners.Quarantined;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.Paging;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import io.ripen.rest.internal.json.Listing;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** What bundles are still to be told of, and what they failed at again and again. */
@Path("listeners")
@Produces(MediaType.APPLICATION_JSON)
public final class ListenersResource {
    private final Needed<EventListeners> listeners;

    public ListenersResource(Needed<EventListeners> listeners) {
        this.listeners = listeners;
    }

    /**
     * An event in quarantine as it is shown.
     *
     * @param id of the row; the event's own is {@code event}
     */
    public record State(
            String id,
            String event,
            String type,
            @Nullable TeamId team,
            @Nullable ContactId contact,
            Instant at,
            Instant receivedAt,
            int attempts,
            String error,
            Instant quarantinedAt,
            Map<String, Object> data) {
        static State of(Quarantined row) {
            return new State(
                    Long.toString(row.id()),
                    row.event().id(),
                    row.event().type(),
                    row.event().team(),
                    row.contact(),
                    row.event().at(),
                    row.receivedAt(),
                    row.attempts(),
                    row.error(),
                    row.quarantinedAt(),
                    row.event().data());
        }
    }

    @GET
    public Listing<Listener> all() {
        return new Listing<>(listeners.get().all(), null);
    }

    @GET
    @Path("{name}")
    public Listener one(@PathParam("name") String name) {
        return known(name);
    }

    @DELETE
    @Path("{name}")
    public Response forget(@PathParam("name") String name) {
        if (!listeners.get().forget(name)) {
            throw noSuch(name);
        }
        return Response.noContent().build();
    }

    @GET
    @Path("{name}/quarantine")
    public Listing<State> quarantine(
            @PathParam("name") String name,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        Paging paging = Paging.of(after, limit);
        known(name);
        List<State> found = listeners.get().quarantine(name, paging.after(), paging.limit()).stream()
                .map(State::of)
                .toList();
        return paging.page(found, each -> Long.parseLong(each.id()), uri);
    }

    @POST
    @Path("{name}/quarantine/retry")
    public Map<String, Integer> retryAll(@PathParam("name") String name) {
        known(name);
        return Map.of("retried", listeners.get().retry(name, List.of()));
    }

    @POST
    @Path("{name}/quarantine/{id}/retry")
    public Response retry(@PathParam("name") String name, @PathParam("id") String id) {
        known(name);
        return done(listeners.get().retry(name, List.of(row(id))), id);
    }

    @DELETE
    @Path("{name}/quarantine")
    public Response dropAll(@PathParam("name") String name) {
        known(name);
        listeners.get().drop(name, List.of());
        return Response.noContent().build();
    }

    @DELETE
    @Path("{name}/quarantine/{id}")
    public Response drop(@PathParam("name") String name, @PathParam("id") String id) {
        known(name);
        return done(listeners.get().drop(name, List.of(row(id))), id);
    }

    private static long row(String id) {
        return Ids.number(id).orElseThrow(() -> noSuchRow(id));
    }

    private static Response done(int rows, String id) {
        if (rows == 0) {
            throw noSuchRow(id);
        }
        return Response.noContent().build();
    }

    private Listener known(String name) {
        return listeners.get().find(name).orElseThrow(() -> noSuch(name));
    }

    private static ProblemException noSuchRow(String id) {
        return ProblemException.notFound(
                "There is no event " + Quoted.of(id) + " in the quarantine of this listener.",
                "GET /api/v1/listeners/{name}/quarantine lists those that are there.");
    }

    private static ProblemException noSuch(String name) {
        return ProblemException.notFound(
                "There is no listener " + Quoted.of(name) + ".", "GET /api/v1/listeners lists those that are known.");
    }
}
