package io.ripen.rest.internal.resource;

import io.ripen.access.ExternalIdentities;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.SignedIn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;

/** Begins to join one's own account to the OpenID provider. */
@Path("me/identities")
@SignedIn
@Produces(MediaType.APPLICATION_JSON)
public final class MyIdentitiesResource {
    private final Needed<ExternalIdentities> identities;

    public MyIdentitiesResource(Needed<ExternalIdentities> identities) {
        this.identities = identities;
    }

    /** @param address where the browser goes now */
    public record Begun(String address) {}

    @POST
    public Response begin(@Context SecurityContext login) {
        String ticket = identities.get().ticket(Caller.of(login));
        return Response.status(Response.Status.CREATED)
                .entity(new Begun("/openid/start?join=" + URLEncoder.encode(ticket, StandardCharsets.UTF_8)))
                .build();
    }
}
