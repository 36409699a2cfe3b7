package io.ripen.step.task.internal;

import io.ripen.step.Step;
import io.ripen.step.StepNames;
import io.ripen.step.StepType;
import io.ripen.task.TaskDraft;
import java.time.Duration;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * Tells the lead's owner something: {@code notify:owner?text=Ready to talk: three visits this week}. It is a task that is due
 * at once, so that it stays on somebody's list until it was seen, also when no e-mail gets through.
 */
@Component
@StepType("notify")
public final class NotifyStep implements Step {

    @Override
    public Action prepare(String path, Map<String, String> options) {
        if (!path.equals("owner")) {
            throw new IllegalArgumentException("'notify:" + path + "' does not exist: write notify:owner?text=….");
        }
        String text = Texts.of("notify:owner", options, "text").required("text", TaskStep.MAX_TEXT);
        TaskDraft draft = new TaskDraft("todo", title(text), text, null, Duration.ZERO);
        return (lead, effects) -> effects.task(draft);
    }

    @Override
    public StepNames names(String path, Map<String, String> options) {
        return StepNames.NONE;
    }

    /** The first line, not longer than a title may be. */
    private static String title(String text) {
        String line = text.lines().findFirst().orElse(text).strip();
        if (line.length() <= TaskStep.MAX_TITLE) {
            return line;
        }
        int end = TaskStep.MAX_TITLE - 1;
        // Not through the middle of an emoji.
        end = Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end;
        return line.substring(0, end).strip() + "…";
    }
}
