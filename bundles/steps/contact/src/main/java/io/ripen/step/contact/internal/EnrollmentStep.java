package io.ripen.step.contact.internal;

import io.ripen.sequence.SequenceId;
import io.ripen.step.Step;
import io.ripen.step.StepType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/**
 * Ends other runs of the lead: {@code enrollment:stop?sequence=new-lead-14-day,b2b-90-day}, or {@code enrollment:stop} for
 * all of them. The run that the step stands in goes on. {@code reason=…} is what reports and the timeline show.
 */
@Component
@StepType("enrollment")
public final class EnrollmentStep implements Step {
    private static final String SEQUENCE = "sequence";
    private static final String REASON = "reason";

    @Override
    public Action prepare(String path, Map<String, String> options) {
        if (!path.equals("stop")) {
            throw new IllegalArgumentException(
                    "'enrollment:" + path + "' does not exist: write enrollment:stop?sequence=….");
        }
        Options.onlyKnown("enrollment:stop", options.keySet(), Set.of(SEQUENCE, REASON));
        String written = options.get(SEQUENCE);
        List<SequenceId> only = written == null
                ? List.of()
                : Options.list("enrollment:stop", SEQUENCE, written).stream()
                        .map(SequenceId::new)
                        .toList();
        String reason = options.get(REASON);
        if (reason != null && reason.isBlank()) {
            throw new IllegalArgumentException(
                    "Option 'reason' of 'enrollment:stop' is empty: say why in a few words, or leave it out.");
        }
        return (lead, effects) -> {
            String why = reason != null
                    ? reason.strip()
                    : "Removed by sequence " + lead.getEnrollment().sequence() + ".";
            if (only.isEmpty()) {
                effects.stopOthers(null, why);
            } else {
                only.forEach(sequence -> effects.stopOthers(sequence, why));
            }
        };
    }
}
