package io.ripen.sandbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.sandbox.LeadMail;
import io.ripen.sandbox.SandboxMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes back by mail; that the product reads it as what it is, SandboxMailsIT sees to. */
class LeadMailsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    private final MessageBox box = new MessageBox(100, 1 << 20);
    private final LeadMails mails = new LeadMails(box, InstantSource.fixed(NOW));

    private void sent(String to, String subject) {
        box.add(number -> new Stored(
                new SandboxMessage(
                        number,
                        "email",
                        "<ripen." + number + ".ab@acme.example>",
                        "Acme <hello@acme.example>",
                        to,
                        subject,
                        "Hi Ann,\nshall we talk?",
                        null,
                        NOW),
                NOW,
                new Stored.WayBack("bounce+tok@acme.example", "Acme <reply+tok@acme.example>")));
    }

    private String back(LeadMail.Kind kind, String text) {
        return new String(mails.write(new LeadMail(kind, "Ann@lead.example", null, text)), StandardCharsets.UTF_8);
    }

    @Test
    void a_reply_answers_the_newest_mail_and_quotes_it() {
        sent("ann@lead.example", "First");
        sent("bob@lead.example", "Another");
        sent("ann@lead.example", "Second");

        assertThat(back(LeadMail.Kind.REPLY, "Ja, gerne – bis morgen"))
                .contains("To: Acme <reply+tok@acme.example>")
                .contains("From: Ann@lead.example")
                .contains("Subject: Re: Second")
                .contains("In-Reply-To: <ripen.3.ab@acme.example>")
                .contains("Date: Mon, 30 Nov 2026")
                .contains("> shall we talk?");
    }

    @Test
    void a_bounce_goes_to_the_envelopes_sender_and_says_why() {
        sent("ann@lead.example", "Prices");

        assertThat(back(LeadMail.Kind.BOUNCE, null))
                .contains("To: bounce+tok@acme.example", "Return-Path: <>")
                .contains("multipart/report; report-type=delivery-status")
                .contains("Final-Recipient: rfc822; Ann@lead.example", "Action: failed", "Status: 5.1.1")
                .contains("Message-ID: <ripen.1.ab@acme.example>");
        assertThat(back(LeadMail.Kind.SOFT_BOUNCE, "452 4.2.2 Over quota"))
                .contains("Status: 4.2.2", "Diagnostic-Code: smtp; 452 4.2.2 Over quota");
        assertThat(back(LeadMail.Kind.COMPLAINT, null)).contains("Feedback-Type: abuse");
        assertThat(back(LeadMail.Kind.AUTO_REPLY, null))
                .contains("Auto-Submitted: auto-replied", "Subject: Automatic reply: Prices", "out of the office");
    }

    @ParameterizedTest
    @EnumSource(LeadMail.Kind.class)
    void nothing_comes_back_of_what_never_went_out(LeadMail.Kind kind) {
        sent("bob@lead.example", "Prices");

        assertThatThrownBy(() -> back(kind, "Hi"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No mail went to Ann@lead.example");
    }
}
