package io.ripen.channel.sms.twilio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.Consequence;
import io.ripen.channel.Consequence.ForAddress;
import io.ripen.channel.Consequence.ForMessage;
import io.ripen.channel.Consequence.ForSender;
import io.ripen.channel.Consequence.ForSequence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Twilio's codes")
class TwilioCodesTest {
    private static final Path DOCS = Path.of("../../../docs/provider-outcomes.md");

    @ParameterizedTest
    @ValueSource(strings = {"21211", "21614", "30005", "30006"})
    void a_number_that_cannot_be_texted_is_never_texted_again(String code) {
        assertThat(TwilioCodes.TABLE.of(code).address()).isEqualTo(ForAddress.INVALID);
    }

    @Test
    void a_number_that_told_twilio_stop_is_opted_out() {
        assertThat(TwilioCodes.TABLE.of("21610").address()).isEqualTo(ForAddress.OPTED_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30003", "30008", "30004", "30410"})
    void a_failure_that_may_pass_costs_the_number_nothing(String code) {
        Consequence consequence = TwilioCodes.TABLE.of(code);
        assertThat(consequence.message()).isEqualTo(ForMessage.UNDELIVERED);
        assertThat(consequence.reachesFurther()).isFalse();
    }

    @Test
    void a_filtered_text_pauses_the_sequence_and_nothing_else() {
        Consequence filtered = TwilioCodes.TABLE.of("30007");
        assertThat(filtered.sequence()).isEqualTo(ForSequence.PAUSED);
        assertThat(filtered.address()).isEqualTo(ForAddress.KEPT);
        assertThat(filtered.sender()).isEqualTo(ForSender.KEPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30034", "21606", "30032", "21659"})
    void a_sender_of_which_nothing_is_taken_is_stopped(String code) {
        assertThat(TwilioCodes.TABLE.of(code).sender()).isEqualTo(ForSender.STOPPED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30001", "20429", "30022"})
    void too_much_at_once_makes_the_sender_wait(String code) {
        assertThat(TwilioCodes.backsOff(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999", "63016", "30999", "", "0"})
    void a_code_that_nobody_knows_harms_neither_number_nor_sender(String code) {
        assertThat(TwilioCodes.TABLE.of(code).reachesFurther()).isFalse();
        assertThat(TwilioCodes.TABLE.of(code).meaning()).isNotEmpty();
    }

    @Test
    void the_page_shows_the_table_that_counts_and_no_line_besides() throws Exception {
        List<String> page = Files.readAllLines(DOCS).stream()
                .dropWhile(line -> !line.equals("## SMS by Twilio"))
                .takeWhile(line -> !line.equals("## E-mail"))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| code "))
                .toList();
        List<String> table = TwilioCodes.TABLE.rows().entrySet().stream()
                .map(each -> "| "
                        + String.join(
                                " | ",
                                each.getKey().replace("*", "…"),
                                word(each.getValue().message()),
                                word(each.getValue().address()),
                                word(each.getValue().sender()),
                                word(each.getValue().sequence()),
                                each.getValue().meaning())
                        + " |")
                .toList();
        assertThat(page).isEqualTo(table);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
