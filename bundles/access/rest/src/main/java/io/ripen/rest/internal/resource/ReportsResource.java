package io.ripen.rest.internal.resource;

import io.ripen.report.Reports;
import io.ripen.report.SequenceReport;
import io.ripen.report.VariantResult;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;

/** Counts per step. */
@Path("reports/sequences/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class ReportsResource {
    private final Needed<Reports> reports;

    public ReportsResource(Needed<Reports> reports) {
        this.reports = reports;
    }

    /** What came of the variants of A/B splits. */
    public record Variants(List<VariantResult> items) {}

    @GET
    @Path("variants")
    public Variants variants(@PathParam("id") String id) {
        return new Variants(
                reports.get().variants(Ids.sequenceInPath(id)).orElseThrow(() -> Ids.noSuch("sequence", id)));
    }

    @GET
    public SequenceReport show(@PathParam("id") String id) {
        return reports.get().sequence(Ids.sequenceInPath(id)).orElseThrow(() -> Ids.noSuch("sequence", id));
    }
}
