package io.ripen.channel.call.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallScriptTest {
    @Test
    void both_parts_stand_below_their_headings_in_any_order_and_case() {
        assertThat(CallScript.read("VOICEMAIL:\r\nLater\r\n\r\n script: \r\nHello\r\nAnn"))
                .isEqualTo(new CallScript("Hello\nAnn", "Later"));
    }

    @Test
    void a_file_without_headings_is_a_script() {
        assertThat(CallScript.read("Hello\n")).isEqualTo(new CallScript("Hello", null));
    }

    @Test
    void what_comes_before_the_first_heading_belongs_to_the_script() {
        assertThat(CallScript.read("Be kind.\nScript:\nHello")).isEqualTo(new CallScript("Be kind.\nHello", null));
    }

    @Test
    void a_value_that_looks_like_a_heading_does_not_take_the_script_apart() {
        assertThat(CallScript.read("Script:\nHello\nVoicemail:\nBye\nVoicemail:\nAnn\nScript:\nx"))
                .isEqualTo(new CallScript("Hello", "Bye\nVoicemail:\nAnn\nScript:\nx"));
    }

    @Test
    void a_sentence_with_a_colon_is_no_heading() {
        assertThat(CallScript.read("Script: say hello\nVoicemail: none").voicemail())
                .isNull();
    }
}
