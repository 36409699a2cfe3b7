package io.ripen.rest.internal.resource;

import io.ripen.access.Account;
import io.ripen.access.AccountId;
import io.ripen.access.Accounts;
import io.ripen.access.Actor;
import io.ripen.access.WebSessions;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.login.Caller;
import javax.ws.rs.DELETE;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;

/** The sessions of somebody else, which an admin ends: a laptop was lost. */
@Path("accounts/{id}/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountSessionsResource {
    private final Needed<Accounts> accounts;
    private final Needed<WebSessions> sessions;

    public AccountSessionsResource(Needed<Accounts> accounts, Needed<WebSessions> sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @DELETE
    public Response endAll(@PathParam("id") String id, @Context SecurityContext login) {
        Actor actor = Caller.of(login);
        AccountId account = Ids.number(id)
                .flatMap(number -> accounts.get().find(actor, new AccountId(number)))
                .map(Account::id)
                .orElseThrow(() -> Ids.noSuch("account", id));
        sessions.get().endAll(actor, account);
        return Response.noContent().build();
    }
}
