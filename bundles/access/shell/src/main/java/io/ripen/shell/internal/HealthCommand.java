package io.ripen.shell.internal;

import io.ripen.health.HealthCheck;
import io.ripen.health.HealthCheck.Result;
import io.ripen.health.HealthCheck.Status;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code ripen:health}: how everything is. Fails when something does not work, so a script sees it by the status. */
@Service
@Command(scope = "ripen", name = "health", description = "Says how everything is; fails when something does not work.")
public final class HealthCommand implements Action {
    private static final long SECONDS = 5;

    @Reference
    private @Nullable List<HealthCheck> checks;

    /** Made by Karaf, which fills in the fields. */
    public HealthCommand() {}

    HealthCommand(List<HealthCheck> checks) {
        this.checks = checks;
    }

    @Override
    public @Nullable Object execute() throws CommandException {
        print(System.out);
        return null;
    }

    void print(PrintStream out) throws CommandException {
        Map<String, CompletableFuture<Result>> asked = new LinkedHashMap<>();
        Said.there(checks).stream()
                .sorted(Comparator.comparing(HealthCheck::name))
                .forEach(each -> asked.put(
                        each.name(),
                        CompletableFuture.supplyAsync(each::check, task -> {
                                    Thread thread = new Thread(task, "ripen-shell-health");
                                    thread.setDaemon(true);
                                    thread.start();
                                })
                                .completeOnTimeout(
                                        new Result(
                                                Status.CRITICAL, "The check did not answer within " + SECONDS + " s."),
                                        SECONDS,
                                        TimeUnit.SECONDS)
                                .exceptionally(HealthCommand::failed)));
        Table table = new Table("STATUS", "CHECK", "HOW IT IS");
        Status worst = Status.OK;
        for (Map.Entry<String, CompletableFuture<Result>> each : asked.entrySet()) {
            Result result = each.getValue().join();
            worst = result.status().compareTo(worst) > 0 ? result.status() : worst;
            table.row(result.status(), each.getKey(), result.message());
        }
        table.print(out, "Ripen is still starting: there is no check yet.");
        if (table.size() == 0 || worst == Status.CRITICAL) {
            throw Said.failure("Something does not work; see the lines with CRITICAL.");
        }
    }

    private static Result failed(Throwable thrown) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        return new Result(Status.CRITICAL, String.valueOf(cause.getMessage()));
    }
}
