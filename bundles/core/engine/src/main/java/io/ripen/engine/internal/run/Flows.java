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
    private volatile String busiest = FOREIGN;

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
     * How many runs to claim now; 0 means to wait until something was settled. Only the lane that most of the last claim
     * went to is waited for, and not for long. For which lane a run is shows when its segment is run, so what comes to
     * another lane that has no room is put back.
     */
    int claimable(int batch) {
        Flow lane = of(busiest);
        if (!lane.isWaitedFor()) {
            return batch;
        }
        int room = lane.room();
        return room < Math.min(batch, lane.limit()) / 2 ? 0 : Math.min(batch, room);
    }

    /** @param begun how many of a claim go under way in each lane */
    void begun(Map<String, Integer> begun) {
        int most = 0;
        for (Map.Entry<String, Integer> lane : begun.entrySet()) {
            of(lane.getKey()).begun(lane.getValue());
            if (lane.getValue() > most) {
                most = lane.getValue();
                busiest = lane.getKey();
            }
        }
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
