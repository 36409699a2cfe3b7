package io.ripen.step.split.internal;

import io.ripen.step.Step;
import io.ripen.step.StepNames;
import io.ripen.step.StepType;
import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/**
 * Records the way that a run takes: {@code path:urgent?pace=0.5}. Reports group by it, and {@code ${body.path}} tells it.
 * {@code pace} is what the later waits of the run are multiplied by: 0.5 makes seven days of fourteen, 1.5 makes twenty-one.
 */
@Component
@StepType("path")
public final class PathStep implements Step {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final double LEAST = 0.01;
    private static final double MOST = 100;

    @Override
    public Action prepare(String path, Map<String, String> options) {
        if (!NAME.matcher(path).matches()) {
            throw new IllegalArgumentException("'path:" + path
                    + "' names no way: write path:NAME with 1 to 100 letters, digits, '-', '_' and '.'.");
        }
        for (String name : options.keySet()) {
            if (!name.equals("pace")) {
                throw new IllegalArgumentException("'path:" + path + "' has no option '" + name + "': use pace.");
            }
        }
        double pace = pace(path, options.getOrDefault("pace", "1"));
        return (lead, effects) -> effects.path(path, pace);
    }

    @Override
    public StepNames names(String path, Map<String, String> options) {
        return StepNames.path(path);
    }

    private static double pace(String path, String written) {
        String text = written.strip();
        double pace = text.matches("\\d{1,3}(\\.\\d{1,4})?") ? Double.parseDouble(text) : 0;
        if (pace < LEAST || pace > MOST) {
            throw new IllegalArgumentException("Option 'pace' of 'path:" + path + "' is '" + written
                    + "': write a number from 0.01 to 100, such as pace=0.5 for half the waits.");
        }
        return pace;
    }
}
