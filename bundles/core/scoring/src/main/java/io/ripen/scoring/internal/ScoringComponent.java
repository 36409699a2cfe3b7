package io.ripen.scoring.internal;

import io.ripen.core.store.Stores;
import io.ripen.event.EventReaction;
import io.ripen.event.Events;
import io.ripen.service.LateService;
import io.ripen.task.TaskDraft;
import io.ripen.task.Tasks;
import io.ripen.transaction.UnitOfWork;
import io.ripen.trigger.TimeSpan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Scores every event that comes in, in the transaction in which it is stored. */
@Component(configurationPid = "io.ripen.scoring")
@Designate(ocd = ScoringConfig.class)
public final class ScoringComponent implements EventReaction {
    private final Scoring scoring;
    private final LateService<Events> events;
    private volatile @Nullable LateService<Tasks> tasks;

    /** Not the service itself: the tasks may need the intake, which needs its reactions, which need the tasks. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setTasks(ComponentServiceObjects<Tasks> there) {
        tasks = new LateService<>(there);
    }

    void unsetTasks(ComponentServiceObjects<Tasks> gone) {
        LateService<Tasks> late = tasks;
        if (late != null && late.isOf(gone)) {
            tasks = null;
            late.close();
        }
    }

    /** The intake is asked for when it is needed first, since it asks for its reactions when it starts. */
    @Activate
    public ScoringComponent(
            @Reference Stores stores, @Reference ComponentServiceObjects<Events> events, ScoringConfig config) {
        this.events = new LateService<>(events);
        Thresholds thresholds = Thresholds.of(config.sales_threshold().strip(), config.thresholds());
        String title = config.owner_task().strip();
        TaskDraft task = title.isEmpty()
                ? null
                : new TaskDraft("todo", title, null, null, TimeSpan.of("owner.task.due", config.owner_task_due()));
        stores.contacts().fadeScores(TimeSpan.of("half.life", config.half_life()));
        scoring = new Scoring(
                stores,
                ScoreRules.of(config.points()),
                thresholds,
                new SalesReady(this.events, this::tasks, thresholds, task));
    }

    private Optional<Tasks> tasks() {
        LateService<Tasks> now = tasks;
        return now == null ? Optional.empty() : Optional.of(now.get());
    }

    /** Gives back what it took late. */
    @Deactivate
    void stop() {
        events.close();
    }

    @Override
    public Set<String> types() {
        return Set.of("*");
    }

    @Override
    public void react(UnitOfWork work, List<Occurrence> occurrences) {
        scoring.react(work, occurrences);
    }
}
