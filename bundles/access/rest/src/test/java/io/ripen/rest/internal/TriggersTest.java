package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ripen.trigger.Trigger;
import io.ripen.trigger.TriggerDescriptor;
import io.ripen.trigger.TriggerOption;
import io.ripen.trigger.TriggerOption.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TriggersTest {
    private final RestServer server = new RestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatIsInstalledCanBeDrawnAsForms() {
        server.crm.triggers.add(trigger(
                new TriggerDescriptor(
                        "tag.added",
                        "Tag added",
                        "A contact was given a tag.",
                        List.of(TriggerOption.of("tag", "Which tag", Kind.TAG, "VIP"))),
                new TriggerDescriptor(
                        "date",
                        "Date",
                        "The day of a date.",
                        List.of(
                                TriggerOption.of("field", "Field", Kind.FIELD, "renewal_date")
                                        .mandatory(),
                                TriggerOption.choice("zone", "By whose clock", "lead", "lead", "team")))));
        // One that says nothing of itself is left out and breaks nothing.
        server.crm.triggers.add(trigger());

        Answer answer = server.get("/triggers");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode forms = answer.json();
        assertThat(forms.findValuesAsText("type")).containsExactly("date", "tag.added");
        assertThat(forms.at("/0/options/0/required").asBoolean()).isTrue();
        assertThat(forms.at("/0/options/1/choices/1").asText()).isEqualTo("team");
        assertThat(forms.at("/0/options/1/defaultValue").asText()).isEqualTo("lead");
        assertThat(forms.at("/1/options/0/kind").asText()).isEqualTo("TAG");
        assertThat(forms.at("/1/sentence").asText()).isEqualTo("A contact was given a tag.");
    }

    @Test
    void withoutTriggersTheListIsEmpty() {
        assertThat(server.get("/triggers").expect(200).json()).isEmpty();
    }

    private static Trigger trigger(TriggerDescriptor... forms) {
        return new Trigger() {
            @Override
            public Set<String> options() {
                return Set.of();
            }

            @Override
            public List<TriggerDescriptor> describe() {
                return List.of(forms);
            }

            @Override
            public Condition condition(String on, Map<String, String> options) {
                return (event, contact) -> true;
            }
        };
    }
}
