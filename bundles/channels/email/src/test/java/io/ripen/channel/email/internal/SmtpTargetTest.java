package io.ripen.channel.email.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The mail server's address")
class SmtpTargetTest {

    @Test
    void holds_server_and_login() {
        assertThat(SmtpTarget.parse("smtp://me%40acme.example:p%3A+w@mail.acme.example:2525"))
                .isEqualTo(new SmtpTarget("mail.acme.example", 2525, false, "me@acme.example", "p:+w"));
    }

    @Test
    void has_the_usual_port_of_its_protocol() {
        assertThat(SmtpTarget.parse("smtp://mail.acme.example").port()).isEqualTo(587);
        assertThat(SmtpTarget.parse("smtps://mail.acme.example").port()).isEqualTo(465);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.acme.example", "http://user:secret@host", "smtp:///x", "smtp://user:sec ret@host"})
    void that_is_none_is_refused_without_repeating_the_password(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpTarget.parse(url))
                .withMessageContaining("smtp://user:password@host:port")
                .satisfies(
                        e -> assertThat(e.toString()).doesNotContain("secret").doesNotContain("sec ret"));
    }
}
