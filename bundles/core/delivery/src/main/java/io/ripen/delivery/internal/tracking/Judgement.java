package io.ripen.delivery.internal.tracking;

import io.ripen.core.store.HitRow;
import io.ripen.core.store.MessageRow;
import io.ripen.tracking.Engagement;
import io.ripen.tracking.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says who it was. A machine that gives itself away is known at once; everybody else is judged when it is seen what came
 * with it.
 *
 * @param tooFast what comes sooner after the sending was a machine; machine time
 * @param burst window within which many links are a machine's; machine time
 * @param speed seconds of business time in one of machine time
 */
record Judgement(Duration tooFast, Duration burst, double speed) {
    static final String TOO_FAST = "too-fast";
    static final String HIDDEN_LINK = "hidden-link";
    static final String ALL_LINKS = "all-links";
    private static final int MANY = 3;

    /** What can be said when it comes in. */
    Sight atOnce(Hit hit, MessageRow message) {
        Sight sight = hit.sight();
        if (hit.link() == HitRow.HIDDEN) {
            return machine(sight, HIDDEN_LINK);
        }
        return sight.engagement() != Engagement.MACHINE && isTooFast(hit, message) ? machine(sight, TOO_FAST) : sight;
    }

    private boolean isTooFast(Hit hit, MessageRow message) {
        Instant sent = message.sendingMachineAt();
        return (sent != null && within(Duration.between(sent, hit.machineAt())))
                || soon(message.settledAt(), hit)
                || soon(message.deliveredAt(), hit);
    }

    /** The database keeps these in business time. */
    private boolean soon(@Nullable Instant business, Hit hit) {
        if (business == null) {
            return false;
        }
        Duration since = Duration.between(business, hit.at());
        return within(Duration.ofNanos(
                (long) (Math.min(since.toMillis(), Duration.ofDays(365).toMillis()) * 1e6 / speed)));
    }

    private boolean within(Duration since) {
        return since.compareTo(tooFast) < 0;
    }

    /**
     * The last word on a hit.
     *
     * @param all all hits of its message
     * @param links how many different links the message has
     */
    HitRow last(HitRow hit, List<HitRow> all, int links) {
        if (hit.engagement().equals(Engagement.MACHINE.word())) {
            return hit.judged(hit.engagement(), hit.reason());
        }
        for (HitRow other : all) {
            if (other.link() == HitRow.HIDDEN && other.fingerprint().equals(hit.fingerprint())) {
                return hit.judged(Engagement.MACHINE.word(), HIDDEN_LINK);
            }
        }
        return hit.link() > 0 && inBurst(hit, all, links)
                ? hit.judged(Engagement.MACHINE.word(), ALL_LINKS)
                : hit.judged(hit.engagement(), hit.reason());
    }

    /** Whether some window around it has three different links, or all that there are and more than one. */
    private boolean inBurst(HitRow hit, List<HitRow> all, int links) {
        for (HitRow first : all) {
            Instant end = first.machineAt().plus(burst);
            if (first.link() <= 0
                    || first.machineAt().isAfter(hit.machineAt())
                    || hit.machineAt().isAfter(end)) {
                continue;
            }
            Set<Long> clicked = new HashSet<>();
            for (HitRow other : all) {
                if (other.link() > 0
                        && !other.machineAt().isBefore(first.machineAt())
                        && !other.machineAt().isAfter(end)) {
                    clicked.add(other.link());
                }
            }
            if (clicked.size() >= MANY || (clicked.size() > 1 && clicked.size() >= links)) {
                return true;
            }
        }
        return false;
    }

    private static Sight machine(Sight sight, String reason) {
        return new Sight(Engagement.MACHINE, reason, sight.agent(), sight.fingerprint());
    }
}
