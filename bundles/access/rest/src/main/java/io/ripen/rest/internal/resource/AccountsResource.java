package io.ripen.rest.internal.resource;

import io.ripen.access.Account;
import io.ripen.access.AccountChange;
import io.ripen.access.AccountDraft;
import io.ripen.access.AccountId;
import io.ripen.access.Accounts;
import io.ripen.access.WebSession;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.IfMatch;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.Paging;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.json.AccountBody;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.SignedIn;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** People who sign in, and what they may do. Whether who calls may see and change them, the accounts decide. */
@Path("accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountsResource {
    private final Needed<Accounts> accounts;

    public AccountsResource(Needed<Accounts> accounts) {
        this.accounts = accounts;
    }

    /** An account as it is shown. */
    public record State(
            AccountId id,
            String login,
            String name,
            @Nullable String email,
            boolean admin,
            Map<String, String> roles,
            boolean disabled,
            int version) {
        static State of(Account account) {
            return new State(
                    account.id(),
                    account.login(),
                    account.name(),
                    account.email(),
                    account.admin(),
                    RoleWords.write(account.roles()),
                    account.disabled(),
                    account.version());
        }
    }

    @GET
    public Listing<State> list(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context SecurityContext login,
            @Context UriInfo uri) {
        Paging paging = Paging.of(after, limit);
        List<State> found = accounts.get().list(Caller.of(login), paging.after(), paging.limit()).stream()
                .map(State::of)
                .toList();
        return paging.page(found, each -> each.id().value(), uri);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(AccountBody body, @Context SecurityContext login, @Context UriInfo uri) {
        if (body.login() == null) {
            throw ProblemException.invalid(
                    "login", "The field 'login' is missing.", "Send what the person signs in with.");
        }
        if (Boolean.TRUE.equals(body.disabled())) {
            throw ProblemException.invalid(
                    "disabled", "A new account cannot be disabled.", "Make it, then PATCH it with \"disabled\":true.");
        }
        Account made = accounts.get()
                .create(
                        Caller.of(login),
                        new AccountDraft(
                                body.login(),
                                body.name(),
                                body.email(),
                                Boolean.TRUE.equals(body.admin()),
                                body.roles() == null ? Map.of() : RoleWords.read(body.roles()),
                                body.password()));
        return Response.created(
                        uri.getAbsolutePathBuilder().path(made.id().toString()).build())
                .tag(tag(made))
                .entity(State.of(made))
                .build();
    }

    @GET
    @SignedIn
    @Path("{id}")
    public Response show(@PathParam("id") String id, @Context SecurityContext login) {
        Account found = accounts.get().find(Caller.of(login), id(id)).orElseThrow(() -> Ids.noSuch("account", id));
        return Response.ok(State.of(found)).tag(tag(found)).build();
    }

    /** Everybody may change their own name, address and password. */
    @PATCH
    @SignedIn
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            AccountBody body,
            @Context SecurityContext login) {
        if (body.login() != null) {
            throw ProblemException.invalid(
                    "login",
                    "The login of an account does not change.",
                    "Leave it out. For another login make another account and disable this one.");
        }
        AccountChange change = new AccountChange(
                body.name(),
                body.email(),
                body.admin(),
                body.roles() == null ? null : RoleWords.read(body.roles()),
                body.disabled(),
                body.password(),
                IfMatch.version(ifMatch),
                Caller.session(login).map(WebSession::id).orElse(null));
        Account changed =
                accounts.get().change(Caller.of(login), id(id), change).orElseThrow(() -> Ids.noSuch("account", id));
        return Response.ok(State.of(changed)).tag(tag(changed)).build();
    }

    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id, @Context SecurityContext login) {
        if (!accounts.get().delete(Caller.of(login), id(id))) {
            throw Ids.noSuch("account", id);
        }
        return Response.noContent().build();
    }

    private static AccountId id(String text) {
        return Ids.number(text).map(AccountId::new).orElseThrow(() -> Ids.noSuch("account", text));
    }

    private static EntityTag tag(Account account) {
        return new EntityTag(Integer.toString(account.version()));
    }
}
