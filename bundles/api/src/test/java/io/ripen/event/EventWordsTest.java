package io.ripen.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a sales person reads of an event. */
class EventWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    sms.received       |             |            | The lead replied by text
                    email.received     |             |            | The lead replied by e-mail
                    reply              | channel     | call       | The lead replied by phone
                    reply              | channel     | whatsapp   | The lead replied by whatsapp
                    reply              |             |            | The lead replied
                    opt-out            | channel     | sms        | The lead opted out of texts
                    link.clicked       | link        | pricing    | Somebody, or a machine, clicked the link 'pricing'
                    page.viewed        | page        | /pricing   | The lead viewed /pricing
                    page.viewed        |             |            | The lead viewed a page
                    form.submitted     | form        | contact    | The lead sent the form 'contact'
                    tag.added          | tag         | VIP        | The tag 'VIP' was added
                    stage.changed      | to          | won        | The stage changed to 'won'
                    stage.changed      |             |            | The stage changed
                    score.reached      | threshold   | mql        | The score reached MQL
                    call.completed     | outcome     | no-answer  | The lead did not answer a call
                    call.completed     | outcome     | call-back  | A call was made: call-back
                    appointment.booked |             |            | The lead booked an appointment
                    email.auto-reply   | returnDate  | 2026-12-07 | An automatic answer came; the lead is back on 2026-12-07
                    shipment.delayed   | days        | 3          | The event 'shipment.delayed' came
                    """)
    void are_a_sentence_that_is_read_once(String type, String name, String value, String sentence) {
        Map<String, Object> data = name == null ? Map.of() : Map.of(name, value);
        assertThat(EventWords.clause(type, data)).isEqualTo(sentence);
    }

    @Test
    void tell_people_and_machines_apart() {
        assertThat(EventWords.clause("link.clicked", Map.of("link", "pricing", "engagement", "human")))
                .isEqualTo("The lead clicked the link 'pricing'");
        assertThat(EventWords.clause("message.opened", Map.of("engagement", "machine")))
                .isEqualTo("A machine opened an e-mail");
    }

    @Test
    void stay_one_short_line_whatever_was_sent_along() {
        String hostile = "a\nb\tc " + "x".repeat(500);
        assertThat(EventWords.clause("tag.added", Map.of("tag", hostile)))
                .startsWith("The tag 'a b c xxx")
                .endsWith("…' was added")
                .hasSizeLessThan(110);
        assertThat(EventWords.clause("page.viewed", Map.of("page", "  "))).isEqualTo("The lead viewed a page");
    }

    /** So that an event that Ripen itself makes is never told to people by its name. */
    @Test
    void are_there_for_every_type_that_ripen_knows() throws IllegalAccessException {
        for (Field each : EventTypes.class.getFields()) {
            String type = String.valueOf(each.get(null));
            assertThat(EventWords.clause(type, Map.of())).as(type).doesNotContain(type, "  ", "null");
        }
        assertThat(List.of(EventTypes.class.getFields())).hasSizeGreaterThan(20);
    }
}
