package io.ripen.step.task.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.sequence.Lead;
import io.ripen.step.Effects;
import io.ripen.step.Step;
import io.ripen.task.TaskDraft;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskStepsTest {
    private final List<TaskDraft> tasks = new ArrayList<>();

    @Test
    void createsATaskWithWhatToSay() throws Exception {
        run(
                new TaskStep(),
                "create",
                Map.of("title", "Send the quote", "due", "2 days", "script", "Mention the discount"));

        assertThat(tasks)
                .containsExactly(
                        new TaskDraft("todo", "Send the quote", "Mention the discount", null, Duration.ofDays(2)));
    }

    @Test
    void createsACallWithAVoicemailText() throws Exception {
        run(new TaskStep(), "create", Map.of("title", "Call", "kind", "call", "voicemail", "Hi, it is Kim."));

        assertThat(tasks).containsExactly(new TaskDraft("call", "Call", null, "Hi, it is Kim.", null));
    }

    @Test
    void tellsTheOwnerByATaskThatIsDueAtOnce() throws Exception {
        run(new NotifyStep(), "owner", Map.of("text", "Ready to talk"));

        assertThat(tasks).containsExactly(new TaskDraft("todo", "Ready to talk", "Ready to talk", null, Duration.ZERO));
    }

    @Test
    void aLongNoteHasAShortTitleAndIsKeptWhole() throws Exception {
        String text = "x".repeat(198) + "😀" + "y".repeat(500);
        run(new NotifyStep(), "owner", Map.of("text", text));

        assertThat(tasks.get(0).title()).isEqualTo("x".repeat(198) + "…");
        assertThat(tasks.get(0).script()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "task   | make   | title=x            | task:create?title=",
                "task   | create | ''                 | needs 'title'",
                "task   | create | title=             | 'title' of 'task:create' has 0 characters",
                "task   | create | title=x;due=soon   | no span of time",
                "task   | create | title=x;kind=mail  | use todo or call",
                "task   | create | titel=x            | no option 'titel': use due, kind, script, title, voicemail",
                "notify | team   | text=x             | notify:owner?text=",
                "notify | owner  | ''                 | needs 'text'",
                "notify | owner  | text=x;to=kim      | no option 'to': use text",
            })
    void refusesWithTheOptionAndTheCure(String kind, String path, String options, String message) {
        Step step = kind.equals("task") ? new TaskStep() : new NotifyStep();
        Map<String, String> written = new LinkedHashMap<>();
        for (String option : options.isEmpty() ? new String[0] : options.split(";")) {
            String[] parts = option.split("=", 2);
            written.put(parts[0], parts[1]);
        }

        assertThatThrownBy(() -> step.prepare(path, written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private void run(Step step, String path, Map<String, String> options) throws Exception {
        step.prepare(path, options).run(nothing(Lead.class), effects());
    }

    private Effects effects() {
        return (Effects) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Effects.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("task")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    tasks.add((TaskDraft) arguments[0]);
                    return null;
                });
    }

    private static <T> T nothing(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }
}
