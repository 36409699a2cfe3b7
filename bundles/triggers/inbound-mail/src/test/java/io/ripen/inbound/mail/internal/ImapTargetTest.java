package io.ripen.inbound.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImapTargetTest {

    @Test
    void readsTheAddress() {
        assertThat(ImapTarget.parse("imap://ann%40x.example:p%3Aw+1@mail.example:1143/Leads%2FIn"))
                .isEqualTo(new ImapTarget("mail.example", 1143, false, "ann@x.example", "p:w+1", "Leads/In"));
        assertThat(ImapTarget.parse("imaps://ann:pw@mail.example"))
                .isEqualTo(new ImapTarget("mail.example", 993, true, "ann", "pw", "INBOX"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"smtp://ann:secret@mail.example", "imap://mail.example", "imap://ann:sec ret@mail", "secret"})
    void refusesWhatIsNoneWithoutRepeatingThePassword(String url) {
        assertThatThrownBy(() -> ImapTarget.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("imap://user:password@host:port/FOLDER")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("sec ret");
    }

    @Test
    void doesNotShowThePassword() {
        assertThat(ImapTarget.parse("imaps://ann:secret@mail.example").toString())
                .isEqualTo("imaps://mail.example:993/INBOX");
    }
}
