package io.ripen.engine.internal.run;

import io.ripen.health.HealthCheck;
import io.ripen.schedule.RepeatedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Whether everything that is done again and again was done lately, and went well. */
@Component
public final class TasksHealth implements HealthCheck {
    /** A task may miss so many of its times. */
    private static final int MISSED = 10;

    /** And so long besides, on a machine that has much to do. */
    private static final Duration LATE = Duration.ofSeconds(15);

    private static final Duration TOO_LATE = Duration.ofMinutes(1);

    private final Supplier<Collection<RepeatedTask>> tasks;

    @Activate
    public TasksHealth() {
        this(RepeatedTask::all);
    }

    TasksHealth(Supplier<Collection<RepeatedTask>> tasks) {
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public Result check() {
        List<String> complaints = new ArrayList<>();
        Status worst = Status.OK;
        int running = 0;
        for (RepeatedTask task : tasks.get()) {
            running++;
            Duration ago = task.sinceLastRun();
            Duration missed = task.pause().multipliedBy(MISSED);
            if (ago.compareTo(missed.plus(LATE)) > 0) {
                boolean tooLate = ago.compareTo(missed.plus(TOO_LATE)) > 0;
                worst = tooLate ? Status.CRITICAL : worst == Status.OK ? Status.WARN : worst;
                complaints.add("'" + task.name() + "' was last done " + ago.toSeconds() + " s ago, and should be each "
                        + task.pause().toMillis()
                        + " ms. Its thread hangs: take a thread dump, mend what it waits for, or restart this node.");
            } else if (!task.failure().isEmpty()) {
                worst = worst == Status.OK ? Status.WARN : worst;
                complaints.add("'" + task.name() + "' fails each time and is tried again: " + task.failure());
            }
        }
        return complaints.isEmpty()
                ? new Result(Status.OK, running + " repeated tasks run in time.")
                : new Result(worst, String.join(" ", complaints));
    }
}
