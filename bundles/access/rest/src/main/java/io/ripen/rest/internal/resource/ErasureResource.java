package io.ripen.rest.internal.resource;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.crm.ContactId;
import io.ripen.privacy.Erasure;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/** Erasing all that is kept of one person. */
@Path("contacts/{id}/erasure")
@Needs(Role.MANAGER)
@Produces(MediaType.APPLICATION_JSON)
public final class ErasureResource {
    private final Needed<Erasure> erasure;

    public ErasureResource(Needed<Erasure> erasure) {
        this.erasure = erasure;
    }

    /**
     * How far an erasure is, or what would happen.
     *
     * @param state {@code possible}, {@code running} or {@code done}
     * @param wouldHappen null once it was begun
     */
    public record State(
            ContactId contact,
            TeamId team,
            String state,
            @Nullable String by,
            @Nullable Instant askedAt,
            @Nullable Instant doneAt,
            @Nullable WouldHappen wouldHappen) {
        static State of(Erasure.Progress progress) {
            return new State(
                    progress.contact(),
                    progress.team(),
                    progress.state().name().toLowerCase(Locale.ROOT),
                    progress.by(),
                    progress.askedAt(),
                    progress.doneAt(),
                    null);
        }

        static State of(Erasure.Preview preview) {
            return new State(
                    preview.contact(),
                    preview.team(),
                    "possible",
                    null,
                    null,
                    null,
                    new WouldHappen(
                            preview.rows(),
                            preview.running(),
                            preview.planned(),
                            preview.sameTeam(),
                            preview.otherTeams()));
        }
    }

    /** What would happen. */
    public record WouldHappen(
            Map<String, Long> rows, int runsStop, int messagesCancelled, List<ContactId> sameTeam, int otherTeams) {}

    @GET
    public State look(@PathParam("id") String id, @Context SecurityContext login) {
        Actor by = Caller.of(login);
        ContactId contact = Ids.contactInPath(id);
        return erasure.get()
                .find(by, contact)
                .map(State::of)
                .or(() -> erasure.get().preview(by, contact).map(State::of))
                .orElseThrow(() -> Ids.noSuch("contact", id));
    }

    /** 200 when nothing is left, 202 while it goes on. */
    @POST
    public Response erase(@PathParam("id") String id, @Context SecurityContext login) {
        State state = erasure.get()
                .erase(Caller.of(login), Ids.contactInPath(id))
                .map(State::of)
                .orElseThrow(() -> Ids.noSuch("contact", id));
        return Response.status(state.state().equals("done") ? Response.Status.OK : Response.Status.ACCEPTED)
                .entity(state)
                .build();
    }
}
