package io.ripen.rest.internal.resource;

import io.ripen.access.Role;
import io.ripen.crm.ContactId;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.Paging;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import io.ripen.timeline.Timeline;
import io.ripen.timeline.TimelineEntry;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Everything that happened to a lead and why, oldest first; the newest {@code limit} lines. */
@Path("contacts/{id}/timeline")
@Produces(MediaType.APPLICATION_JSON)
public final class TimelineResource {
    private final Needed<Timeline> timeline;

    public TimelineResource(Needed<Timeline> timeline) {
        this.timeline = timeline;
    }

    @GET
    @Needs(Role.VIEWER)
    public Listing<TimelineEntry> show(
            @Context SecurityContext login, @PathParam("id") String id, @QueryParam("limit") @Nullable String limit) {
        ContactId contact = Ids.contactInPath(id);
        int most = limit == null ? 1_000 : Paging.limitOf(limit);
        return new Listing<>(
                timeline.get().of(Caller.of(login), contact, most).orElseThrow(() -> Ids.noSuch("contact", id)), null);
    }
}
