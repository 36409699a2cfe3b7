package io.ripen.trigger.crm.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrmEventTriggerTest {
    private final CrmEventTrigger trigger = new CrmEventTrigger();
    private final Contact ann = contact(Set.of("New Lead", "VIP"), "web-form", "Proposal");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contact.created | tag    | New Lead        |         | true",
                "contact.created | tag    | new lead        |         | true",
                "contact.created | tag    | Old Lead        |         | false",
                "contact.created | tag    | Old Lead, VIP   |         | true",
                "contact.created | source | web-form        |         | true",
                "contact.created | source | facebook        |         | false",
                "contact.created | stage  | proposal        |         | true",
                "contact.created | stage  | Won             |         | false",
                "tag.added       | tag    | Webinar         | Webinar | true",
                "tag.added       | tag    | webinar,Trial   | WEBINAR | true",
                // The contact has VIP, but it is another tag that was added.
                "tag.added       | tag    | VIP             | Webinar | false",
                "tag.removed     | tag    | Webinar         | Webinar | true",
                "tag.removed     | tag    | VIP             | Webinar | false",
            })
    void matches(String on, String option, String value, String eventTag, boolean expected) {
        Map<String, Object> data = eventTag == null ? Map.of() : Map.of("tag", eventTag);

        assertThat(trigger.condition(on, Map.of(option, value)).matches(event(on, data), ann))
                .isEqualTo(expected);
    }

    @Test
    void withoutOptionsEveryEventOfItsTypeMatches() {
        assertThat(trigger.condition("stage.changed", Map.of()).matches(event("stage.changed", Map.of()), ann))
                .isTrue();
    }

    @Test
    void allOptionsMustMatch() {
        assertThat(trigger.condition("contact.created", Map.of("tag", "VIP", "source", "facebook"))
                        .matches(event("contact.created", Map.of()), ann))
                .isFalse();
    }

    @Test
    void aChangedFieldIsTheOneInTheEvent() {
        var condition = trigger.condition("field.changed", Map.of("field", "plan"));

        assertThat(condition.matches(event("field.changed", Map.of("field", "plan")), ann))
                .isTrue();
        assertThat(condition.matches(event("field.changed", Map.of("field", "fields.plan")), ann))
                .isTrue();
        assertThat(condition.matches(event("field.changed", Map.of("field", "fields.planet")), ann))
                .isFalse();
        assertThat(condition.matches(event("field.changed", Map.of("field", "city")), ann))
                .isFalse();
        assertThat(condition.matches(event("field.changed", Map.of("field", 7)), ann))
                .isFalse();
    }

    @Test
    void aContactWithoutSourceDoesNotMatchASource() {
        assertThat(trigger.condition("contact.created", Map.of("source", "facebook"))
                        .matches(event("contact.created", Map.of()), contact(Set.of(), null, null)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "VIP,", ",VIP", "VIP,,Trial"})
    void refusesAnEmptyValueAndNamesTheOption(String value) {
        assertThatThrownBy(() -> trigger.condition("tag.added", Map.of("tag", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'tag'")
                .hasMessageContaining("separated by commas");
    }

    @Test
    void refusesAFieldWhereNoFieldChanged() {
        assertThatThrownBy(() -> trigger.condition("contact.created", Map.of("field", "plan")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("on=field.changed");
    }

    private static Event event(String type, Map<String, Object> data) {
        return new Event("e-1", type, null, new ContactId(1), null, Instant.EPOCH, EventSource.CRM, data);
    }

    private static Contact contact(Set<String> tags, String source, String stage) {
        return new Contact(
                new ContactId(1),
                TeamId.DEFAULT,
                null,
                "Ann",
                null,
                "ann@example.com",
                null,
                null,
                tags,
                null,
                source,
                stage,
                null,
                0,
                null,
                null,
                Consent.UNKNOWN,
                Map.of(),
                Instant.EPOCH,
                1);
    }
}
