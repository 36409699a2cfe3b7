package io.ripen.rest.internal.resource;

import io.ripen.access.Role;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.Contacts;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.json.ContactBody;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import java.util.List;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** The tags of a contact. */
@Path("contacts/{id}/tags")
@Produces(MediaType.APPLICATION_JSON)
public final class TagsResource {
    private final Needed<Contacts> contacts;

    public TagsResource(Needed<Contacts> contacts) {
        this.contacts = contacts;
    }

    /** What is to come and to go. */
    public record Body(
            @Nullable List<@Nullable String> add, @Nullable List<@Nullable String> remove) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.AGENT)
    public Response change(@Context SecurityContext login, @PathParam("id") String id, Body body) {
        Set<String> add = ContactBody.tags("add", body.add());
        Set<String> remove = ContactBody.tags("remove", body.remove());
        if (add.isEmpty() && remove.isEmpty()) {
            throw ProblemException.invalid(
                    "add", "Neither 'add' nor 'remove' names a tag.", "Send {\"add\":[\"VIP\"],\"remove\":[]}.");
        }
        for (String tag : add) {
            if (remove.stream().anyMatch(tag::equalsIgnoreCase)) {
                throw ProblemException.invalid(
                        "remove", "The same tag is to be added and removed.", "Leave it in one of the two lists.");
            }
        }
        Contact changed = contacts.get()
                .change(Caller.of(login), Ids.contactInPath(id), ContactChange.tags(add, remove))
                .orElseThrow(() -> Ids.noSuch("contact", id));
        return Response.ok(changed).tag(ContactsResource.tag(changed)).build();
    }
}
