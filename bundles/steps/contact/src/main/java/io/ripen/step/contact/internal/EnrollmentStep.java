package io.ripen.step.contact.internal;

import io.ripen.sequence.Lead;
import io.ripen.sequence.SequenceId;
import io.ripen.step.Effects;
import io.ripen.step.Step;
import io.ripen.step.StepNames;
import io.ripen.step.StepType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Begins and ends runs of the lead:
 *
 * <ul>
 *   <li>{@code enrollment:enroll?sequence=onboarding}: also enrolls in another sequence; this run goes on
 *   <li>{@code enrollment:move?to=re-engagement-sms}: enrolls there and ends this run
 *   <li>{@code enrollment:remove?from=new-lead-14-day,b2b-90-day}, or {@code from=all}: ends other runs; this one goes on.
 *       {@code enrollment:stop?sequence=…} is the same
 * </ul>
 *
 * {@code key=…} of the first two is the run's key, for a sequence in which a lead may be several times; {@code reason=…} is
 * what reports and the timeline show.
 */
@Component
@StepType("enrollment")
public final class EnrollmentStep implements Step {
    private static final String SEQUENCE = "sequence";
    private static final String REASON = "reason";
    private static final String KEY = "key";
    private static final int MAX_KEY = 200;

    @Override
    public Action prepare(String path, Map<String, String> options) {
        return switch (path) {
            case "enroll" -> enroll(options);
            case "move" -> move(options);
            case "remove" -> remove(options);
            case "stop" -> stop(options);
            default ->
                throw new IllegalArgumentException("'enrollment:" + path
                        + "' does not exist: write enrollment:enroll?sequence=…, enrollment:move?to=…,"
                        + " enrollment:remove?from=… or enrollment:stop?sequence=….");
        };
    }

    @Override
    public StepNames names(String path, Map<String, String> options) {
        return StepNames.NONE;
    }

    @Override
    public Set<String> sequences(String path, Map<String, String> options) {
        String written = options.getOrDefault(
                switch (path) {
                    case "move" -> "to";
                    case "remove" -> "from";
                    default -> SEQUENCE;
                },
                "");
        boolean all = path.equals("remove") && written.strip().equals("all");
        return all || written.isBlank() ? Set.of() : Set.copyOf(Options.list("enrollment:" + path, SEQUENCE, written));
    }

    @Override
    public void check(SequenceId sequence, String path, Map<String, String> options) {
        if (path.equals("move")
                && sequence.value().equals(options.getOrDefault("to", "").strip())) {
            throw itself("enrollment:move", sequence);
        }
    }

    private static IllegalArgumentException itself(String step, SequenceId sequence) {
        return new IllegalArgumentException("'" + step + "' moves the lead to the sequence '" + sequence
                + "' that it is in: name another one, or use goto:STEP to begin again.");
    }

    private static Action enroll(Map<String, String> options) {
        String step = "enrollment:enroll";
        Options.onlyKnown(step, options.keySet(), Set.of(SEQUENCE, KEY));
        List<SequenceId> sequences = sequences(step, SEQUENCE, required(step, SEQUENCE, options));
        String key = key(step, options);
        return (lead, effects) -> sequences.forEach(sequence -> effects.enroll(sequence, key));
    }

    private static Action move(Map<String, String> options) {
        String step = "enrollment:move";
        Options.onlyKnown(step, options.keySet(), Set.of("to", KEY, REASON));
        SequenceId to = new SequenceId(required(step, "to", options).strip());
        String key = key(step, options);
        String reason = reason(step, options);
        String why = reason != null ? reason : "Moved to sequence " + to + ".";
        return (lead, effects) -> {
            if (to.equals(lead.getEnrollment().sequence())) {
                throw itself(step, to);
            }
            effects.enroll(to, key);
            effects.end(why);
        };
    }

    private static Action remove(Map<String, String> options) {
        String step = "enrollment:remove";
        Options.onlyKnown(step, options.keySet(), Set.of("from", REASON));
        String from = required(step, "from", options);
        String reason = reason(step, options);
        List<SequenceId> only = from.strip().equals("all") ? List.of() : sequences(step, "from", from);
        return (lead, effects) -> stopOthers(lead, effects, only, reason);
    }

    private static Action stop(Map<String, String> options) {
        String step = "enrollment:stop";
        Options.onlyKnown(step, options.keySet(), Set.of(SEQUENCE, REASON));
        String written = options.get(SEQUENCE);
        List<SequenceId> only = written == null ? List.of() : sequences(step, SEQUENCE, written);
        String reason = reason(step, options);
        return (lead, effects) -> stopOthers(lead, effects, only, reason);
    }

    private static void stopOthers(Lead lead, Effects effects, List<SequenceId> only, @Nullable String reason) {
        String why = reason != null
                ? reason
                : "Removed by sequence " + lead.getEnrollment().sequence() + ".";
        if (only.isEmpty()) {
            effects.stopOthers(null, why);
        } else {
            only.forEach(sequence -> effects.stopOthers(sequence, why));
        }
    }

    private static List<SequenceId> sequences(String step, String option, String written) {
        return Options.list(step, option, written).stream().map(SequenceId::new).toList();
    }

    private static String required(String step, String option, Map<String, String> options) {
        String value = options.get(option);
        if (value == null) {
            throw new IllegalArgumentException(
                    "'" + step + "' says no sequence: write " + step + "?" + option + "=NAME.");
        }
        return value;
    }

    private static String key(String step, Map<String, String> options) {
        String key = options.getOrDefault(KEY, "").strip();
        if (key.length() > MAX_KEY) {
            throw new IllegalArgumentException(
                    "Option 'key' of '" + step + "' is too long: use at most " + MAX_KEY + " characters.");
        }
        return key;
    }

    private static @Nullable String reason(String step, Map<String, String> options) {
        String reason = options.get(REASON);
        if (reason != null && reason.isBlank()) {
            throw new IllegalArgumentException(
                    "Option 'reason' of '" + step + "' is empty: say why in a few words, or leave it out.");
        }
        return reason == null ? null : reason.strip();
    }
}
