package io.ripen.rest.internal.resource;

import io.ripen.report.Reports;
import io.ripen.report.SequenceReport;
import io.ripen.report.SequenceReport.StepCounts;
import io.ripen.report.VariantResult;
import io.ripen.rest.internal.http.Choice;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.login.Caller;
import io.ripen.sequence.SequenceDescription.TouchLabels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;

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
    public Variants variants(@Context SecurityContext login, @PathParam("id") String id) {
        return new Variants(reports.get()
                .variants(Caller.of(login), Ids.sequenceInPath(id))
                .orElseThrow(() -> Ids.noSuch("sequence", id)));
    }

    /** By which label of a touch. */
    public enum By {
        NUMBER,
        STAGE,
        GOAL,
        CONTENT,
        CHANNEL
    }

    /**
     * The counts of several touches together.
     *
     * @param group the label that they have in common; the empty string for those without one
     */
    public record Group(String group, Map<String, Long> counts) {}

    /** All groups, in the order in which the sequence comes to them. */
    public record Groups(List<Group> items) {}

    @GET
    @Path("touches")
    public Groups touches(
            @Context SecurityContext login,
            @PathParam("id") String id,
            @QueryParam("by") @DefaultValue("stage") String by) {
        By label = Choice.of("by", by, By.class);
        Map<String, Map<String, Long>> groups = new LinkedHashMap<>();
        for (StepCounts step : show(login, id).steps()) {
            TouchLabels touch = step.touch();
            if (touch != null) {
                Map<String, Long> sums = groups.computeIfAbsent(
                        switch (label) {
                            case NUMBER -> Integer.toString(touch.number());
                            case STAGE -> touch.stage();
                            case GOAL -> touch.goal();
                            case CONTENT -> touch.content();
                            case CHANNEL -> step.kind();
                        },
                        unused -> new TreeMap<>());
                step.counts().forEach((name, count) -> sums.merge(name, count, Long::sum));
            }
        }
        return new Groups(groups.entrySet().stream()
                .map(each -> new Group(each.getKey(), each.getValue()))
                .toList());
    }

    @GET
    public SequenceReport show(@Context SecurityContext login, @PathParam("id") String id) {
        return reports.get()
                .sequence(Caller.of(login), Ids.sequenceInPath(id))
                .orElseThrow(() -> Ids.noSuch("sequence", id));
    }
}
