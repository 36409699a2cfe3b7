package io.ripen.engine.internal.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is under way, by lane: one for each channel and one for segments that call foreign endpoints. Each lane has a limit
 * of its own, so a provider that hangs holds up nobody but its own channel. Thread-safe.
 */
final class Flows {
    /** The lane of segments that leave our own data; no channel has this name. */
    static final String FOREIGN = "";

    private final int most;
    private final Map<String, Flow> lanes = new ConcurrentHashMap<>();

    /** @param most how much each lane may have under way */
    Flows(int most) {
        this.most = most;
    }

    Flow of(String lane) {
        return lanes.computeIfAbsent(lane, name -> new Flow(most));
    }

    int underWay() {
        int all = 0;
        for (Flow lane : lanes.values()) {
            all += lane.underWay();
        }
        return all;
    }

    /**
     * How many runs to claim now; 0 means to wait until something was settled. Only lanes that will have room in a moment
     * are waited for. For which lane a run is shows when its segment is run, so what comes to a slow lane is put back.
     */
    int claimable(int batch) {
        int claim = batch;
        for (Flow lane : lanes.values()) {
            if (lane.isQuick(batch)) {
                int room = lane.room();
                if (room < Math.min(batch, lane.limit()) / 2) {
                    return 0;
                }
                claim = Math.min(claim, room);
            }
        }
        return claim;
    }

    /** Channels for which leads had to stay away for half a minute or more, within the last minutes; in order. */
    List<String> behind() {
        return lanes.entrySet().stream()
                .filter(lane ->
                        !lane.getKey().equals(FOREIGN) && lane.getValue().isBehind())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
