package io.ripen.rest.internal.resource;

import io.ripen.health.HealthCheck;
import io.ripen.rest.internal.login.Public;
import java.util.List;
import java.util.function.Supplier;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;

/** Whether all is in order: 200, or 503 when something does not work. */
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
@Public
public final class HealthResource {
    private final Supplier<List<Check>> checks;

    public HealthResource(Supplier<List<Check>> checks) {
        this.checks = checks;
    }

    /** One check's answer. */
    public record Check(String name, HealthCheck.Status status, String message) {}

    /** All of them; the status is the worst. */
    public record Health(HealthCheck.Status status, List<Check> checks) {}

    @GET
    public Response show() {
        List<Check> all = checks.get();
        HealthCheck.Status worst =
                all.stream().map(Check::status).max(Enum::compareTo).orElse(HealthCheck.Status.OK);
        return Response.status(worst == HealthCheck.Status.CRITICAL ? 503 : 200)
                .header("Cache-Control", "no-store")
                .entity(new Health(worst, all))
                .build();
    }
}
