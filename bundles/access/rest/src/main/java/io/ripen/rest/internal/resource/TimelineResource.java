package io.ripen.rest.internal.resource;

import io.ripen.crm.ContactId;
import io.ripen.crm.Contacts;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.Paging;
import io.ripen.rest.internal.json.Listing;
import io.ripen.timeline.Timeline;
import io.ripen.timeline.TimelineEntry;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Everything that happened to a lead and why, oldest first; the newest {@code limit} lines. */
@Path("contacts/{id}/timeline")
@Produces(MediaType.APPLICATION_JSON)
public final class TimelineResource {
    private final Needed<Contacts> contacts;
    private final Needed<Timeline> timeline;

    public TimelineResource(Needed<Contacts> contacts, Needed<Timeline> timeline) {
        this.contacts = contacts;
        this.timeline = timeline;
    }

    @GET
    public Listing<TimelineEntry> show(@PathParam("id") String id, @QueryParam("limit") @Nullable String limit) {
        ContactId contact = Ids.contactInPath(id);
        int most = limit == null ? 1_000 : Paging.limitOf(limit);
        if (contacts.get().find(contact).isEmpty()) {
            throw Ids.noSuch("contact", id);
        }
        return new Listing<>(timeline.get().of(contact, most), null);
    }
}
