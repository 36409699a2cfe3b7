package io.ripen.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yes      | Oh YES, please!",
                "yes      | Yes!! 👍",
                "yes      | well,yes.call me",
                "yes      | \"yes\" (both of us)",
                "yes      | 'yes'",
                "sí       | Si, claro",
                "si       | SÍ!!!",
                "oui      | bah oui !",
                "accord   | d’accord",
                "offre    | l'offre m'intéresse",
                "d'accord | D’ACCORD pour mardi",
                "größe    | welche GRÖSSE?",
                "да       | Да, конечно",
                "ναι      | Ναί!",
                "call me  | please call \t me tomorrow",
                "1        | 1)",
                "1        | option 1, please",
                "👍       | ok 👍🏽",
                "abc      | ＡＢＣ",
                "abc      | a\u200Bbc",
                "好       | 好的，谢谢",
                "是       | 我是",
                "はい     | はい、お願いします",
                "ใช่       | ใช่ครับ",
                "हाँ       | हाँ जी",
                "예       | 예, 좋아요",
            })
    void finds_whole_words(String words, String text) {
        assertThat(WrittenText.of(text).has(words)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yes    | that eyesore of a yes-man",
                "yes    | I said it yesterday",
                "yes    | yes_man@example.com",
                "yes    | yes@example.com",
                "yes    | ''",
                "si     | casi siempre",
                "si     | mi versión",
                "oui    | je jouis d'un jardin",
                "ja     | im Januar",
                "ja     | der Ja-Sager",
                "sim    | simples assim",
                "can    | I can't",
                "don    | don’t",
                "да     | дата",
                "ναι    | ναιλον",
                "1      | 10",
                "1      | 1.5 acres",
                "1      | at 1:30",
                "1      | 1,000",
                "abc    | the abcs",
                "yes no | yes. or no",
                "是     | 不是",
                "好     | 不好",
                "ใช่     | ไม่ใช่ครับ",
                "น      | นี้",
                "예     | 예약했어요",
            })
    void finds_no_part_of_a_word(String words, String text) {
        assertThat(WrittenText.of(text).has(words)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*yes*       | I said it yesterday          | false",
                "*yes*       | that eyesore of a yes-man    | false",
                "*yes*       | oh yes, do                   | true",
                "YES*        | Yesterday was fine           | false",
                "YES*        | yes please                   | true",
                "*yes        | I said Yes!                  | true",
                "*yes        | I saw the eyes               | false",
                "*call*me*   | call or text me any time     | true",
                "*call*me*   | recall the men               | false",
                "*sí*        | si por favor                 | true",
                "*да*        | дата                         | false",
                "YES         | Yes! 👍                      | true",
                "👍          | 👍🏽                          | true",
                "*好*        | 好的                         | true",
                "a*b*c       | a x x b y y c                | true",
                "a*b*c       | axxbyyc                      | false",
                "a*a         | a                            | false",
            })
    void compares_with_a_pattern_by_the_same_rule(String pattern, String text, boolean expected) {
        assertThat(WordPattern.of("text", pattern).matches(text)).isEqualTo(expected);
    }

    @Test
    void refuses_a_pattern_that_says_nothing() {
        assertThatThrownBy(() -> WordPattern.of("text", "YES,!!")).hasMessageContaining("Option 'text'");
    }

    @Test
    void no_text_is_slow() {
        String text = "yes-".repeat(50_000) + "é".repeat(50_000) + "不是".repeat(50_000);
        assertTimeout(Duration.ofSeconds(5), () -> {
            WrittenText.of(text).has("yes");
            WordPattern.of("text", "*yes*yes*no*").matches(text);
        });
    }
}
