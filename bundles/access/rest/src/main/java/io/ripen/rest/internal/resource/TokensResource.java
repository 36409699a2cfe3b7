package io.ripen.rest.internal.resource;

import io.ripen.access.AccountId;
import io.ripen.access.ApiToken;
import io.ripen.access.ApiTokens;
import io.ripen.access.Role;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.Paging;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.SignedIn;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.List;
import javax.ws.rs.Consumes;
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
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Keys of programs. Everybody makes, sees and ends their own; an admin sees and ends all. */
@Path("tokens")
@SignedIn
@Produces(MediaType.APPLICATION_JSON)
public final class TokensResource {
    private final Needed<ApiTokens> tokens;

    public TokensResource(Needed<ApiTokens> tokens) {
        this.tokens = tokens;
    }

    /** A token as it is to be. */
    public record Body(
            @Nullable String name,
            @Nullable String team,
            @Nullable String role,
            @Nullable Instant expiresAt) {}

    /**
     * A token as it is shown.
     *
     * @param token what a program sends; only in the answer that made it
     */
    public record State(
            String id,
            @Nullable AccountId account,
            String name,
            @Nullable TeamId team,
            @Nullable String role,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable String token) {
        static State of(ApiToken token, @Nullable String key) {
            return new State(
                    Long.toString(token.id()),
                    token.account(),
                    token.name(),
                    token.team(),
                    token.role() == null ? null : token.role().word(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt(),
                    key);
        }
    }

    @GET
    public Listing<State> list(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context SecurityContext login,
            @Context UriInfo uri) {
        Paging paging = Paging.of(after, limit);
        List<State> found = tokens.get().list(Caller.of(login), paging.after(), paging.limit()).stream()
                .map(each -> State.of(each, null))
                .toList();
        return paging.page(found, each -> Long.parseLong(each.id()), uri);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(Body body, @Context SecurityContext login) {
        if (body.name() == null) {
            throw ProblemException.invalid(
                    "name", "The field 'name' is missing.", "Say what the token is for, such as 'import'.");
        }
        TeamId team = body.team() == null ? null : Ids.team("team", body.team());
        Role role = body.role() == null ? null : RoleWords.role("role", body.role());
        ApiTokens.Made made =
                tokens.get().create(Caller.of(login), new ApiTokens.Draft(body.name(), team, role, body.expiresAt()));
        return Response.status(Response.Status.CREATED)
                .entity(State.of(made.token(), made.key()))
                .build();
    }

    @DELETE
    @Path("{id}")
    public Response end(@PathParam("id") String id, @Context SecurityContext login) {
        boolean ended = tokens.get().end(Caller.of(login), Ids.number(id).orElseThrow(() -> Ids.noSuch("token", id)));
        if (!ended) {
            throw Ids.noSuch("token", id);
        }
        return Response.noContent().build();
    }
}
