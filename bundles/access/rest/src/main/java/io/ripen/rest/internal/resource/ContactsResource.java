package io.ripen.rest.internal.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.crm.Contacts;
import io.ripen.crm.Leads;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.IfMatch;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.json.ContactBody;
import io.ripen.rest.internal.json.JsonBodies;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
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
import javax.ws.rs.core.Request;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Contacts, one at a time. The ETag of a contact is its version. */
@Path("contacts")
@Produces(MediaType.APPLICATION_JSON)
public final class ContactsResource {
    private final Needed<Contacts> contacts;
    private final Needed<Leads> leads;
    private final JsonBodies json;

    public ContactsResource(Needed<Contacts> contacts, Needed<Leads> leads, JsonBodies json) {
        this.contacts = contacts;
        this.leads = leads;
        this.json = json;
    }

    /** Creates a contact; with {@code match} it may be one that is there, which is answered with 200. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.AGENT)
    public Response create(
            @Context SecurityContext login,
            @QueryParam("match") @Nullable String match,
            @QueryParam("known") @Nullable String known,
            @QueryParam("lenient") @Nullable String lenient,
            JsonNode body,
            @Context UriInfo uri) {
        ContactBody.refuseReadOnly(body);
        Leads.Rule rule = ArrivalRule.of(match, known, lenient);
        Actor by = Caller.of(login);
        ContactDraft draft = json.convert(body, ContactBody.class).draft(OwnTeam.of(by));
        if (rule == null) {
            return created(contacts.get().create(by, draft), uri);
        }
        Leads.Arrival arrival = leads.get().arrive(by, draft, rule);
        Contact contact = arrival.contact().orElseThrow();
        return arrival.made()
                ? created(contact, uri)
                : Response.ok(contact).tag(tag(contact)).build();
    }

    private static Response created(Contact contact, UriInfo uri) {
        return Addresses.created(uri, "contacts", contact.id().toString())
                .tag(tag(contact))
                .entity(contact)
                .build();
    }

    @GET
    @Path("{id}")
    @Needs(Role.VIEWER)
    public Response show(@Context SecurityContext login, @PathParam("id") String id, @Context Request request) {
        Contact contact = contacts.get()
                .find(Caller.of(login), Ids.contactInPath(id))
                .orElseThrow(() -> Ids.noSuch("contact", id));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag(contact));
        return unchanged != null
                ? unchanged.build()
                : Response.ok(contact).tag(tag(contact)).build();
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Needs(Role.AGENT)
    public Response change(
            @Context SecurityContext login,
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            JsonNode body) {
        ContactId contact = Ids.contactInPath(id);
        ContactPatch patch = ContactPatch.of(body, json);
        Contact changed = patch.apply(Caller.of(login), contacts.get(), contact, IfMatch.version(ifMatch))
                .orElseThrow(() -> Ids.noSuch("contact", id));
        return Response.ok(changed).tag(tag(changed)).build();
    }

    @DELETE
    @Path("{id}")
    @Needs(Role.MANAGER)
    public Response delete(@Context SecurityContext login, @PathParam("id") String id) {
        if (!contacts.get().delete(Caller.of(login), Ids.contactInPath(id))) {
            throw Ids.noSuch("contact", id);
        }
        return Response.noContent().build();
    }

    static EntityTag tag(Contact contact) {
        return new EntityTag(Integer.toString(contact.version()));
    }
}
