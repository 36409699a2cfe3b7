package io.ripen.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordCheckTest {
    private final PasswordCheck check = new PasswordCheck(SignInStory.HASHES, 3_000);

    @Test
    void who_was_right_is_known_until_the_hash_is_another() {
        String hash = SignInStory.HASHES.of("four words in a row");
        assertThat(check.matches(hash, "four words in a row")).isTrue();
        assertThat(check.matches(hash, "four words in a row")).isTrue();
        assertThat(check.matches(hash, "other words in a row")).isFalse();
        String other = SignInStory.HASHES.of("other words in a row");
        assertThat(check.matches(other, "four words in a row")).isFalse();
        assertThat(check.matches(other, "other words in a row")).isTrue();
    }

    @Test
    void nobody_matches_without_a_hash() {
        assertThat(check.matches(null, "nobody has this one")).isFalse();
    }

    @Test
    void the_same_password_has_another_hash_each_time() {
        assertThat(SignInStory.HASHES.of("four words in a row"))
                .isNotEqualTo(SignInStory.HASHES.of("four words in a row"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "pbkdf2-sha512$0$AAAA$AAAA", "pbkdf2-sha512$99999999999$AAAA$AAAA", "md5$1$AAAA$AAAA"})
    void a_damaged_hash_is_said_and_lets_nobody_in(String hash) {
        assertThatThrownBy(() -> check.matches(hash, "four words in a row")).hasMessageContaining("damaged");
    }
}
