package io.ripen.trigger.any.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnyEventTriggerTest {
    private static final Map<String, Object> DATA = Map.of(
            "campaign",
            "Spring",
            "amount",
            149.9,
            "items",
            2,
            "whole",
            5.0,
            "paid",
            true,
            "order",
            Map.of("total", "1200", "lines", List.of("Oak", "Ash")),
            "dotted.name",
            "x");

    private final AnyEventTrigger trigger = new AnyEventTrigger();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "data.campaign=spring            ; true",
                "data.campaign=Autumn|Spring     ; true",
                "data.campaign=Autumn,Winter     ; false",
                "data.amount=>100                ; true",
                "data.amount=>149.9              ; false",
                "data.amount=>=149.9             ; true",
                "data.amount=<100                ; false",
                "data.items=2                    ; true",
                "data.whole=5                    ; true",
                "data.paid=true                  ; true",
                "data.order.total=>1000          ; true",
                "data.order.lines=ash            ; true",
                "data.order.lines=Elm            ; false",
                "data.order.missing.deep=*       ; false",
                "data.dotted.name=x              ; true",
                "data.coupon=*                   ; false",
                "data.campaign=*                 ; true",
                "data.campaign=>100              ; false",
                "data.campaign=Spring&tag=VIP    ; true",
                "data.campaign=Spring&tag=Cold   ; false",
                "source=web-form                 ; true",
                "stage=Won                       ; false",
            })
    void comparesTheDataAndTheContact(String options, boolean expected) {
        assertThat(trigger.condition("ad.lead", written(options)).matches(event("ad.lead"), ANN))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"appointment.booked", "call.missed", "purchase", "opt-in", "our-shop.gift-wrapped", "page.closed"
            })
    void servesTypesThatItKnowsAndThatItDoesNot(String on) {
        assertThat(trigger.condition(on, Map.of()).matches(event(on), ANN)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "contact.created, ripen-trigger-crm-events",
        "reply,           ripen-trigger-inbound",
        "page.viewed,     ripen-trigger-web-behaviour",
        "anniversary,     ripen-trigger-schedules"
    })
    void leavesTypesToTheBundleThatTheyBelongTo(String on, String bundle) {
        assertThatThrownBy(() -> trigger.condition(on, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(bundle);
    }

    @ParameterizedTest
    @CsvSource({
        "page.veiwed,        page.viewed",
        "apointment.booked,  appointment.booked",
        "call.missedd,       call.missed",
        "purchasa,           purchase",
        "contact.craeted,    contact.created"
    })
    void refusesASlipOfThePen(String on, String meant) {
        assertThatThrownBy(() -> trigger.condition(on, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("on=" + meant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "data.=x          ; names no value",
                "data.amount=>    ; no number",
                "data.amount=     ; empty value",
                "tag=             ; empty value",
                "size=big         ; no number and no range",
            })
    void refusesWithTheOptionAndTheCure(String options, String message) {
        assertThatThrownBy(() -> trigger.condition("purchase", written(options)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void everyExampleOfAFormIsUnderstood() {
        assertThat(trigger.describe())
                .hasSizeGreaterThan(20)
                .allSatisfy(form -> assertThat(form.options()).allSatisfy(option -> {
                    assertThat(trigger.options()).contains(option.name());
                    trigger.condition(form.type(), Map.of(option.name().replace("*", "plan"), option.example()));
                }));
    }

    private static Map<String, String> written(String options) {
        Map<String, String> written = new LinkedHashMap<>();
        for (String each : options.strip().split("&")) {
            String[] parts = each.split("=", 2);
            written.put(parts[0], parts[1]);
        }
        return written;
    }

    private static Event event(String type) {
        return new Event("e-1", type, null, new ContactId(1), null, Instant.EPOCH, EventSource.API, DATA);
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
            "web-form",
            "Proposal",
            null,
            0,
            null,
            null,
            Consent.UNKNOWN,
            Map.of(),
            Instant.EPOCH,
            1);
}
