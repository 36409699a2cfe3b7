package io.ripen.rest.internal.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripen.health.HealthCheck;
import io.ripen.rest.internal.login.Public;
import java.util.List;
import java.util.function.Supplier;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/**
 * Whether all is in order: 200, or 503 when something does not work. Everybody may ask, and learns the names and states of the
 * checks. What they say names addresses, paths and versions, so only who is logged in reads it.
 */
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
@Public
public final class HealthResource {
    private final Supplier<List<Check>> checks;

    public HealthResource(Supplier<List<Check>> checks) {
        this.checks = checks;
    }

    /** One check's answer; without message for who is not logged in. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Check(
            String name,
            HealthCheck.Status status,
            @Nullable String message) {}

    /**
     * All of them; the status is the worst.
     *
     * @param hint how to read more, for who is not logged in
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Health(
            HealthCheck.Status status,
            List<Check> checks,
            @Nullable String hint) {}

    @GET
    public Response show(@Context SecurityContext login) {
        List<Check> all = checks.get();
        HealthCheck.Status worst =
                all.stream().map(Check::status).max(Enum::compareTo).orElse(HealthCheck.Status.OK);
        return Response.status(worst == HealthCheck.Status.CRITICAL ? 503 : 200)
                .header("Cache-Control", "no-store")
                .entity(
                        login.getUserPrincipal() != null
                                ? new Health(worst, all, null)
                                : new Health(
                                        worst,
                                        all.stream()
                                                .map(check -> new Check(check.name(), check.status(), null))
                                                .toList(),
                                        "Send a login to read what each check says."))
                .build();
    }
}
