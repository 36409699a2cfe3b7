package io.ripen.engine.internal.check;

import io.ripen.channel.Channel;
import io.ripen.channel.TemplateFormat;
import io.ripen.sequence.Problem;
import io.ripen.step.Step;
import io.ripen.trigger.Trigger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which channels, steps and triggers there are now. Thread-safe. */
public interface Installed {
    Optional<Channel> channel(String type);

    Optional<Step> step(String kind);

    /** The trigger for this value of {@code on=}; one that is registered for {@code *} serves what no other does. */
    Optional<Trigger> trigger(String on);

    /** What is wrong with a template, as far as what renders it can tell now. */
    default List<Problem> templateProblems(String file, String text, TemplateFormat format) {
        return List.of();
    }

    /** The names of the links in a template; none when nothing is installed that reads templates. */
    default Set<String> templateLinks(String file, String text, TemplateFormat format) {
        return Set.of();
    }

    /** The variables that a template names, with the lines; none when nothing is installed that reads templates. */
    default Map<String, Integer> templateVariables(String file, String text, TemplateFormat format) {
        return Map.of();
    }

    /** The ids of the sequences that are there or are about to be, whether in service or refused; none when nobody knows. */
    default Set<String> sequences() {
        return Set.of();
    }

    Set<String> channelTypes();

    Set<String> stepKinds();

    Set<String> triggerTypes();
}
