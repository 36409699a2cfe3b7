package io.ripen.delivery.internal.gate;

import io.ripen.channel.Reconciliation;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.Finding;
import io.ripen.core.store.Gate.Found;
import io.ripen.core.store.MessageStore;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that two attempts never take one message of the provider's for theirs. What an attempt found by asking is
 * compared with what others have, in the transaction that writes it; those that write at the same time for one address wait for
 * each other. Who comes second stays in doubt, is asked about again, and then looks for another one.
 */
final class FoundIds {
    private static final String LOCK = "reconcile";
    /** How much earlier than an attempt another message's provider id may be and still be confused with it. */
    static final Duration CONFUSABLE = Duration.ofDays(1);
    /** Longer than a channel has for a request: what was begun before that is not on its way any more. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(40);

    private final GateParts parts;
    private final UnitOfWork work;

    FoundIds(GateParts parts, UnitOfWork work) {
        this.parts = parts;
        this.work = work;
    }

    /** The same findings, in the same order; what somebody else has became undecided. */
    List<Found> judged(List<Found> all) {
        Set<String> addresses = new TreeSet<>();
        for (Found each : all) {
            if (byAsking(each) != null) {
                addresses.add(each.message().address());
            }
        }
        if (addresses.isEmpty()) {
            return all;
        }
        parts.stores().policyMemory().lock(work, LOCK, addresses);
        Instant now = parts.clock().instant();
        Map<String, List<MessageStore.Taken>> taken = new HashMap<>();
        for (String address : addresses) {
            taken.put(address, parts.stores().messages().taken(work, address, now.minus(CONFUSABLE)));
        }
        Set<String> given = new HashSet<>();
        List<Found> judged = new ArrayList<>(all.size());
        for (Found each : all) {
            String id = byAsking(each);
            boolean free = id == null
                    || isFree(
                                    each.message(),
                                    id,
                                    taken.getOrDefault(each.message().address(), List.of()),
                                    now)
                            && given.add(id);
            judged.add(free ? each : undecided(each));
        }
        return judged;
    }

    private static @Nullable String byAsking(Found found) {
        return found.finding() instanceof Finding.Asked asked
                        && asked.reconciliation() instanceof Reconciliation.Found there
                ? there.providerId()
                : null;
    }

    private static boolean isFree(Admitted message, String id, List<MessageStore.Taken> others, Instant now) {
        for (MessageStore.Taken other : others) {
            boolean another = other.message() != message.id();
            // What is on its way may be the one that was found: its sender has the id and has not written it down yet.
            boolean onItsWay = other.providerId() == null
                    && other.sendingAt().plus(ON_ITS_WAY).isAfter(now);
            if (another && (id.equals(other.providerId()) || onItsWay)) {
                return false;
            }
        }
        return true;
    }

    private static Found undecided(Found found) {
        return new Found(
                found.message(),
                new Finding.Asked(
                        new Reconciliation.Undecided(
                                "The provider has a message with the same text to the same address. It may be another one, so the provider is asked again.")),
                found.retryAt());
    }
}
