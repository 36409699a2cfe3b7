package io.ripen.inbound.mail.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.mail.MailReading;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Texts whose lines were broken for the journey (RFC 3676). */
class FlowedTest {

    @Test
    void linesThatEndInASpaceGoOnInTheNext() {
        assertThat(Flowed.joined("Please call me \non Tuesday.\n\nThanks\nAnn\n", false))
                .isEqualTo("Please call me on Tuesday.\n\nThanks\nAnn\n");
        assertThat(Flowed.joined("日本 \n語です\n", true)).isEqualTo("日本語です\n");
    }

    @Test
    void aProtectingSpaceInFrontGoes() {
        assertThat(Flowed.joined(" >not quoted\n From here\n", false)).isEqualTo(">not quoted\nFrom here\n");
    }

    @Test
    void quotationsKeepTheirDepthAndNeverFlowIntoAnother() {
        assertThat(Flowed.joined(">> Old \n>> words \n> When \n> then? \nTuesday.\n", false))
                .isEqualTo(">> Old words \n> When then? \nTuesday.\n");
    }

    @Test
    void theMarkOfASignatureIsNoFlowedLine() {
        assertThat(Flowed.joined("Tuesday. \n-- \nAnn \nMiller", false)).isEqualTo("Tuesday. \n-- \nAnn Miller\n");
    }

    @Test
    void aReplyIsReadAsItWasWritten() {
        assertThat(reply("text/plain; charset=utf-8; format=flowed").newText())
                .isEqualTo("We would like to begin in May, if you have somebody who speaks German.");
        assertThat(reply("text/plain; charset=utf-8").newText()).contains("begin in May,\nif you");
    }

    private static MailReading reply(String type) {
        String mail = """
                From: Ann Lead <ann@lead.example>
                To: Sales <sales@acme.example>
                Subject: Re: Offer
                Date: Mon, 23 Nov 2026 10:00:00 +0000
                Message-ID: <a1@lead.example>
                MIME-Version: 1.0
                Content-Type: %s

                We would like to begin in May,\s
                if you have somebody who speaks German.

                On 23/11/2026 09:00, Sales wrote:
                > When would you like\s
                > to begin?
                """.formatted(type);
        return Mails.read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
