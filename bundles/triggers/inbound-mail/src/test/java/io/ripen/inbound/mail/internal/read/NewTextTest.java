package io.ripen.inbound.mail.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The new text of a reply. */
class NewTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Mon, Nov 23, 2026 at 9:00 AM Sales <sales@acme.example> wrote:",
                "On 23/11/2026 09:00, Sales wrote:",
                "On Nov 23, 2026, at 9:00 AM, Sales\n<sales@acme.example>\nwrote:",
                "Am Mo., 23. Nov. 2026 um 09:00 Uhr schrieb Sales <sales@acme.example>:",
                "Sales <sales@acme.example> schrieb am Mo., 23. Nov. 2026, 09:00:",
                "Le lun. 23 nov. 2026 à 09:00, Sales <sales@acme.example> a écrit :",
                "El lun, 23 nov 2026 a las 9:00, Sales (<sales@acme.example>) escribió:",
                "Em seg., 23 de nov. de 2026 às 09:00, Sales <sales@acme.example> escreveu:",
                "Il giorno lun 23 nov 2026 alle ore 09:00 Sales <sales@acme.example> ha scritto:",
                "Op ma 23 nov 2026 om 09:00 schreef Sales <sales@acme.example>:",
                "pon., 23 lis 2026 o 09:00 Sales <sales@acme.example> napisał(a):",
                "Den mån 23 nov. 2026 kl 09:00 skrev Sales <sales@acme.example>:",
                "Den man. 23. nov. 2026 kl. 09.00 skrev Sales <sales@acme.example>:",
                "man. 23. nov. 2026 kl. 09:00 skrev Sales <sales@acme.example>:",
                "ma 23. marrask. 2026 klo 9.00 Sales (sales@acme.example) kirjoitti:",
                "пн, 23 нояб. 2026 г. в 09:00, Sales <sales@acme.example>:",
                "23 ноября 2026 г., 09:00 пользователь Sales <sales@acme.example> написал:",
                "2026年11月23日(月) 9:00 Sales <sales@acme.example>:",
                "Sales <sales@acme.example> 于2026年11月23日周一 09:00写道：",
                "2026년 11월 23일 (월) 오전 9:00, Sales <sales@acme.example>님이 작성:",
                "-----Original Message-----",
                "-----Ursprüngliche Nachricht-----",
                "________________________________\nFrom: Sales <sales@acme.example>\nSent: Monday\nTo: Ann\nSubject: Offer",
                "From: Sales <sales@acme.example>\nSent: Monday, 23 November 2026 09:00\nTo: Ann\nSubject: Offer",
                "*From:* Sales <sales@acme.example>\n*Date:* Monday\n*To:* Ann\n*Subject:* Offer",
                "Von: Sales\nGesendet: Montag, 23. November 2026 09:00\nAn: Ann\nBetreff: Angebot",
                "De : Sales\nEnvoyé : lundi 23 novembre 2026 09:00\nÀ : Ann\nObjet : Offre",
                "差出人: Sales\n送信日時: 2026年11月23日\n宛先: Ann\n件名: 見積り",
                "发件人: Sales\n发送时间: 2026年11月23日\n收件人: Ann\n主题: 报价",
                "---------- Forwarded message ---------"
            })
    void endsWhereTheQuotationBegins(String mark) {
        assertThat(ReplyText.of("Yes, call me.\n\n" + mark + "\n\nQuoted words\nthat are not new"))
                .isEqualTo("Yes, call me.");
        assertThat(ReplyText.of("Yes, call me.\n" + mark + "\n\nQuoted words")).isEqualTo("Yes, call me.");
    }

    @Test
    void answersBetweenTheLinesStay() {
        assertThat(ReplyText.of("""
                On 23/11/2026 09:00, Sales wrote:
                > When shall we call?

                On Tuesday.

                > And at what number?
                555-0100
                """)).isEqualTo("On Tuesday.\n\n555-0100");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- \nAnn Lead\nCEO",
                "Kind regards,\nAnn",
                "Mit freundlichen Grüßen\nAnn Lead\nTel. 555-0100",
                "Cordialement,\n\nAnn",
                "Sent from my iPhone",
                "Von meinem iPhone gesendet",
                "Get Outlook for Android<https://aka.example/x>",
                "Enviado desde mi iPhone",
                "iPhoneから送信"
            })
    void endsWhereTheSignatureBegins(String signature) {
        assertThat(ReplyText.of("Yes, call me.\n\n" + signature)).isEqualTo("Yes, call me.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On the other hand, at 10:00 we might meet: what do you think?",
                "She wrote: it was in 2025 that we met. Do you agree",
                "From: Berlin\nI will travel.",
                "Regards",
                "I got it. It was sent from my iPhone, by the way, and it is fine.",
                "Prices:\n- 10 EUR\n-- 5 EUR\nDate: tomorrow",
                "Thanks!\nAnn",
                "to: me, from: you"
            })
    void whatAPersonWritesStays(String text) {
        assertThat(ReplyText.of(text)).isEqualTo(text);
    }

    @Test
    void htmlIsReadWithItsQuotationsAndSignatures() {
        String html = """
                <html><head><style>p{color:red}</style></head><body>
                <div dir="ltr">Yes, <b>call</b> me.<br>Tomorrow.</div>
                <div class="gmail_signature">Ann Lead</div>
                <div class="gmail_quote"><div class="gmail_attr">Unknown tongue 2026:<br></div>
                <blockquote class="gmail_quote"><p>Quoted</p><p>words</p></blockquote></div></body></html>
                """;

        assertThat(Mails.read("From: ann@lead.example\nSubject: Re: x\nContent-Type: text/html; charset=utf-8\n\n"
                                + html)
                        .newText())
                .isEqualTo("Yes, call me.\nTomorrow.");
    }

    @Test
    void outlooksHtmlEndsAtItsHeaders() {
        String html = "<p>Yes.</p><div style='border-top:solid'><p><b>From:</b> Sales<br><b>Sent:</b> Monday<br>"
                + "<b>To:</b> Ann<br><b>Subject:</b> Offer</p></div><p>Quoted</p>";

        assertThat(Mails.read("From: ann@lead.example\nSubject: Re: x\nContent-Type: text/html\n\n" + html)
                        .newText())
                .isEqualTo("Yes.");
    }
}
