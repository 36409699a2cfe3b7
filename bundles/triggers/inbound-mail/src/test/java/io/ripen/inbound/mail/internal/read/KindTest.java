package io.ripen.inbound.mail.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.mail.Bounce;
import io.ripen.mail.MailKind;
import io.ripen.mail.MailReading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail counts as. */
class KindTest {

    @ParameterizedTest
    @CsvSource({
        "Re: Your offer, Yes please call me.",
        "Re: Your offer, The delivery failed twice so I ask here: is it in stock?",
        "Delivery failed again, My parcel was undeliverable. User unknown says the courier. Can you help?",
        "Undeliverable parcel, The parcel could not be delivered. What now?",
        "Out of office next week, I am out of the office next week so let us talk on Thursday.",
        "Re: Automatic reply: Ann, Ha. Your machine wrote to mine.",
        "Vacation homes, I am looking for a house.",
        "Auto: Frage zum Angebot, Ist der Wagen noch zu haben?",
        "Spam?, Your mail went to my spam folder. Was rejected by my eyes."
    })
    void aPersonWhoWritesIsAReply(String subject, String text) {
        assertThat(Mails.reply(subject, text).kind()).isEqualTo(MailKind.REPLY);
    }

    /** Exchange, Lotus and helpdesks call their answers bulk mail and keep our subject. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am out of the office until 7 December.",
                "Thank you for your email. I am on annual leave until 07/12/2026 with no access to email.",
                "Ich bin bis 7. Dezember nicht im Büro.",
                "Je suis absente jusqu'au 7 décembre.",
                "Estaré fuera de la oficina hasta el 7 de diciembre.",
                "Sono assente fino al 7 dicembre.",
                "Ik ben afwezig t/m 7 december.",
                "Estou de férias até 7 de dezembro."
            })
    void anAbsenceSentAsBulkMailIsAnAutomaticAnswerWithItsDate(String text) {
        for (String more : List.of("X-Auto-Response-Suppress: All", "In-Reply-To: <ripen.1.ab@acme.example>")) {
            MailReading reading = Mails.with("Subject: Re: Offer\nPrecedence: bulk\n" + more, text);
            assertThat(reading.kind()).as(more).isEqualTo(MailKind.AUTO_REPLY);
            assertThat(reading.returnDate()).as(more).isNotNull();
        }
    }

    @Test
    void aPersonWhoWritesOfAnAbsenceIsAPerson() {
        String text = "I am out of the office until 7 December, can we talk after that?";
        assertThat(Mails.with("Subject: Re: Offer\nX-Auto-Response-Suppress: DR, OOF, AutoReply", text)
                        .kind())
                .isEqualTo(MailKind.REPLY);
        assertThat(Mails.with(
                                "Subject: Re: Offer\nPrecedence: bulk\nIn-Reply-To: <ripen.1.ab@acme.example>",
                                "Yes please")
                        .kind())
                .isEqualTo(MailKind.REPLY);
    }

    @Test
    void theSuppressHeaderOfExchangeProvesNothing() {
        assertThat(Mails.with("Subject: Re: Offer\nX-Auto-Response-Suppress: All", "Let us meet.")
                        .kind())
                .isEqualTo(MailKind.REPLY);
        assertThat(Mails.with("Subject: Re: Offer\nAuto-Submitted: no", "Let us meet.")
                        .kind())
                .isEqualTo(MailKind.REPLY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: auto-replied (vacation)",
                "auto-submitted: AUTO-GENERATED; owner-email=\"x\"",
                "Return-Path: <>",
                "Precedence: auto_reply",
                "X-Autoreply: yes",
                "X-Autorespond: Re: Offer",
                "X-Vacation: 1",
                "X-FC-MachineGenerated: true",
                "X-POST-MessageClass: 9; Autoresponder"
            })
    void aMachineThatSaysSoIsAnAutomaticAnswer(String header) {
        assertThat(Mails.with("Subject: Re: Offer\n" + header, "I read mail on Mondays.")
                        .kind())
                .isEqualTo(MailKind.AUTO_REPLY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Automatic reply: Your offer",
                "Automatische Antwort: Ihr Angebot",
                "Réponse automatique : Votre offre",
                "Respuesta automática: Su oferta",
                "Resposta automática: Sua oferta",
                "Risposta automatica: Offerta",
                "Automatisch antwoord: Aanbod",
                "Automatyczna odpowiedź: Oferta",
                "Autosvar: Tilbud",
                "Automaattinen vastaus: Tarjous",
                "Автоответ: Предложение",
                "自動応答: お見積り",
                "自动回复：报价"
            })
    void theSubjectIsSecondaryEvidence(String subject) {
        assertThat(Mails.reply(subject, "...").kind()).isEqualTo(MailKind.AUTO_REPLY);
    }

    @Test
    void aNoticeOfAbsenceWithoutAHeaderIsAnAutomaticAnswer() {
        assertThat(Mails.reply("Out of Office: Your offer", "I am out of the office until 3 December.")
                        .kind())
                .isEqualTo(MailKind.AUTO_REPLY);
        assertThat(Mails.reply("Abwesenheitsnotiz: Angebot", "Ich bin bis zum 3. Dezember nicht im Büro.")
                        .kind())
                .isEqualTo(MailKind.AUTO_REPLY);
    }

    @Test
    void theAddressOfListUnsubscribeAndItsTokenAreReadWhoeverWrites() {
        for (String more : List.of("", "\nAuto-Submitted: auto-generated", "\nPrecedence: bulk\nList-Id: <x>")) {
            MailReading reading = Mails.read("From: ann@gmail.example\nTo: unsubscribe+7xAb12@in.acme.example\n"
                    + "Subject: unsubscribe\nMessage-ID: <u@gmail.example>" + more
                    + "\n\nThis message was automatically generated by Gmail.\n");
            assertThat(reading.token()).as(more).isEqualTo("7xAb12");
            assertThat(reading.to()).as(more).containsExactly("unsubscribe+7xab12@in.acme.example");
            assertThat(reading.bounce()).as(more).isNull();
        }
    }

    @Test
    void aDelayIsABounceThatMayArriveYet() {
        assertThat(Mails.read(dsn("delayed", "4.4.1", "smtp; 451 try again"))
                        .bounce()
                        .delayed())
                .isTrue();
        assertThat(Mails.read(dsn("failed", "4.4.7", "smtp; 451 gave up"))
                        .bounce()
                        .delayed())
                .isFalse();
    }

    @Test
    void aStandardReportIsABounce() {
        MailReading reading = Mails.read(dsn("failed", "5.1.1", "smtp; 550 5.1.1 <bob@lead.example>: User unknown"));

        assertThat(reading.kind()).isEqualTo(MailKind.BOUNCE);
        assertThat(reading.bounce()).isEqualTo(new Bounce(List.of("bob@lead.example"), true, "5.1.1"));
        assertThat(reading.originals()).containsExactly("<ripen.7.ab12@acme.example>");
        assertThat(reading.token()).isEqualTo("T0ken.7-x");
        assertThat(reading.newText()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "failed, 5.1.1, 550 5.1.1 User unknown, true",
        "failed, 5.0.0, 550 No such user here, true",
        "failed, 5.1.2, Host unknown (Name server: host not found), true",
        "failed, 5.1.6, 551 recipient has moved, true",
        "failed, 5.1.10, domain has a null MX: does not accept mail, true",
        "failed, 5.1.1, 552 5.2.2 Mailbox full, false",
        "failed, 5.2.2, 552 user over quota, false",
        "failed, 5.7.1, 550 5.7.1 Message rejected as spam, false",
        "failed, 5.7.26, 550 5.7.26 SPF check failed, false",
        "failed, 5.3.4, 552 Message too large, false",
        "failed, 4.4.7, Message expired, false",
        "delayed, 4.1.1, 450 4.1.1 User unknown, false",
        "delayed, 4.4.1, Connection timed out, false",
        "failed, 5.0.0, 554 mailbox disabled, false",
        "failed, 5.1.1, '', true",
        "failed, 5.0.0, '', false"
    })
    void isHardByTheWordsFirstAndThenByTheCode(String action, String status, String said, boolean hard) {
        assertThat(Mails.read(dsn(action, status, "smtp; " + said)).bounce().hard())
                .isEqualTo(hard);
    }

    @Test
    void aNoticeOfDeliveryIsNoBounce() {
        assertThat(Mails.read(dsn("delivered", "2.1.5", "smtp; 250 OK")).kind()).isEqualTo(MailKind.AUTO_REPLY);
        assertThat(Mails.read(dsn("relayed", "2.0.0", "smtp; 250 OK")).kind()).isEqualTo(MailKind.AUTO_REPLY);
    }

    @Test
    void aReadReceiptIsAnAutomaticAnswer() {
        assertThat(Mails.read("""
                From: ann@lead.example
                To: sales@acme.example
                Subject: Read: Your offer
                In-Reply-To: <ripen.7.ab12@acme.example>
                Content-Type: multipart/report; report-type=disposition-notification; boundary=b

                --b

                Your message was read.
                --b
                Content-Type: message/disposition-notification

                Final-Recipient: rfc822; ann@lead.example
                Disposition: manual-action/MDN-sent-manually; displayed
                --b--
                """).kind()).isEqualTo(MailKind.AUTO_REPLY);
    }

    @ParameterizedTest
    @CsvSource({
        "failure notice, I'm afraid I wasn't able to deliver your message. <bob@lead.example>: Sorry no mailbox here by that name.",
        "Mail delivery failed: returning message to sender, A message could not be delivered: bob@lead.example all relevant MX records point to non-existent hosts: no such user",
        "Unzustellbar: Angebot, Ihre Nachricht konnte nicht zugestellt werden: bob@lead.example Empfänger unbekannt",
        "Échec de la remise, Votre message n'a pas pu être remis à bob@lead.example : adresse inconnue",
        "Недоставленное сообщение, Сообщение не может быть доставлено bob@lead.example: пользователь не найден",
        "エラーメール, 次の宛先に配信できませんでした bob@lead.example ユーザーが存在しません"
    })
    void aBounceWithoutTheStandardIsKnownByItsWords(String subject, String text) {
        MailReading reading = Mails.read("""
                Return-Path: <>
                From: MAILER-DAEMON@mx.lead.example
                To: sales@acme.example
                Date: Mon, 23 Nov 2026 10:00:00 +0000
                Content-Type: text/plain; charset=utf-8
                Subject: %s

                %s
                """.formatted(subject, text));

        assertThat(reading.kind()).isEqualTo(MailKind.BOUNCE);
        assertThat(reading.bounce().hard()).isTrue();
        assertThat(reading.bounce().recipients()).containsExactly("bob@lead.example");
    }

    @Test
    void ourTokenInTheRecipientIsFoundWhereverServersWriteIt() {
        assertThat(Mails.with("Subject: Re: x\nDelivered-To: reply+Ab-12_c@in.acme.example", "Yes")
                        .token())
                .isEqualTo("Ab-12_c");
        assertThat(Mails.with("Subject: Re: x\nCc: \"Acme\" <reply+tok@in.acme.example>", "Yes")
                        .token())
                .isEqualTo("tok");
        assertThat(Mails.with(
                                "Subject: Re: x\nReceived: from a by b with ESMTP\n id 1 for <reply+tok@in.acme.example>; Mon",
                                "Yes")
                        .token())
                .isEqualTo("tok");
        assertThat(Mails.reply("Re: x", "Write to reply+stolen@in.acme.example").token())
                .isNull();
        assertThat(Mails.with("Subject: Re: x\nTo: noreply+tok@in.acme.example", "Yes")
                        .token())
                .isNull();
    }

    @Test
    void aFeedbackReportIsAComplaint() {
        MailReading reading = Mails.read("""
                From: feedback@provider.example
                To: fbl@acme.example
                Subject: FW: Your offer
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="b"

                --b
                Content-Type: text/plain

                This is an email abuse report.
                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: SomeGenerator/1.0
                Version: 1
                Original-Rcpt-To: <bob@lead.example>
                --b
                Content-Type: text/rfc822-headers

                Message-ID: <ripen.7.ab12@acme.example>
                To: someone@else.example
                --b--
                """);

        assertThat(reading.kind()).isEqualTo(MailKind.COMPLAINT);
        assertThat(reading.complaint().type()).isEqualTo("abuse");
        assertThat(reading.complaint().recipients()).containsExactly("bob@lead.example");
        assertThat(reading.complaint().unwanted()).isTrue();
        assertThat(reading.originals()).containsExactly("<ripen.7.ab12@acme.example>");
    }

    @Test
    void aNewsletterIsOther() {
        assertThat(Mails.with("Subject: Our news\nList-Unsubscribe: <https://x.example>\nPrecedence: bulk", "News!")
                        .kind())
                .isEqualTo(MailKind.OTHER);
        assertThat(Mails.with("Subject: Re: Your offer\nList-Id: <g.x.example>\nIn-Reply-To: <1@acme.example>", "Yes")
                        .kind())
                .isEqualTo(MailKind.REPLY);
    }

    private static String dsn(String action, String status, String said) {
        return """
                Return-Path: <>
                From: Mail Delivery System <MAILER-DAEMON@mx.lead.example>
                To: bounce+T0ken.7-x@in.acme.example
                Date: Mon, 23 Nov 2026 10:00:00 +0000
                Subject: Report
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: text/plain; charset=us-ascii

                This is the mail system at host mx.lead.example.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.lead.example

                Final-Recipient: rfc822; bob@lead.example
                Action: %s
                Status: %s
                Diagnostic-Code: %s
                --b
                Content-Type: message/rfc822

                Message-ID: <ripen.7.ab12@acme.example>
                From: sales@acme.example
                To: bob@lead.example
                Subject: Mailbox full of offers, user unknown, spam

                Hello Bob
                --b--
                """.formatted(action, status, said);
    }
}
