package io.ripen.rest.internal.resource;

import io.ripen.access.Actor;
import io.ripen.access.WebSession;
import io.ripen.access.WebSessions;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Public;
import io.ripen.rest.internal.login.SessionSignIn;
import io.ripen.rest.internal.login.SignedIn;
import java.time.Instant;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** The session of a person in the console: signing in, looking, signing out. */
@Path("session")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource {
    private final SessionSignIn signIn;
    private final Needed<WebSessions> sessions;

    public SessionResource(SessionSignIn signIn, Needed<WebSessions> sessions) {
        this.signIn = signIn;
        this.sessions = sessions;
    }

    /** What somebody signs in with. */
    public record Body(@Nullable String login, @Nullable String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "a sign-in";
        }
    }

    /**
     * A session as its own page sees it.
     *
     * @param csrfToken what the page sends as {@code X-CSRF-Token} with each call that changes something
     */
    public record State(
            String id, MeResource.Me me, Instant createdAt, Instant idleEndsAt, Instant endsAt, String csrfToken) {
        static State of(WebSession session, Actor actor, String csrfToken) {
            return new State(
                    Long.toString(session.id()),
                    MeResource.Me.of(actor),
                    session.createdAt(),
                    session.idleEndsAt(),
                    session.endsAt(),
                    csrfToken);
        }
    }

    @POST
    @Public
    @Consumes(MediaType.APPLICATION_JSON)
    public Response signIn(Body body, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        SessionSignIn.SignedIn signedIn = signIn.signIn(
                headers::getHeaderString, request, needed("login", body.login()), needed("password", body.password()));
        WebSessions.Opened opened = signedIn.session();
        return Response.status(Response.Status.CREATED)
                .header("Set-Cookie", signedIn.cookie())
                .entity(State.of(opened.session(), opened.actor(), signedIn.csrfToken()))
                .build();
    }

    @GET
    @SignedIn
    public State show(@Context SecurityContext login, @Context HttpHeaders headers) {
        return State.of(
                own(login),
                Caller.of(login),
                SessionSignIn.csrfToken(headers::getHeaderString).orElseThrow());
    }

    @DELETE
    @SignedIn
    public Response signOut(@Context SecurityContext login, @Context HttpHeaders headers) {
        sessions.get().end(Caller.of(login), own(login).id());
        return Response.noContent()
                .header("Set-Cookie", SessionSignIn.forget(headers::getHeaderString))
                .build();
    }

    private static WebSession own(SecurityContext login) {
        return Caller.session(login)
                .orElseThrow(() -> ProblemException.notFound(
                        "This call came with the header Authorization, so it belongs to no session.",
                        "GET /api/v1/me tells who calls; POST /api/v1/session opens a session."));
    }

    private static String needed(String field, @Nullable String value) {
        if (value == null) {
            throw ProblemException.invalid(
                    field, "The field '" + field + "' is missing.", "Send 'login' and 'password'.");
        }
        return value;
    }
}
