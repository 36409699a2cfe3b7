package io.ripen.rest.internal.resource;

import io.ripen.rest.internal.http.Choice;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.Paging;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.json.Listing;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import java.security.Principal;
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
    public Listing<Enrollment> list(
            @QueryParam("sequence") @Nullable String sequence,
            @QueryParam("state") @Nullable String state,
            @QueryParam("contact") @Nullable String contact,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        Paging paging = Paging.of(after, limit);
        List<Enrollment> found = enrollments
                .get()
                .list(new Enrollments.Query(
                        Ids.sequenceParameter("sequence", sequence),
                        state == null ? null : Choice.of("state", state, EnrollmentState.class),
                        Ids.contactParameter("contact", contact),
                        paging.after(),
                        paging.limit()));
        return paging.page(found, each -> each.id().value(), uri);
    }

    @GET
    @Path("{id}")
    public Enrollment show(@PathParam("id") String id) {
        return find(id);
    }

    /** Stops the run; the run itself stays as a record. Stopping what is over already changes nothing. */
    @DELETE
    @Path("{id}")
    public Response stop(@PathParam("id") String id, @Context SecurityContext login) {
        EnrollmentId enrollment = find(id).id();
        Principal who = login.getUserPrincipal();
        enrollments.get().stop(enrollment, "Stopped by " + (who == null ? "hand" : who.getName()) + " over the API.");
        return Response.noContent().build();
    }

    /** Lets an errored run go on. */
    @POST
    @Path("{id}/retry")
    public Enrollment retry(@PathParam("id") String id) {
        Enrollment before = find(id);
        if (!enrollments.get().retry(before.id())) {
            throw ProblemException.conflict(
                    "Enrollment " + before.id() + " is " + before.state() + ", and only an errored one can be retried.",
                    "Nothing needs to be done, or enroll the contact anew.",
                    null);
        }
        return find(id);
    }

    private Enrollment find(String id) {
        return enrollments.get().find(Ids.enrollmentInPath(id)).orElseThrow(() -> Ids.noSuch("enrollment", id));
    }
}
