package io.ripen.delivery.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class AttemptTokensTest {
    private final AttemptTokens tokens = new AttemptTokens(new byte[] {1, 2, 3});

    @Test
    void aTokenNamesItsAttempt() {
        assertThat(tokens.read(tokens.sign(42, 3))).isEqualTo(new AttemptTokens.Attempt(42, 3));
    }

    @Test
    void everyChangedByteAndEveryOtherSecretIsFound() {
        byte[] good = Base64.getUrlDecoder().decode(tokens.sign(42, 3));
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            assertThat(tokens.read(Base64.getUrlEncoder().withoutPadding().encodeToString(bad)))
                    .as("byte " + i)
                    .isNull();
        }
        assertThat(new AttemptTokens(new byte[] {1, 2, 4}).read(tokens.sign(42, 3)))
                .isNull();
    }

    @Test
    void whatIsNoTokenIsNone() {
        for (String text : new String[] {"", "x", "!".repeat(38), "A".repeat(38), "A".repeat(1_000_000)}) {
            assertThat(tokens.read(text)).isNull();
        }
    }
}
