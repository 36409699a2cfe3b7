package io.ripen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.trigger.Trigger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Trigger} must hold. Inherit it, and give it the trigger with cases that match and cases that do not.
 */
public abstract class TriggerContract {
    /** Words that stand in {@code from} for the engine itself, so no trigger may use them. */
    private static final Set<String> TAKEN = Set.of("on", "exitOn", "reentry", "key", "group");

    /** {@code on=…} with its options, and an event of a contact. */
    protected record Case(String on, Map<String, String> options, Event event, Contact contact) {}

    /** What an author may get wrong. */
    protected record Wrong(String on, Map<String, String> options) {}

    protected abstract Trigger trigger();

    /** The event types that the trigger serves, as in its {@code @TriggerType}. */
    protected abstract Set<String> types();

    protected abstract List<Case> matching();

    protected abstract List<Case> notMatching();

    protected abstract List<Wrong> wrong();

    @Test
    void enrolls_who_matches() {
        for (Case each : matching()) {
            assertThat(matches(each)).as("%s", each).isTrue();
        }
    }

    @Test
    void leaves_out_who_does_not() {
        for (Case each : notMatching()) {
            assertThat(matches(each)).as("%s", each).isFalse();
        }
    }

    @Test
    void refuses_what_is_wrong_with_a_sentence() {
        for (Wrong each : wrong()) {
            assertThatThrownBy(() -> trigger().condition(each.on(), each.options()))
                    .as("%s", each)
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(refusal -> assertThat(refusal.getMessage()).matches("(?s)\\p{Graph}.{15,}"));
        }
    }

    @Test
    void takes_no_option_that_is_the_engines() {
        assertThat(trigger().options())
                .doesNotContainAnyElementsOf(TAKEN)
                .allMatch(name -> name.matches("[A-Za-z][A-Za-z0-9._-]*(\\.\\*)?"));
    }

    @Test
    void prepares_each_of_its_types_without_options() {
        for (String type : types()) {
            assertThatCode(() -> trigger().condition(type, Map.of()))
                    .as("on=%s without options", type)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void copes_with_a_contact_of_whom_nothing_is_known_and_an_event_without_data() {
        Contact stranger = Examples.stranger(7);
        for (Case each : matching()) {
            Trigger.Condition condition = trigger().condition(each.on(), each.options());
            assertThatCode(() -> condition.matches(Examples.event(each.on(), stranger, Map.of()), stranger))
                    .as("%s", each)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void decides_the_same_on_several_threads() throws Exception {
        for (Case each : matching()) {
            Trigger.Condition condition = trigger().condition(each.on(), each.options());
            Together.run(
                    4,
                    number -> assertThat(condition.matches(each.event(), each.contact()))
                            .isTrue());
        }
    }

    private boolean matches(Case each) {
        return trigger().condition(each.on(), each.options()).matches(each.event(), each.contact());
    }
}
