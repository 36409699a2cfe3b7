package io.ripen.engine.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.event.Event;
import io.ripen.event.EventSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReactionTextsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sms.received   | Liked “Reply STOP to opt out”            | message.reacted",
                "reply          | A aimé « Répondez STOP »                 | message.reacted",
                "sms.received   | Liked “Reply STOP to opt out”, and STOP  | sms.received",
                "sms.received   | STOP                                     | sms.received",
                "email.received | Liked “Reply STOP to opt out”            | email.received",
                "note.added     | Liked “Reply STOP to opt out”            | note.added",
            })
    void a_thumb_is_no_reply(String type, String text, String expected) {
        Event event = new Event(
                "SM1", type, null, null, "+14155550100", Instant.EPOCH, EventSource.PROVIDER, Map.of("text", text));
        Event apart = ReactionTexts.apart(List.of(event)).get(0);
        assertThat(apart.type()).isEqualTo(expected);
        assertThat(apart.data()).isEqualTo(event.data());
        assertThat(apart.address()).isEqualTo(event.address());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Liked “Reply STOP to opt out”",
                "A aimé « Répondez STOP »",
                "Gefällt „Antworten Sie STOP“",
                "Le gustó “Responde ALTO”",
                "👍 to “Reply STOP to opt out”"
            })
    void with_the_setting_a_thumb_is_a_reply(String text) {
        Event event = new Event(
                "SM1",
                "sms.received",
                null,
                null,
                "+14155550100",
                Instant.EPOCH,
                EventSource.PROVIDER,
                Map.of("text", text));
        assertThat(ReactionTexts.heard(List.of(event), true)).containsExactly(event);
        assertThat(ReactionTexts.heard(List.of(event), false))
                .extracting(Event::type)
                .containsExactly("message.reacted");
    }
}
