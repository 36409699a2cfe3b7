package io.ripen.trigger.inbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.policy.ReplyReading;
import io.ripen.policy.ReplyReading.Decision;
import io.ripen.team.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboundTriggerTest {
    private static final Map<String, Decision> READINGS = Map.of(
            "STOP", Decision.OPT_OUT,
            "Stop please", Decision.OPT_OUT,
            "START", Decision.OPT_IN,
            "HELP", Decision.HELP,
            "who is this? leave me alone", Decision.HOLD);

    private final InboundTrigger trigger = new InboundTrigger(
            text -> new ReplyReading(READINGS.getOrDefault(text, Decision.NONE), "As the test has it.", text));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "YES        | yes                    | true",
                "YES        | ' Yes!! '              | true",
                "YES        | yes please             | false",
                "YES*       | yes please             | true",
                "*demo*     | may I see a Demo?      | true",
                "*demo*     | may I see it?          | false",
                "YES,ABC    | abc                    | true",
                "a*b*c      | a x b y c              | true",
                "a*b*c      | axxbyyc                | false",
                "*YES*      | I said it yesterday    | false",
                "*YES*      | an eyesore of a yes-man | false",
                "*sí*       | Si, por favor          | true",
                "*да*       | какая дата?            | false",
                "*好*       | 好的                   | true",
                "*          | ''                     | true",
                "YES        | ''                     | false",
            })
    void comparesTheText(String pattern, String text, boolean expected) {
        assertThat(matches(Map.of("text", pattern), Map.of("text", text))).isEqualTo(expected);
    }

    /** X1 and Q4: who writes STOP wants to hear nothing more, and surely not the beginning of another sequence. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "             | STOP                        | false",
                "             | Stop please                 | false",
                "             | START                       | false",
                "             | HELP                        | false",
                "             | Stop by at five             | true",
                "             | who is this? leave me alone | true",
                "*            | STOP                        | false",
                "*stop*       | Stop please                 | false",
                "*            | Hello                       | true",
                "STOP         | STOP                        | true",
                "YES,stop     | STOP                        | true",
                "*help*       | HELP                        | false",
                "*help*,help  | HELP                        | true",
                "*help*       | can you help me?            | true",
            })
    void anOrderEnrollsOnlyWhereItIsNamed(@Nullable String pattern, String text, boolean expected) {
        assertThat(matches(pattern == null ? Map.of() : Map.of("text", pattern), Map.of("text", text)))
                .isEqualTo(expected);
    }

    @Test
    void toARunThatWaitsForAnAnswerEveryMessageIsOne() {
        Event stop = new Event(
                "SM2",
                "sms.received",
                null,
                new ContactId(1),
                null,
                Instant.EPOCH,
                EventSource.PROVIDER,
                Map.of("text", "STOP"));

        assertThat(trigger.awaited("reply", Map.of()).matches(stop, ANN)).isTrue();
        assertThat(trigger.awaited("reply", Map.of("text", "*")).matches(stop, ANN))
                .isTrue();
        assertThat(trigger.awaited("reply", Map.of("text", "YES")).matches(stop, ANN))
                .isFalse();
        assertThat(trigger.condition("reply", Map.of()).matches(stop, ANN)).isFalse();
    }

    @Test
    void whatTheProviderTookForAnOrderIsOne() {
        assertThat(matches(Map.of(), Map.of("text", "arrêt svp", "optOutType", "STOP")))
                .isFalse();
    }

    @Test
    void anEmptyMailIsReadByItsSubject() {
        assertThat(matches(Map.of(), Map.of("text", " ", "subject", "STOP"))).isFalse();
        assertThat(matches(Map.of(), Map.of("text", "Thanks", "subject", "STOP")))
                .isTrue();
        assertThat(matches(Map.of(), Map.of("text", "", "subject", "Re: Your quote")))
                .isTrue();
    }

    @Test
    void theContactMustHaveOneOfTheTags() {
        assertThat(matches(Map.of("tag", "Trial, vip"), Map.of("text", "hi"))).isTrue();
        assertThat(matches(Map.of("tag", "Trial"), Map.of("text", "hi"))).isFalse();
    }

    @Test
    void anyMessageMatchesWithoutOptionsAlsoOneWithoutText() {
        assertThat(matches(Map.of(), Map.of())).isTrue();
        assertThat(matches(Map.of("text", "*"), Map.of("text", 5))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "YES,", " , ", "!!"})
    void refusesAnEmptyPattern(String pattern) {
        assertThatThrownBy(() -> trigger.condition("reply", Map.of("text", pattern)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'text'");
    }

    @Test
    void refusesAnEmptyTag() {
        assertThatThrownBy(() -> trigger.condition("reply", Map.of("tag", "VIP,")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'tag'");
    }

    @Test
    void theChannelIsTheEventsOrFollowsFromItsType() {
        assertThat(matches(Map.of("channel", "sms"), Map.of("text", "hi"))).isTrue();
        assertThat(matches(Map.of("channel", "email"), Map.of("text", "hi"))).isFalse();
        assertThat(matches(Map.of("channel", "whatsapp"), Map.of("text", "hi", "channel", "whatsapp")))
                .isTrue();
    }

    @Test
    void everyExampleOfAFormIsUnderstood() {
        assertThat(trigger.describe())
                .hasSize(3)
                .allSatisfy(form -> assertThat(form.options()).allSatisfy(option -> {
                    assertThat(trigger.options()).contains(option.name());
                    trigger.condition(form.type(), Map.of(option.name().replace("*", "plan"), option.example()));
                }));
    }

    @Test
    void aHostileTextCostsNoTime() {
        String stars = "a*".repeat(50) + "b";
        assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(matches(Map.of("text", stars), Map.of("text", "a".repeat(100_000))))
                        .isFalse());
    }

    private boolean matches(Map<String, String> options, Map<String, Object> data) {
        Event event = new Event(
                "SM1", "sms.received", null, new ContactId(1), null, Instant.EPOCH, EventSource.PROVIDER, data);
        return trigger.condition("sms.received", options).matches(event, ANN);
    }

    private static final Contact ANN = new Contact(
            new ContactId(1),
            TeamId.DEFAULT,
            null,
            "Ann",
            null,
            null,
            "+14155550100",
            "+14155550100",
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
