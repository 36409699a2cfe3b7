package io.ripen.engine.internal.plumbing;

import io.ripen.health.HealthCheck;
import io.ripen.sequence.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Tells of plumbing files that were refused, and of routes that somebody asked for in vain. */
public final class PlumbingHealth implements HealthCheck {
    private final PlumbingRoutes routes;
    private final Supplier<List<String>> folder;
    private final BooleanSupplier starting;

    /** @param folder further complaints, about the watched folder */
    public PlumbingHealth(PlumbingRoutes routes, Supplier<List<String>> folder) {
        this(routes, folder, () -> false);
    }

    /** @param starting whether files may well be on their way in, so that a missing route is no complaint yet */
    public PlumbingHealth(PlumbingRoutes routes, Supplier<List<String>> folder, BooleanSupplier starting) {
        this.routes = routes;
        this.folder = folder;
        this.starting = starting;
    }

    @Override
    public String name() {
        return "plumbing";
    }

    @Override
    public Result check() {
        List<String> complaints = new ArrayList<>();
        Set<String> missing = starting.getAsBoolean() ? Set.of() : routes.missing();
        if (!missing.isEmpty()) {
            complaints.add("No plumbing route of this node begins at " + String.join(", ", missing)
                    + ": what would go through there waits, and no lead is lost. Put the file with such a route back into"
                    + " plumbing/ of the watched folder (direct:sms-out ships in twilio-out.xml, direct:email-out in"
                    + " smtp-out.xml).");
        }
        complaints.addAll(folder.get());
        Map<String, List<Problem>> problems = routes.problems();
        if (!problems.isEmpty()) {
            StringBuilder refused = new StringBuilder("Refused, what ran before runs on:");
            problems.values().forEach(found -> refused.append(' ').append(found.get(0)));
            complaints.add(refused.toString());
        }
        return complaints.isEmpty()
                ? new Result(Status.OK, "All plumbing files run.")
                : new Result(Status.WARN, String.join(" ", complaints));
    }
}
