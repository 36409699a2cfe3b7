package io.ripen.engine.internal.plumbing;

import io.ripen.health.HealthCheck;
import io.ripen.sequence.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Tells of plumbing files that were refused. */
public final class PlumbingHealth implements HealthCheck {
    private final PlumbingRoutes routes;
    private final Supplier<String> folderFailure;

    /** @param folderFailure why the folder cannot be read; the empty string when it can */
    public PlumbingHealth(PlumbingRoutes routes, Supplier<String> folderFailure) {
        this.routes = routes;
        this.folderFailure = folderFailure;
    }

    @Override
    public String name() {
        return "plumbing";
    }

    @Override
    public Result check() {
        if (!folderFailure.get().isEmpty()) {
            return new Result(Status.WARN, "The folder plumbing/ could not be read: " + folderFailure.get());
        }
        Map<String, List<Problem>> problems = routes.problems();
        if (problems.isEmpty()) {
            return new Result(Status.OK, "All plumbing files run.");
        }
        StringBuilder message = new StringBuilder("Refused, what ran before runs on:");
        problems.values().forEach(found -> message.append(' ').append(found.get(0)));
        return new Result(Status.WARN, message.toString());
    }
}
