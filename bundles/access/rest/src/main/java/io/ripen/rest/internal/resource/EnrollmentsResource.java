package io.ripen.rest.internal.resource;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.rest.internal.http.Choice;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.Paging;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import java.util.List;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Runs of leads through sequences. */
@Path("enrollments")
@Produces(MediaType.APPLICATION_JSON)
public final class EnrollmentsResource {
    private final Needed<Enrollments> enrollments;

    public EnrollmentsResource(Needed<Enrollments> enrollments) {
        this.enrollments = enrollments;
    }

    @GET
    @Needs(Role.VIEWER)
    public Listing<Enrollment> list(
            @Context SecurityContext login,
            @QueryParam("team") @Nullable String team,
            @QueryParam("sequence") @Nullable String sequence,
            @QueryParam("state") @Nullable String state,
            @QueryParam("contact") @Nullable String contact,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        Paging paging = Paging.of(after, limit);
        List<Enrollment> found = enrollments
                .get()
                .list(
                        Caller.of(login),
                        new Enrollments.Query(
                                Ids.teamParameter(team),
                                Ids.sequenceParameter("sequence", sequence),
                                state == null ? null : Choice.of("state", state, EnrollmentState.class),
                                Ids.contactParameter("contact", contact),
                                paging.after(),
                                paging.limit()));
        return paging.page(found, each -> each.id().value(), uri);
    }

    @GET
    @Path("{id}")
    @Needs(Role.VIEWER)
    public Enrollment show(@Context SecurityContext login, @PathParam("id") String id) {
        return find(Caller.of(login), id);
    }

    /** Stops the run; the run itself stays as a record. Stopping what is over already changes nothing. */
    @DELETE
    @Path("{id}")
    @Needs(Role.AGENT)
    public Response stop(@PathParam("id") String id, @Context SecurityContext login) {
        Actor by = Caller.of(login);
        enrollments.get().stop(by, find(by, id).id(), "Stopped by " + by.name() + " over the API.");
        return Response.noContent().build();
    }

    /** Lets an errored run go on. */
    @POST
    @Path("{id}/retry")
    @Needs(Role.AGENT)
    public Enrollment retry(@Context SecurityContext login, @PathParam("id") String id) {
        Actor by = Caller.of(login);
        Enrollment before = find(by, id);
        if (!enrollments.get().retry(by, before.id())) {
            throw ProblemException.conflict(
                    "Enrollment " + before.id() + " is " + before.state() + ", and only an errored one can be retried.",
                    "Nothing needs to be done, or enroll the contact anew.",
                    null);
        }
        return find(Caller.of(login), id);
    }

    private Enrollment find(Actor by, String id) {
        return enrollments.get().find(by, Ids.enrollmentInPath(id)).orElseThrow(() -> Ids.noSuch("enrollment", id));
    }
}
