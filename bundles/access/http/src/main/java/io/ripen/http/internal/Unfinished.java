package io.ripen.http.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What waits for the other side: requests for the rest of their bodies, answers for whoever asked to take them. They hold no
 * thread, but memory and a connection each, so there is only so much of them: one more ends those that wait longest, of the
 * same address when that has its share, else of the address that has most. Whoever sends and takes at once is through before
 * that can happen, also when somebody behind the same proxy holds hundreds open. Thread-safe.
 */
final class Unfinished {
    private final long mostOfAddress;
    private final long most;
    private final Map<String, Waiters> byAddress = new HashMap<>();
    private long weight;

    /** A request or an answer that waits. */
    interface Waiting {
        /** Ends it. Called without any lock. */
        void giveUp();
    }

    /** Those of one address, the one that waits longest first. */
    private static final class Waiters {
        private final Map<Waiting, Integer> weights = new LinkedHashMap<>();
        private long weight;
    }

    /**
     * @param mostOfAddress how much may wait of one address, in units of weight
     * @param most how much may wait in all
     */
    Unfinished(long mostOfAddress, long most) {
        this.mostOfAddress = Math.max(1, mostOfAddress);
        this.most = Math.max(1, most);
    }

    /** Lets it wait, and ends others where there is no room for it. It waits also when it alone is too heavy. */
    void add(String address, Waiting waiting, int weight) {
        put(address, waiting, weight).forEach(Waiting::giveUp);
    }

    private synchronized List<Waiting> put(String address, Waiting waiting, int added) {
        List<Waiting> ended = new ArrayList<>();
        for (Waiters same = byAddress.get(address);
                same != null && !same.weights.isEmpty() && same.weight + added > mostOfAddress; ) {
            ended.add(takeFirst(address, same));
        }
        while (weight > 0 && weight + added > most) {
            Map.Entry<String, Waiters> heaviest = byAddress.entrySet().stream()
                    .max(Comparator.comparingLong(each -> each.getValue().weight))
                    .orElseThrow();
            ended.add(takeFirst(heaviest.getKey(), heaviest.getValue()));
        }
        Waiters same = byAddress.computeIfAbsent(address, none -> new Waiters());
        same.weights.put(waiting, added);
        same.weight += added;
        weight += added;
        return ended;
    }

    private Waiting takeFirst(String address, Waiters same) {
        Waiting first = same.weights.keySet().iterator().next();
        remove(address, first);
        return first;
    }

    synchronized void remove(String address, Waiting waiting) {
        Waiters all = byAddress.get(address);
        Integer removed = all == null ? null : all.weights.remove(waiting);
        if (all != null && removed != null) {
            all.weight -= removed;
            weight -= removed;
            if (all.weights.isEmpty()) {
                byAddress.remove(address);
            }
        }
    }

    /** How much waits in all. */
    synchronized long weight() {
        return weight;
    }
}
