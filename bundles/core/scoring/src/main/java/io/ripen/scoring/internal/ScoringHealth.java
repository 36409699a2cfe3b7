package io.ripen.scoring.internal;

import io.ripen.event.EventTypes;
import io.ripen.health.HealthCheck;
import io.ripen.text.NearestName;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Tells points for an event that nobody sends, and that is spelled nearly as one of ours is. Any other name may be an event of
 * somebody's own. Immutable.
 */
@Component(configurationPid = "io.ripen.scoring")
public final class ScoringHealth implements HealthCheck {
    private static final Set<String> OURS = ours();

    private final Result result;

    @Activate
    public ScoringHealth(ScoringConfig config) {
        List<String> wrong = new ArrayList<>();
        for (String type : types(config)) {
            if (!OURS.contains(type)) {
                OURS.stream()
                        .filter(known -> NearestName.isSlip(type, known))
                        .findFirst()
                        .ifPresent(near -> wrong.add("Nothing of ours sends the event '" + type
                                + "', to which points in etc/io.ripen.scoring.cfg gives some. Did you mean '" + near
                                + "'? If it is an event of your own, choose a name that is less like ours."));
            }
        }
        result = wrong.isEmpty()
                ? new Result(Status.OK, "All points are for events that may come.")
                : new Result(Status.WARN, String.join(" ", wrong));
    }

    /** What cannot be read at all is told by the component that scores. */
    private static Set<String> types(ScoringConfig config) {
        try {
            return new TreeSet<>(ScoreRules.of(config.points()).types());
        } catch (IllegalArgumentException unreadable) {
            return Set.of();
        }
    }

    private static Set<String> ours() {
        Set<String> ours = new TreeSet<>();
        try {
            for (Field each : EventTypes.class.getFields()) {
                if (each.get(null) instanceof String type) {
                    ours.add(type);
                }
            }
        } catch (IllegalAccessException notPublic) {
            throw new IllegalStateException(notPublic);
        }
        return ours;
    }

    @Override
    public String name() {
        return "scoring";
    }

    @Override
    public Result check() {
        return result;
    }
}
