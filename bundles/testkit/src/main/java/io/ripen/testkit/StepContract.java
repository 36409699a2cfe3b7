package io.ripen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.crm.Contact;
import io.ripen.step.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Step} must hold. Inherit it, and give it the step with one right and some wrong uses:
 *
 * <pre>{@code
 * class GreetStepTest extends StepContract {
 *     protected Step step() { return new GreetStep(); }
 *     protected Use rightUse() { return new Use("hello", Map.of("loud", "true")); }
 *     protected List<Use> wrongUses() { return List.of(new Use("hello", Map.of("loud", "perhaps"))); }
 * }
 * }</pre>
 */
public abstract class StepContract {

    /** {@code path} and {@code options} of {@code scheme:path?options}. */
    protected record Use(String path, Map<String, String> options) {}

    protected abstract Step step();

    protected abstract Use rightUse();

    /** Uses that must be refused when the sequence is deployed. */
    protected abstract List<Use> wrongUses();

    @Test
    void prepares_what_is_right() {
        assertThat(step().prepare(rightUse().path(), rightUse().options())).isNotNull();
    }

    @Test
    void refuses_an_option_that_it_does_not_know_and_names_it() {
        Map<String, String> options = new LinkedHashMap<>(rightUse().options());
        options.put("noSuchOption", "1");
        assertThatThrownBy(() -> step().prepare(rightUse().path(), options))
                .as("A typo in an option must be told when the file is deployed, not ignored.")
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("noSuchOption");
    }

    @Test
    void refuses_what_is_wrong_with_a_sentence() {
        for (Use wrong : wrongUses()) {
            assertThatThrownBy(() -> step().prepare(wrong.path(), wrong.options()))
                    .as("Use %s", wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(refusal -> assertThat(refusal.getMessage())
                            .as("A sentence that an author can act on")
                            .matches("(?s)\\p{Graph}.{15,}"));
        }
    }

    @Test
    void does_the_same_each_time_that_it_runs() throws Exception {
        Step.Action action = step().prepare(rightUse().path(), rightUse().options());
        Contact ann = Examples.contact(1, "Ann", "New Lead");
        assertThat(effects(action, ann))
                .as("A segment may be repeated after a crash, so running twice must ask for the same.")
                .isEqualTo(effects(action, ann));
    }

    @Test
    void runs_for_a_lead_of_whom_nothing_is_known() throws Exception {
        Step.Action action = step().prepare(rightUse().path(), rightUse().options());
        assertThatCode(() -> effects(action, Examples.stranger(2))).doesNotThrowAnyException();
    }

    @Test
    void keeps_leads_apart_when_they_run_at_once() throws Exception {
        Step.Action action = step().prepare(rightUse().path(), rightUse().options());
        Map<Long, List<String>> alone = new LinkedHashMap<>();
        for (long id = 1; id <= 8; id++) {
            alone.put(id, effects(action, Examples.contact(id, "Lead" + id)));
        }
        Together.run(
                8,
                number -> assertThat(effects(action, Examples.contact(number, "Lead" + number)))
                        .isEqualTo(alone.get((long) number)));
    }

    private static List<String> effects(Step.Action action, Contact contact) throws Exception {
        Examples.CollectedEffects effects = new Examples.CollectedEffects();
        action.run(Examples.lead(contact), effects);
        return effects.all();
    }
}
