package io.ripen.rest.internal.resource;

import io.ripen.report.Reports;
import io.ripen.report.SequenceReport;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
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

    @GET
    public SequenceReport show(@PathParam("id") String id) {
        return reports.get().sequence(Ids.sequenceInPath(id)).orElseThrow(() -> Ids.noSuch("sequence", id));
    }
}
