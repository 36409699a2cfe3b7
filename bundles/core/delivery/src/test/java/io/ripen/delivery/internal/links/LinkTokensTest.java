package io.ripen.delivery.internal.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.delivery.internal.links.LinkTokens.Purpose;
import io.ripen.delivery.internal.links.LinkTokens.Signed;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTokensTest {
    private final LinkTokens tokens = new LinkTokens(new byte[] {1, 2, 3});

    @ParameterizedTest
    @CsvSource({"1,0", "127,128", "128,127", "16384,1", "5000000,300", "9223372036854775807,9223372036854775807"})
    void whatWasSignedIsRead(long message, long number) {
        String token = tokens.sign(Purpose.CLICK, message, number);
        assertThat(token).matches("[A-Za-z0-9_-]+").hasSizeLessThanOrEqualTo(38);
        assertThat(tokens.read(Purpose.CLICK, token)).isEqualTo(new Signed(message, number));
    }

    @Test
    void aTokenOfTheFirstMillionsIsShortEnoughForAnSms() {
        assertThat(tokens.sign(Purpose.CLICK, 9_999_999, 9_999)).hasSizeLessThanOrEqualTo(19);
    }

    @Test
    void aTokenOfOnePurposeIsNoneForAnother() {
        String open = tokens.sign(Purpose.OPEN, 42, 0);
        for (Purpose other : Purpose.values()) {
            assertThat(tokens.read(other, open) != null).isEqualTo(other == Purpose.OPEN);
        }
    }

    @Test
    void noChangedCharacterAndNoOtherSecretIsTaken() {
        String token = tokens.sign(Purpose.CLICK, 4_711, 12);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < token.length(); i++) {
            for (char c : letters.toCharArray()) {
                String forged = token.substring(0, i) + c + token.substring(i + 1);
                if (!forged.equals(token)) {
                    assertThat(tokens.read(Purpose.CLICK, forged)).as(forged).isNull();
                }
            }
        }
        assertThat(new LinkTokens(new byte[] {1, 2, 4}).read(Purpose.CLICK, token))
                .isNull();
    }

    @Test
    void cutOrLengthenedTokensAreNone() {
        String token = tokens.sign(Purpose.CLICK, 4_711, 12);
        for (int end = 0; end < token.length(); end++) {
            assertThat(tokens.read(Purpose.CLICK, token.substring(0, end))).isNull();
        }
        assertThat(tokens.read(Purpose.CLICK, token + "A")).isNull();
        assertThat(tokens.read(Purpose.CLICK, token + "=")).isNull();
        assertThat(tokens.read(Purpose.CLICK, token + token)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "%00", "../../etc/passwd", "AAAAAAAAAAAAAAAAAAAA", "//////////", "????????????"})
    void rubbishIsNone(String rubbish) {
        assertThat(tokens.read(Purpose.CLICK, rubbish)).isNull();
        assertThat(tokens.read(
                        Purpose.CLICK, Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[28])))
                .isNull();
    }
}
