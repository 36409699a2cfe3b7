package io.ripen.rest.internal.resource;

import io.ripen.access.Role;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.Messages;
import io.ripen.rest.internal.http.Choice;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.Paging;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Every message with state, provider id and times. */
@Path("messages")
@Produces(MediaType.APPLICATION_JSON)
public final class MessagesResource {
    private final Needed<Messages> messages;

    public MessagesResource(Needed<Messages> messages) {
        this.messages = messages;
    }

    @GET
    @Needs(Role.VIEWER)
    public Listing<Message> list(
            @Context SecurityContext login,
            @QueryParam("team") @Nullable String team,
            @QueryParam("contact") @Nullable String contact,
            @QueryParam("sequence") @Nullable String sequence,
            @QueryParam("state") @Nullable String state,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        Paging paging = Paging.of(after, limit);
        List<Message> found = messages.get()
                .list(
                        Caller.of(login),
                        new Messages.Query(
                                Ids.teamParameter(team),
                                Ids.contactParameter("contact", contact),
                                Ids.sequenceParameter("sequence", sequence),
                                state == null ? null : Choice.of("state", state, MessageState.class),
                                paging.after(),
                                paging.limit()));
        return paging.page(found, each -> each.id().value(), uri);
    }

    @GET
    @Path("{id}")
    @Needs(Role.VIEWER)
    public Message show(@Context SecurityContext login, @PathParam("id") String id) {
        return messages.get()
                .find(Caller.of(login), Ids.messageInPath(id))
                .orElseThrow(() -> Ids.noSuch("message", id));
    }
}
