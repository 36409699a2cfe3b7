package io.ripen.rest.internal.resource;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.crm.ContactId;
import io.ripen.crm.Contacts;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.Sequences;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Enrolls a lead by hand. */
@Path("sequences/{id}/enrollments")
@Produces(MediaType.APPLICATION_JSON)
public final class SequenceEnrollmentsResource {
    private static final int LONGEST_KEY = 200;

    private final Needed<Sequences> sequences;
    private final Needed<Contacts> contacts;
    private final Needed<Enrollments> enrollments;

    public SequenceEnrollmentsResource(
            Needed<Sequences> sequences, Needed<Contacts> contacts, Needed<Enrollments> enrollments) {
        this.sequences = sequences;
        this.contacts = contacts;
        this.enrollments = enrollments;
    }

    /** Who is enrolled, under which key if there may be several at once, and with which variables. */
    public record Body(
            @Nullable ContactId contactId,
            @Nullable String key,
            @Nullable Map<String, @Nullable Object> variables) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.AGENT)
    public Response enroll(
            @Context SecurityContext login, @PathParam("id") String id, Body body, @Context UriInfo uri) {
        SequenceId sequence = Ids.sequenceInPath(id);
        ContactId contact = body.contactId();
        if (contact == null) {
            throw ProblemException.invalid(
                    "contactId", "The field 'contactId' is missing.", "Send {\"contactId\":\"1001\"}.");
        }
        String key = body.key() == null ? "" : body.key().strip();
        if (key.length() > LONGEST_KEY) {
            throw ProblemException.invalid(
                    "key", "The field 'key' is too long.", "Use at most " + LONGEST_KEY + " characters.");
        }
        Actor by = Caller.of(login);
        if (sequences.get().find(by, sequence).isEmpty()) {
            throw Ids.noSuch("sequence", id);
        }
        if (contacts.get().find(by, contact).isEmpty()) {
            throw ProblemException.invalid(
                    "contactId", "There is no contact " + Quoted.of(contact.toString()) + ".", "Create it first.");
        }
        Enrollments all = enrollments.get();
        Enrollments.Result result = all.enroll(by, sequence, contact, key, variables(body));
        if (result instanceof Enrollments.Result.Enrolled enrolled) {
            EnrollmentId begun = enrolled.id();
            return Addresses.created(uri, "enrollments", begun.toString())
                    .entity(all.find(by, begun)
                            .orElseThrow(() -> new IllegalStateException(
                                    "Enrollment " + begun + " of contact " + contact + " began and is not there.")))
                    .build();
        }
        if (result instanceof Enrollments.Result.AlreadyEnrolled already) {
            throw ProblemException.conflict(
                    already.reason(),
                    "Stop enrollment " + already.existing() + " first, or enroll with another 'key'.",
                    already.existing().toString());
        }
        throw ProblemException.conflict(
                ((Enrollments.Result.Refused) result).reason(),
                "Do what the detail says and enroll again; nothing was changed.",
                null);
    }

    private static Map<String, Object> variables(Body body) {
        Map<String, Object> variables = new LinkedHashMap<>();
        if (body.variables() != null) {
            body.variables().forEach((name, value) -> {
                if (value != null) {
                    variables.put(name, value);
                }
            });
        }
        return variables;
    }
}
