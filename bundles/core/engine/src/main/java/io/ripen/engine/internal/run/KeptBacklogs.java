package io.ripen.engine.internal.run;

import io.ripen.access.Actor;
import io.ripen.core.store.ParkedGroup;
import io.ripen.core.store.Stores;
import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.policy.Backlogs;
import io.ripen.policy.Blocks;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts parked runs by their index; the stale ones by the rule that the newest revision of their step has. Thread-safe. */
@Component
public final class KeptBacklogs implements Backlogs {
    private final Stores stores;
    private final DeployedSequences sequences;

    @Activate
    public KeptBacklogs(@Reference Stores stores, @Reference DeployedSequences sequences) {
        this.stores = stores;
        this.sequences = sequences;
    }

    @Override
    public Optional<Backlog> behind(Actor by, String block) {
        boolean seen = by.admin() || Blocks.teamOf(block).map(by::sees).orElse(false);
        return seen ? Optional.of(behind(block)) : Optional.empty();
    }

    private Backlog behind(String block) {
        return stores.transactions().call(work -> {
            Instant now = stores.clock().instant();
            List<Line> lines = new ArrayList<>();
            long runs = 0;
            for (ParkedGroup group : stores.parked().groups(work, Parking.BLOCK + block)) {
                lines.add(line(work, block, group, now));
                runs += group.runs();
            }
            return new Backlog(block, runs, lines);
        });
    }

    private Line line(UnitOfWork work, String block, ParkedGroup group, Instant now) {
        DurablePoint.Touch touch = touch(group);
        StaleRule rule = touch == null ? StaleRule.SHIFT : StaleRule.of(touch);
        long stale = touch == null
                ? 0
                : stores.parked().dueBefore(work, Parking.BLOCK + block, group, now.minus(StaleRule.limit(touch)));
        return new Line(
                new SequenceId(group.sequence()),
                group.step() == null ? null : new StepId(group.step()),
                group.runs(),
                stale,
                rule.name().toLowerCase(Locale.ROOT),
                group.oldest(),
                group.newest());
    }

    private DurablePoint.@Nullable Touch touch(ParkedGroup group) {
        String step = group.step();
        return step != null
                        && sequences
                                        .current(new SequenceId(group.sequence()))
                                        .map(each -> each.point(new StepId(step)))
                                        .orElse(null)
                                instanceof DurablePoint.Touch touch
                ? touch
                : null;
    }
}
