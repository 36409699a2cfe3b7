package io.ripen.rest.internal.resource;

import io.ripen.access.Actor;
import io.ripen.access.WebSession;
import io.ripen.access.WebSessions;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.SessionSignIn;
import io.ripen.rest.internal.login.SignedIn;
import java.time.Instant;
import java.util.Optional;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;

/** Where somebody is signed in in the console. */
@Path("me/sessions")
@SignedIn
@Produces(MediaType.APPLICATION_JSON)
public final class MySessionsResource {
    private final Needed<WebSessions> sessions;

    public MySessionsResource(Needed<WebSessions> sessions) {
        this.sessions = sessions;
    }

    /**
     * A session as its owner sees it.
     *
     * @param current whether this call comes by it
     */
    public record State(
            String id,
            Instant createdAt,
            Instant lastSeenAt,
            Instant idleEndsAt,
            Instant endsAt,
            String address,
            String browser,
            boolean current) {
        static State of(WebSession session, Optional<WebSession> current) {
            return new State(
                    Long.toString(session.id()),
                    session.createdAt(),
                    session.lastSeenAt(),
                    session.idleEndsAt(),
                    session.endsAt(),
                    session.address(),
                    session.browser(),
                    current.filter(each -> each.id() == session.id()).isPresent());
        }
    }

    @GET
    public Listing<State> list(@Context SecurityContext login) {
        Optional<WebSession> current = Caller.session(login);
        return new Listing<>(
                sessions.get().list(Caller.of(login)).stream()
                        .map(each -> State.of(each, current))
                        .toList(),
                null);
    }

    /** Signs out everywhere, here too. */
    @DELETE
    public Response endAll(@Context SecurityContext login, @Context HttpHeaders headers) {
        Actor actor = Caller.of(login);
        sessions.get().endAll(actor, actor.account());
        Response.ResponseBuilder answer = Response.noContent();
        if (Caller.session(login).isPresent()) {
            answer.header("Set-Cookie", SessionSignIn.forget(headers::getHeaderString));
        }
        return answer.build();
    }

    @DELETE
    @Path("{id}")
    public Response end(@PathParam("id") String id, @Context SecurityContext login) {
        boolean ended =
                sessions.get().end(Caller.of(login), Ids.number(id).orElseThrow(() -> Ids.noSuch("session", id)));
        if (!ended) {
            throw Ids.noSuch("session", id);
        }
        return Response.noContent().build();
    }
}
