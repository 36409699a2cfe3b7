package io.ripen.rest.internal.resource;

import io.ripen.access.Role;
import io.ripen.mail.Inbound;
import io.ripen.mail.MailKind;
import io.ripen.rest.internal.http.Choice;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.Paging;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** What came in, whoever's it is; {@code kind=other} is what fits nowhere and what could not be read. */
@Path("inbound")
@Produces(MediaType.APPLICATION_JSON)
public final class InboundResource {
    private final Needed<Inbound> inbound;

    public InboundResource(Needed<Inbound> inbound) {
        this.inbound = inbound;
    }

    @GET
    @Needs(Role.VIEWER)
    public Listing<Inbound.Kept> list(
            @Context SecurityContext login,
            @QueryParam("team") @Nullable String team,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        Paging paging = Paging.of(after, limit);
        MailKind only = kind == null ? null : Choice.of("kind", kind, MailKind.class);
        return paging.page(
                inbound.get().list(Caller.of(login), Ids.teamParameter(team), only, paging.after(), paging.limit()),
                each -> Long.parseLong(each.id()),
                uri);
    }
}
