package io.ripen.delivery.internal.installed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;

/**
 * Services of one kind by their type. Of two with the same type the one with the highest service ranking counts, then the
 * one with the lowest service id. Reading is free of locks: it is done for each message. Thread-safe.
 */
final class ByType<S> {

    private record Entry<S>(String type, S service, int ranking, long id) {}

    private final List<Entry<S>> entries = new ArrayList<>();
    private volatile Map<String, S> best = Map.of();

    synchronized void add(String type, S service, Map<String, ?> properties) {
        int ranking = properties.get(Constants.SERVICE_RANKING) instanceof Integer given ? given : 0;
        long id = properties.get(Constants.SERVICE_ID) instanceof Long given ? given : entries.size();
        entries.add(new Entry<>(type, service, ranking, id));
        choose();
    }

    synchronized void remove(S service) {
        entries.removeIf(entry -> entry.service() == service);
        choose();
    }

    @Nullable S get(String type) {
        return best.get(type);
    }

    /** The chosen ones by type, in order of type. */
    Map<String, S> all() {
        return best;
    }

    private void choose() {
        entries.sort(Comparator.comparing((Entry<S> entry) -> entry.ranking())
                .reversed()
                .thenComparing(Entry::id));
        Map<String, S> chosen = new TreeMap<>();
        for (Entry<S> entry : entries) {
            chosen.putIfAbsent(entry.type(), entry.service());
        }
        best = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(chosen));
    }
}
