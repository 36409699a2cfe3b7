package io.ripen.engine.internal.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much one claim may set under way in each lane. Belongs to one transaction: nothing has to be given back when that is
 * rolled back.
 */
final class Room {
    /** So many more are asked at once when of those that were asked few went, such as at night. */
    private static final int BOLD = 8;

    private static final class Left {
        private int room;
        private int asked;
        private int went;
    }

    private final @Nullable Flows flows;
    private final Map<String, Left> lanes = new HashMap<>();

    private Room(@Nullable Flows flows) {
        this.flows = flows;
    }

    static Room in(Flows flows) {
        return new Room(flows);
    }

    /** For who settles everything before the next claim. */
    static Room endless() {
        return new Room(null);
    }

    /**
     * How many of this lane to ask the gate for. When of those that were asked few went, that is more than there is room
     * for: the limit may be passed by a little, so that a batch that a policy holds does not take a hundred questions.
     */
    int quota(String lane) {
        Left left = left(lane);
        if (left.room <= 0) {
            return 0;
        }
        long bold = left.asked == 0 ? left.room : (long) left.room * left.asked / Math.max(1, left.went);
        return (int) Math.min(Math.min(bold, (long) left.room * BOLD), Integer.MAX_VALUE);
    }

    /** @param goes whether it takes room */
    void asked(String lane, boolean goes) {
        Left left = left(lane);
        left.asked++;
        if (goes) {
            left.went++;
            left.room--;
        }
    }

    /** How long, in machine time, what found no room stays away. */
    Duration queue(String lane) {
        return flows == null ? Duration.ZERO : flows.of(lane).queue();
    }

    private Left left(String lane) {
        return lanes.computeIfAbsent(lane, name -> {
            Left left = new Left();
            left.room = flows == null ? Integer.MAX_VALUE : flows.of(name).room();
            return left;
        });
    }
}
