package io.ripen.rest.internal.resource;

import io.ripen.access.Account;
import io.ripen.access.AccountId;
import io.ripen.access.Accounts;
import io.ripen.access.Actor;
import io.ripen.access.ExternalIdentities;
import io.ripen.access.ExternalIdentity;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.SignedIn;
import java.time.Instant;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
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

/** By whom an account can sign in at another system: an OpenID provider, or a directory. */
@Path("accounts/{id}/identities")
@Produces(MediaType.APPLICATION_JSON)
public final class IdentitiesResource {
    private final Needed<Accounts> accounts;
    private final Needed<ExternalIdentities> identities;

    public IdentitiesResource(Needed<Accounts> accounts, Needed<ExternalIdentities> identities) {
        this.accounts = accounts;
        this.identities = identities;
    }

    /** Somebody at another system. */
    public record Body(@Nullable String issuer, @Nullable String subject) {}

    /**
     * One as it is shown.
     *
     * @param byGroups whether the account's roles follow the groups there
     */
    public record State(
            String id,
            String issuer,
            String subject,
            boolean byGroups,
            Instant since,
            @Nullable Instant lastSignInAt) {
        static State of(ExternalIdentity identity) {
            return new State(
                    Long.toString(identity.id()),
                    identity.issuer(),
                    identity.subject(),
                    identity.byGroups(),
                    identity.since(),
                    identity.lastSignInAt());
        }
    }

    @GET
    @SignedIn
    public Listing<State> list(@PathParam("id") String id, @Context SecurityContext login) {
        Actor actor = Caller.of(login);
        return new Listing<>(
                identities.get().list(actor, account(actor, id)).stream()
                        .map(State::of)
                        .toList(),
                null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response join(@PathParam("id") String id, Body body, @Context SecurityContext login) {
        Actor actor = Caller.of(login);
        ExternalIdentity joined = identities
                .get()
                .join(actor, account(actor, id), needed("issuer", body.issuer()), needed("subject", body.subject()));
        return Response.status(Response.Status.CREATED).entity(State.of(joined)).build();
    }

    @DELETE
    @SignedIn
    @Path("{identity}")
    public Response part(
            @PathParam("id") String id, @PathParam("identity") String identity, @Context SecurityContext login) {
        Actor actor = Caller.of(login);
        long number = Ids.number(identity).orElseThrow(() -> Ids.noSuch("identity", identity));
        if (!identities.get().part(actor, account(actor, id), number)) {
            throw Ids.noSuch("identity", identity);
        }
        return Response.noContent().build();
    }

    /** Another's account is not there for who is no admin. */
    private AccountId account(Actor actor, String id) {
        return Ids.number(id)
                .flatMap(number -> accounts.get().find(actor, new AccountId(number)))
                .map(Account::id)
                .orElseThrow(() -> Ids.noSuch("account", id));
    }

    private static String needed(String field, @Nullable String value) {
        if (value == null) {
            throw ProblemException.invalid(
                    field,
                    "The field '" + field + "' is missing.",
                    "Send 'issuer' and 'subject' ('iss' and 'sub') of the person's ID token.");
        }
        return value;
    }
}
