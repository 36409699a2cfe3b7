package io.ripen.rest.internal.resource;

import io.ripen.access.Role;
import io.ripen.message.Hint;
import io.ripen.message.Lint;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.login.Needs;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.Sequences;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;

/** Says what could be better about a deployed sequence. */
@Path("sequences/{id}/lint")
@Produces(MediaType.APPLICATION_JSON)
public final class SequenceLintResource {
    private final Needed<Sequences> sequences;
    private final Needed<Lint> lint;

    public SequenceLintResource(Needed<Sequences> sequences, Needed<Lint> lint) {
        this.sequences = sequences;
        this.lint = lint;
    }

    @GET
    @Needs(Role.MANAGER)
    public Listing<Hint> show(@PathParam("id") String id) {
        SequenceSource source =
                sequences.get().source(Ids.sequenceInPath(id)).orElseThrow(() -> Ids.noSuch("sequence", id));
        return new Listing<>(Hints.of(sequences.get(), lint.get(), source), null);
    }
}
