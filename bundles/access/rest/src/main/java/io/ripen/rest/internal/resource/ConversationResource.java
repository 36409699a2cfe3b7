package io.ripen.rest.internal.resource;

import io.ripen.access.Role;
import io.ripen.conversation.ConversationEntry;
import io.ripen.conversation.Conversations;
import io.ripen.crm.ContactId;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.Paging;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriBuilder;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Every message with a lead, in and out, in one thread, oldest first. */
@Path("contacts/{id}/conversation")
@Produces(MediaType.APPLICATION_JSON)
public final class ConversationResource {
    private final Needed<Conversations> conversations;

    public ConversationResource(Needed<Conversations> conversations) {
        this.conversations = conversations;
    }

    @GET
    @Needs(Role.VIEWER)
    public Listing<ConversationEntry> show(
            @Context SecurityContext login,
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        ContactId contact = Ids.contactInPath(id);
        int most = Paging.limitOf(limit);
        Conversations.Page page;
        try {
            page = conversations
                    .get()
                    .of(Caller.of(login), contact, after, most)
                    .orElseThrow(() -> Ids.noSuch("contact", id));
        } catch (IllegalArgumentException invalid) {
            throw ProblemException.invalid(
                    "after",
                    String.valueOf(invalid.getMessage()),
                    "Use the address in 'next' of the page before as it is, or leave 'after' out.");
        }
        return new Listing<>(page.entries(), page.next() == null ? null : next(uri, page.next(), most));
    }

    private static String next(UriInfo uri, String after, int limit) {
        return UriBuilder.fromPath(uri.getRequestUri().getRawPath())
                .queryParam("after", after)
                .queryParam("limit", limit)
                .build()
                .toString();
    }
}
