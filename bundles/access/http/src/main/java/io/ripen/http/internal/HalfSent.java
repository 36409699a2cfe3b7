package io.ripen.http.internal;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for the rest of their bodies. They hold no thread, but memory and a connection each, so there are
 * only so many: one more ends the one that waits longest, of the same address when that has its share, else of the address
 * that has most. Whoever sends a body at once is through before that can happen, also when somebody behind the same proxy
 * holds hundreds open. Thread-safe.
 */
final class HalfSent {
    private final int mostOfAddress;
    private final int most;
    private final Map<String, Deque<Waiting>> byAddress = new HashMap<>();
    private int count;

    /** A request that waits. */
    interface Waiting {
        /** Ends it. Called without any lock. */
        void giveUp();
    }

    HalfSent(int mostOfAddress, int most) {
        this.mostOfAddress = Math.max(1, mostOfAddress);
        this.most = Math.max(1, most);
    }

    void add(String address, Waiting waiting) {
        Waiting ended = put(address, waiting);
        if (ended != null) {
            ended.giveUp();
        }
    }

    private synchronized @Nullable Waiting put(String address, Waiting waiting) {
        Deque<Waiting> same = byAddress.get(address);
        Waiting ended = null;
        if (same != null && same.size() >= mostOfAddress) {
            ended = first(address);
        } else if (count >= most) {
            ended = byAddress.entrySet().stream()
                    .max(Comparator.comparingInt(each -> each.getValue().size()))
                    .map(each -> first(each.getKey()))
                    .orElse(null);
        }
        byAddress.computeIfAbsent(address, none -> new ArrayDeque<>()).add(waiting);
        count++;
        return ended;
    }

    private @Nullable Waiting first(String address) {
        Deque<Waiting> all = byAddress.get(address);
        Waiting first = all == null ? null : all.peek();
        if (first != null) {
            remove(address, first);
        }
        return first;
    }

    synchronized void remove(String address, Waiting waiting) {
        Deque<Waiting> all = byAddress.get(address);
        if (all != null && all.remove(waiting)) {
            count--;
            if (all.isEmpty()) {
                byAddress.remove(address);
            }
        }
    }

    synchronized int count() {
        return count;
    }
}
