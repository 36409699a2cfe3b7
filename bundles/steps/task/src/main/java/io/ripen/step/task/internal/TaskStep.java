package io.ripen.step.task.internal;

import io.ripen.step.Step;
import io.ripen.step.StepNames;
import io.ripen.step.StepType;
import io.ripen.task.TaskDraft;
import io.ripen.trigger.TimeSpan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * Creates a task for the lead's owner: {@code task:create?title=Send the quote&due=2 days&script=Mention the discount}. The
 * run goes on at once; a call that the run waits for is the channel {@code call:}.
 *
 * <p>{@code kind} is {@code todo} (as when it is left out) or {@code call}; {@code voicemail} is what to say to the mailbox.
 */
@Component
@StepType("task")
public final class TaskStep implements Step {
    static final int MAX_TITLE = 200;
    static final int MAX_TEXT = 4_000;
    private static final List<String> KINDS = List.of("todo", "call");

    @Override
    public Action prepare(String path, Map<String, String> options) {
        if (!path.equals("create")) {
            throw new IllegalArgumentException("'task:" + path + "' does not exist: write task:create?title=….");
        }
        Texts texts = Texts.of("task:create", options, "title", "kind", "script", "voicemail", "due");
        String kind = options.getOrDefault("kind", "todo");
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("Option 'kind' of 'task:create' is '" + kind + "': use todo or call.");
        }
        String due = options.get("due");
        Duration dueIn = due == null ? null : TimeSpan.of("due", due);
        TaskDraft draft = new TaskDraft(
                kind,
                texts.required("title", MAX_TITLE),
                texts.optional("script", MAX_TEXT),
                texts.optional("voicemail", MAX_TEXT),
                dueIn);
        return (lead, effects) -> effects.task(draft);
    }

    @Override
    public StepNames names(String path, Map<String, String> options) {
        return StepNames.NONE;
    }
}
