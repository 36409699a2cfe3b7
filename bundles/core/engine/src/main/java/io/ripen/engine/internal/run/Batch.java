package io.ripen.engine.internal.run;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.Move;
import io.ripen.engine.internal.enroll.Journal;
import io.ripen.engine.internal.enroll.Slots;
import io.ripen.policy.Blocks;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one claim collects: the moves that it writes, what it has to tell, and what goes under way after it. */
final class Batch {
    final EngineParts parts;
    final UnitOfWork work;
    final long node;
    final Room room;
    final Instant now;
    final Journal journal;
    final List<Move> moves = new ArrayList<>();
    final List<InFlight> sends = new ArrayList<>();
    final List<InFlight> asks = new ArrayList<>();
    final List<Planned.Foreign> foreign = new ArrayList<>();
    private @Nullable Boolean held;

    /**
     * @param node as which the runs are claimed
     * @param room how much may go under way
     */
    Batch(EngineParts parts, UnitOfWork work, long node, Room room) {
        this.parts = parts;
        this.work = work;
        this.node = node;
        this.room = room;
        this.now = parts.stores().clock().instant();
        this.journal = new Journal(parts.stores(), Slots.ofEngine(node, 0));
    }

    /** Whether all that leaves is held; asked once for the batch. */
    boolean held() {
        if (held == null) {
            held = !parts.stores().blocks().among(work, List.of(Blocks.HOLD)).isEmpty();
        }
        return held;
    }

    /** When a lane that has no room now will have dealt with those before. */
    Instant later(String lane) {
        return parts.pauses().from(now, room.queue(lane));
    }

    void tellParked(EnrollmentRow run, @Nullable String step, String reason) {
        journal.line(run, "parked", step, 0, reason);
        journal.count(run.sequence(), null, "parked", 1);
    }
}
