package io.ripen.rest.internal.resource;

import io.ripen.access.Role;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.Sequences;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;

/** The deployed sequences with revision, steps and problems. */
@Path("sequences")
@Produces(MediaType.APPLICATION_JSON)
public final class SequencesResource {
    private final Needed<Sequences> sequences;

    public SequencesResource(Needed<Sequences> sequences) {
        this.sequences = sequences;
    }

    @GET
    @Needs(Role.VIEWER)
    public Listing<SequenceDescription> all(@Context SecurityContext login) {
        return new Listing<>(sequences.get().all(Caller.of(login)), null);
    }

    @GET
    @Path("{id}")
    @Needs(Role.VIEWER)
    public SequenceDescription show(@Context SecurityContext login, @PathParam("id") String id) {
        return sequences
                .get()
                .find(Caller.of(login), Ids.sequenceInPath(id))
                .orElseThrow(() -> Ids.noSuch("sequence", id));
    }
}
