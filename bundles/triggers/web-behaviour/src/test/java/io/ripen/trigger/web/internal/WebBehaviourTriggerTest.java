package io.ripen.trigger.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.team.TeamId;
import io.ripen.trigger.EventKey;
import io.ripen.trigger.Trigger.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebBehaviourTriggerTest {
    private final WebBehaviourTrigger trigger = new WebBehaviourTrigger();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "page=/pricing         | /pricing          | true",
                "page=/pricing         | /Pricing/teams    | true",
                "page=/pricing         | /                 | false",
                "page=/plans,/pricing  | /pricing          | true",
                "page=/                | /anything         | true",
                "tag=VIP;page=/pricing | /pricing          | true",
                "tag=Cold;page=/pricing| /pricing          | false",
            })
    void comparesThePage(String options, String page, boolean expected) {
        assertThat(matches("page.viewed", options, Map.of("page", page))).isEqualTo(expected);
    }

    @Test
    void threeVisitsInFiveDaysAreForTheEngineToCount() {
        Condition condition = trigger.condition("page.viewed", written("page=/pricing;count=3;within=5 days"));

        assertThat(condition.count()).isEqualTo(3);
        assertThat(condition.window()).isEqualTo(Duration.ofDays(5));
        assertThat(condition.matches(event("page.viewed", Map.of("page", "/pricing")), ANN))
                .isTrue();
        assertThat(condition.matches(event("page.viewed", Map.of("page", "/blog")), ANN))
                .isFalse();
    }

    @Test
    void aSequenceIsLookedUpByTheLinkOrFormOrElseByTheTag() {
        assertThat(trigger.condition("link.clicked", written("link=Pricing,demo;tag=VIP"))
                        .key())
                .isEqualTo(new EventKey("link", Set.of("pricing", "demo")));
        assertThat(trigger.condition("page.viewed", written("page=/pricing;tag=VIP;count=3;within=5 days"))
                        .key())
                .isEqualTo(EventKey.ofTags(Set.of("vip")));
        assertThat(trigger.condition("page.viewed", written("page=/pricing")).key())
                .isNull();
    }

    @Test
    void oneVisitIsEnoughUnlessSaidOtherwise() {
        assertThat(trigger.condition("page.viewed", Map.of()).count()).isEqualTo(1);
        assertThat(trigger.condition("page.viewed", Map.of("count", "1")).count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "link.clicked   | link=pricing | human   | true",
                "link.clicked   | link=pricing | machine | false",
                "link.clicked   | link=pricing | unknown | true",
                "link.clicked   | link=demo    | human   | false",
                "message.opened | step=day-3   | human   | true",
                "message.opened | step=day-3   | machine | false",
                // Privacy proxies open everything: an open that nobody was seen to do is none.
                "message.opened | step=day-3   | unknown | false",
                "message.opened | step=day-7   | human   | false",
                "message.opened | sequence=b2b | human   | false",
            })
    void tellsPeopleFromMachines(String on, String options, String engagement, boolean expected) {
        Map<String, Object> data =
                Map.of("engagement", engagement, "link", "pricing", "step", "day-3", "sequence", "new-lead-14-day");

        assertThat(matches(on, options, data)).isEqualTo(expected);
    }

    @Test
    void anOpenThatSaysNothingOfWhoIsNoPersons() {
        assertThat(matches("message.opened", "step=day-3", Map.of("step", "day-3")))
                .isFalse();
        assertThat(matches("link.clicked", "link=pricing", Map.of("link", "pricing")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "form=contact                 | true",
                "form=webinar                 | false",
                "form=contact;answer.crm=Acme | true",
                "answer.crm=Other             | false",
                "answer.seats=>20             | true",
                "answer.seats=>200            | false",
                "answer.phone=*               | false",
            })
    void comparesTheAnswersOfAForm(String options, boolean expected) {
        Map<String, Object> data = Map.of("form", "Contact", "fields", Map.of("crm", "acme", "seats", "50"));

        assertThat(matches("form.submitted", options, data)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "page.viewed    | page=pricing           | such as /pricing",
                "page.viewed    | page=/a,,/b            | no path",
                "page.viewed    | count=3                | needs 'within'",
                "page.viewed    | within=5 days          | goes with 'count'",
                "page.viewed    | count=0;within=1 day   | from 1 to 1000",
                "page.viewed    | count=many;within=1 day| from 1 to 1000",
                "page.viewed    | count=2;within=soon    | no span of time",
                "page.viewed    | count=2;within=0 days  | more than zero",
                "page.viewed    | link=x                 | goes with on=link.clicked",
                "page.viewed    | answer.x=1             | goes with on=form.submitted",
                "form.submitted | answer.=1              | names no field",
                "message.opened | link=x                 | goes with on=link.clicked",
            })
    void refusesWithTheOptionAndTheCure(String on, String options, String message) {
        assertThatThrownBy(() -> trigger.condition(on, written(options)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void everyOptionOfAFormIsKnown() {
        assertThat(trigger.describe())
                .hasSize(4)
                .allSatisfy(form -> assertThat(form.options())
                        .allSatisfy(option -> assertThat(trigger.options()).contains(option.name())));
    }

    private boolean matches(String on, String options, Map<String, Object> data) {
        return trigger.condition(on, written(options)).matches(event(on, data), ANN);
    }

    private static Map<String, String> written(String options) {
        Map<String, String> written = new LinkedHashMap<>();
        for (String each : options.split(";")) {
            String[] parts = each.split("=", 2);
            written.put(parts[0].strip(), parts[1].strip());
        }
        return written;
    }

    private static Event event(String type, Map<String, Object> data) {
        return new Event("e-1", type, null, new ContactId(1), null, Instant.EPOCH, EventSource.WEB, data);
    }

    private static final Contact ANN = new Contact(
            new ContactId(1),
            TeamId.DEFAULT,
            null,
            "Ann",
            null,
            "ann@example.com",
            null,
            null,
            Set.of("VIP"),
            null,
            null,
            null,
            null,
            0,
            null,
            null,
            Consent.UNKNOWN,
            Map.of(),
            Instant.EPOCH,
            1);
}
