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
    static final String UNSUBSCRIBE_LINK = "unsubscribe-link";
    private static final int MANY = 3;
    /** Scanners look at a mail when it comes in; machine time. */
    private static final Duration SCANNED = Duration.ofMinutes(10);
    /** Nobody opens three links in less; machine time. */
    private static final Duration NOBODY = Duration.ofSeconds(3);

    /** What can be said when it comes in. */
    Sight atOnce(Hit hit, MessageRow message) {
        Sight sight = hit.sight();
        if (hit.link() == HitRow.HIDDEN) {
            return machine(sight, HIDDEN_LINK);
        }
        return sight.engagement() != Engagement.MACHINE && isSince(tooFast, hit.machineAt(), hit.at(), message)
                ? machine(sight, TOO_FAST)
                : sight;
    }

    /** Whether it was sent, taken or delivered so short a time ago. */
    private boolean isSince(Duration time, Instant machineAt, Instant at, MessageRow message) {
        Instant sent = message.sendingMachineAt();
        return (sent != null && Duration.between(sent, machineAt).compareTo(time) < 0)
                || isSince(time, message.settledAt(), at)
                || isSince(time, message.deliveredAt(), at);
    }

    /** The database keeps these in business time. */
    private boolean isSince(Duration time, @Nullable Instant business, Instant at) {
        if (business == null) {
            return false;
        }
        Duration since = Duration.between(business, at);
        return Duration.ofNanos((long)
                                (Math.min(since.toMillis(), Duration.ofDays(365).toMillis()) * 1e6 / speed))
                        .compareTo(time)
                < 0;
    }

    /**
     * The last word on a hit.
     *
     * @param message null when it is not known any more
     * @param all all hits of its message
     * @param links how many different links the message has
     */
    HitRow last(HitRow hit, @Nullable MessageRow message, List<HitRow> all, int links) {
        if (hit.engagement().equals(Engagement.MACHINE.word())) {
            return hit.judged(hit.engagement(), hit.reason());
        }
        for (HitRow other : all) {
            if (other.link() == HitRow.HIDDEN && other.fingerprint().equals(hit.fingerprint())) {
                return hit.judged(Engagement.MACHINE.word(), HIDDEN_LINK);
            }
        }
        if (hit.link() > 0 && all.stream().anyMatch(other -> isUnsubscribing(other, hit))) {
            return hit.judged(Engagement.MACHINE.word(), UNSUBSCRIBE_LINK);
        }
        boolean fresh = message == null || isSince(SCANNED, hit.machineAt(), hit.at(), message);
        return hit.link() > 0 && inBurst(hit, all, links, fresh)
                ? hit.judged(Engagement.MACHINE.word(), ALL_LINKS)
                : hit.judged(hit.engagement(), hit.reason());
    }

    /** Whether the same agent looked at the page to unsubscribe as well, at about the same time: people do one of the two. */
    private boolean isUnsubscribing(HitRow other, HitRow hit) {
        return other.link() == HitRow.UNSUBSCRIBE_PAGE
                && other.fingerprint().equals(hit.fingerprint())
                && Duration.between(other.machineAt(), hit.machineAt()).abs().compareTo(burst) <= 0;
    }

    /**
     * Whether some window around it has three different links, or all that there are and more than one.
     *
     * @param fresh whether the mail has just come in. Later a person may open two links one after the other, and only what
     *     nobody could do is a machine's
     */
    private boolean inBurst(HitRow hit, List<HitRow> all, int links, boolean fresh) {
        Duration window = fresh || burst.compareTo(NOBODY) < 0 ? burst : NOBODY;
        for (HitRow first : all) {
            Instant end = first.machineAt().plus(window);
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
            if (clicked.size() >= MANY || (fresh && clicked.size() > 1 && clicked.size() >= links)) {
                return true;
            }
        }
        return false;
    }

    private static Sight machine(Sight sight, String reason) {
        return new Sight(Engagement.MACHINE, reason, sight.agent(), sight.fingerprint());
    }
}
