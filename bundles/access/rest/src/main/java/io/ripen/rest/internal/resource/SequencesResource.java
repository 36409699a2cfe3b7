package io.ripen.rest.internal.resource;

import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.json.Listing;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.Sequences;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;

/** The deployed sequences with revision, steps and problems. */
@Path("sequences")
@Produces(MediaType.APPLICATION_JSON)
public final class SequencesResource {
    private final Needed<Sequences> sequences;

    public SequencesResource(Needed<Sequences> sequences) {
        this.sequences = sequences;
    }

    @GET
    public Listing<SequenceDescription> all() {
        return new Listing<>(sequences.get().all(), null);
    }

    @GET
    @Path("{id}")
    public SequenceDescription show(@PathParam("id") String id) {
        return sequences.get().find(Ids.sequenceInPath(id)).orElseThrow(() -> Ids.noSuch("sequence", id));
    }
}
