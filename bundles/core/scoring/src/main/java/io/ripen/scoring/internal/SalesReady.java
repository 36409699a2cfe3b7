package io.ripen.scoring.internal;

import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.score.DecayingScore;
import io.ripen.scoring.internal.Scoring.Crossing;
import io.ripen.scoring.internal.Thresholds.Threshold;
import io.ripen.task.TaskDraft;
import io.ripen.task.Tasks;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells everybody who wants to know that scores reached thresholds: sequences by events, the owner by a task. */
final class SalesReady {
    private final Supplier<Optional<Tasks>> tasks;
    private final Thresholds thresholds;
    private final @Nullable TaskDraft task;

    /**
     * @param tasks empty while nobody keeps tasks; then the event and the tag say it alone
     * @param task what the owner is told, or null for nothing
     */
    SalesReady(Supplier<Optional<Tasks>> tasks, Thresholds thresholds, @Nullable TaskDraft task) {
        this.tasks = tasks;
        this.thresholds = thresholds;
        this.task = task;
    }

    /** Tells the owners; answers the events. */
    List<Event> tell(UnitOfWork work, List<Crossing> crossings, Instant now) {
        if (crossings.isEmpty()) {
            return List.of();
        }
        List<Event> all = new ArrayList<>();
        for (Crossing crossing : crossings) {
            if (crossing.becameReady()) {
                // The id that every change of a contact has, so that no other change can take it.
                all.add(event(
                        crossing,
                        "contact-" + crossing.contact().id() + "-"
                                + crossing.contact().version(),
                        EventTypes.TAG_ADDED,
                        Map.of("tag", DecayingScore.SALES_READY_TAG),
                        now));
            }
            for (Threshold threshold : crossing.crossed()) {
                all.add(event(
                        crossing,
                        "score-" + crossing.contact().id() + "-"
                                + crossing.contact().version() + "-" + threshold.name(),
                        EventTypes.SCORE_REACHED,
                        Map.of(
                                "threshold",
                                threshold.name(),
                                "score",
                                crossing.contact().score()),
                        now));
            }
        }
        tellOwners(work, crossings);
        return all;
    }

    private void tellOwners(UnitOfWork work, List<Crossing> crossings) {
        Optional<Tasks> now = task == null ? Optional.empty() : tasks.get();
        if (now.isEmpty() || task == null) {
            return;
        }
        for (Crossing crossing : crossings) {
            if (crossing.crossed().stream().anyMatch(thresholds::isSales)) {
                now.get()
                        .create(
                                work,
                                new Tasks.Origin(
                                        crossing.contact().team(),
                                        crossing.contact().id(),
                                        crossing.contact().owner(),
                                        null,
                                        null,
                                        null,
                                        null),
                                task);
            }
        }
    }

    private static Event event(Crossing crossing, String id, String type, Map<String, Object> data, Instant now) {
        return new Event(
                id, type, crossing.contact().team(), crossing.contact().id(), null, now, EventSource.SEQUENCE, data);
    }
}
