package io.ripen.rest.internal.resource;

import io.ripen.access.AccountId;
import io.ripen.access.Actor;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.SignedIn;
import java.util.Locale;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Who calls, and what they may do. */
@Path("me")
@SignedIn
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {

    /**
     * Who calls.
     *
     * @param account null for the administrator of the installation
     * @param kind {@code person} or {@code token}
     */
    public record Me(@Nullable AccountId account, String kind, String name, boolean admin, Map<String, String> roles) {
        static Me of(Actor actor) {
            return new Me(
                    actor.account(),
                    actor.kind().name().toLowerCase(Locale.ROOT),
                    actor.name(),
                    actor.admin(),
                    RoleWords.write(actor.roles()));
        }
    }

    @GET
    public Me show(@Context SecurityContext login) {
        return Me.of(Caller.of(login));
    }
}
