package io.ripen.trigger.crm.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.crm.Company;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.LinkedHashMap;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stage.changed | from=New;to=Proposal  | true",
                "stage.changed | from=Won              | false",
                "stage.changed | to=won,proposal       | true",
                "stage.changed | to=*                  | true",
                "owner.changed | to=Proposal           | true",
                "field.changed | field=plan;to=Gold    | false",
                "score.reached | threshold=sql         | true",
                "score.reached | threshold=mql         | false",
            })
    void comparesWhatItWasWithWhatItIs(String on, String options, boolean expected) {
        Map<String, Object> data = Map.of("field", "plan", "from", "New", "to", "Proposal", "threshold", "sql");

        assertThat(trigger.condition(on, written(options)).matches(event(on, data), ann))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size=20-100          | true",
                "size=51-100          | false",
                "size=>50             | false",
                "size=>=50            | true",
                "size=500+            | false",
                "industry=software    | true",
                "industry=Retail      | false",
                "score=30+            | true",
                "score=<30            | false",
                "notTag=Customer      | true",
                "notTag=vip           | false",
                "owner=kim@example.com| true",
                "field.plan=Gold,Basic| true",
                "field.plan=Basic     | false",
                "field.seats=>10      | true",
                "field.seats=12       | true",
                "field.seats=<10      | false",
                "field.colour=*       | false",
                "field.plan=*         | true",
            })
    void asksTheContact(String option, boolean expected) {
        assertThat(trigger.condition("contact.created", written(option))
                        .matches(event("contact.created", Map.of()), rich()))
                .isEqualTo(expected);
    }

    @Test
    void aContactOfNoCompanyHasNoSize() {
        assertThat(trigger.condition("contact.created", Map.of("size", "<100"))
                        .matches(event("contact.created", Map.of()), ann))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size=many      | no number and no range",
                "size=100-20    | write 20-100",
                "score=>        | no number and no range",
                "field.=Gold    | names no field",
                "from=New       | goes with on=field.changed or on=owner.changed or on=stage.changed",
                "threshold=mql  | goes with on=score.reached",
            })
    void refusesWithTheOptionAndTheCure(String option, String message) {
        assertThatThrownBy(() -> trigger.condition("contact.created", written(option)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + option.substring(0, option.indexOf('=')) + "'")
                .hasMessageContaining(message);
    }

    @Test
    void everyOptionOfAFormIsKnown() {
        assertThat(trigger.describe()).hasSize(7).allSatisfy(form -> {
            assertThat(form.label()).isNotBlank();
            assertThat(form.sentence()).endsWith(".");
            form.options().forEach(option -> {
                assertThat(trigger.options()).contains(option.name());
                if (option.example() != null) {
                    trigger.condition(form.type(), Map.of(option.name().replace("*", "plan"), option.example()));
                }
            });
        });
    }

    private static Map<String, String> written(String options) {
        Map<String, String> written = new LinkedHashMap<>();
        for (String each : options.split(";")) {
            String[] parts = each.split("=", 2);
            written.put(parts[0].strip(), parts[1].strip());
        }
        return written;
    }

    private static Contact rich() {
        return new Contact(
                new ContactId(1),
                TeamId.DEFAULT,
                null,
                "Ann",
                null,
                "ann@example.com",
                null,
                null,
                Set.of("VIP"),
                "kim@example.com",
                null,
                null,
                null,
                30,
                null,
                new Company("Acme", 50, "Software"),
                Consent.UNKNOWN,
                Map.of("plan", "gold", "seats", 12),
                Instant.EPOCH,
                1);
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
