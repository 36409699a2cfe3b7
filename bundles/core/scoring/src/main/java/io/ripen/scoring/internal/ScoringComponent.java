package io.ripen.scoring.internal;

import io.ripen.core.store.Stores;
import io.ripen.event.Event;
import io.ripen.event.EventRule;
import io.ripen.event.EventTypes;
import io.ripen.service.LateService;
import io.ripen.task.TaskDraft;
import io.ripen.task.Tasks;
import io.ripen.transaction.UnitOfWork;
import io.ripen.trigger.TimeSpan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Scores every event that comes in, in the transaction in which it is stored. */
@Component(configurationPid = "io.ripen.scoring")
@Designate(ocd = ScoringConfig.class)
public final class ScoringComponent implements EventRule {
    private final Scoring scoring;
    private final Set<String> types;
    private volatile @Nullable LateService<Tasks> tasks;

    /** Not the service itself: the tasks may need the intake, which needs its rules, which need the tasks. */
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

    @Activate
    public ScoringComponent(@Reference Stores stores, ScoringConfig config) {
        Thresholds thresholds = Thresholds.of(config.sales_threshold().strip(), config.thresholds());
        String title = config.owner_task().strip();
        TaskDraft task = title.isEmpty()
                ? null
                : new TaskDraft("todo", title, null, null, TimeSpan.of("owner.task.due", config.owner_task_due()));
        stores.contacts().fadeScores(TimeSpan.of("half.life", config.half_life()));
        ScoreRules rules = ScoreRules.of(config.points());
        scoring = new Scoring(stores, rules, thresholds, new SalesReady(this::tasks, thresholds, task));
        types = new TreeSet<>(rules.types());
        // Somebody may set the score by hand, which may cross a threshold.
        types.add(EventTypes.FIELD_CHANGED);
    }

    private Optional<Tasks> tasks() {
        LateService<Tasks> now = tasks;
        return now == null ? Optional.empty() : Optional.of(now.get());
    }

    @Override
    public Place place() {
        return Place.SCORE;
    }

    @Override
    public Set<String> types() {
        return types;
    }

    @Override
    public List<Event> apply(UnitOfWork work, List<Occurrence> occurrences) {
        return scoring.apply(work, occurrences);
    }
}
