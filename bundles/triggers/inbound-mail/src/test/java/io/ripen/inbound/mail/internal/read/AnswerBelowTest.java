package io.ripen.inbound.mail.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write below what is quoted and below their own signature is as new as what they write above. */
class AnswerBelowTest {
    private static final String STOP = "Please stop writing to me.";

    /** The header blocks of Outlook, plain and in bold. */
    static Stream<String> blocks() {
        return Stream.of(
                "From: Sales <sales@acme.example>\nSent: Monday, November 23, 2026 9:00 AM\nTo: Ann\nSubject: Offer",
                "*From:* Sales <sales@acme.example>\n*Sent:* Monday, November 23, 2026 9:00 AM\n*To:* Ann\n*Subject:* Offer",
                "**From:** Sales\n**Date:** Monday\n**To:** Ann\n**Subject:** Offer",
                "*Von:* Sales\n*Gesendet:* Montag, 23. November 2026 09:00\n*An:* Ann\n*Betreff:* Angebot",
                "Von: Sales\nGesendet: Montag\nAn: Ann\nCc: Bea\nBetreff: Angebot",
                "*De :* Sales\n*Envoyé :* lundi 23 novembre 2026 09:00\n*À :* Ann\n*Objet :* Offre",
                "De: Sales\nEnviado el: lunes, 23 de noviembre de 2026 9:00\nPara: Ann\nAsunto: Oferta",
                "*De:* Sales\n*Enviada em:* segunda-feira\n*Para:* Ann\n*Assunto:* Oferta",
                "*Da:* Sales\n*Inviato:* lunedì 23 novembre 2026 09:00\n*A:* Ann\n*Oggetto:* Offerta",
                "Van: Sales\nVerzonden: maandag 23 november 2026 09:00\nAan: Ann\nOnderwerp: Aanbod",
                "Od: Sales\nWysłano: poniedziałek\nDo: Ann\nTemat: Oferta",
                "Från: Sales\nSkickat: den 23 november 2026 09:00\nTill: Ann\nÄmne: Erbjudande",
                "De la: Sales\nTrimis: luni\nCătre: Ann\nSubiect: Ofertă",
                "Від: Sales\nНадіслано: понеділок\nКому: Ann\nТема: Пропозиція",
                "Feladó: Sales\nKüldve: hétfő\nCímzett: Ann\nTárgy: Ajánlat",
                "Από: Sales\nΣτάλθηκε: Δευτέρα\nΠρος: Ann\nΘέμα: Προσφορά",
                "-----Original Message-----\nFrom: Sales\nSent: Monday\nTo: Ann\nSubject: Offer",
                "________________________________\nVon: Sales\nGesendet: Montag\nAn: Ann\nBetreff: Angebot");
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void belowHeadersAndMarkedLines(String block) {
        assertThat(ReplyText.of(block + "\n\n> Still looking?\n> Reply here\n\n" + STOP))
                .isEqualTo(STOP);
        assertThat(ReplyText.of("Hello,\n\n" + block + "\n\n> Still looking?\n\n" + STOP))
                .isEqualTo("Hello,\n\n" + STOP);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void belowHeadersAndLinesWithoutMarks(String block) {
        assertThat(Mails.reply("Re: Offer", block + "\n\nHi Ann,\n\nStill looking?\n\n" + STOP))
                .satisfies(mail -> {
                    assertThat(mail.newText()).isEqualTo(STOP);
                    assertThat(mail.problem()).contains("below a quotation");
                });
    }

    static Stream<Arguments> originals() {
        return Stream.of(
                Arguments.of("Hi Ann,\n\nStill looking?\n\nKind regards,\nSales\n\nNo.\n\n" + STOP, "No.\n\n" + STOP),
                Arguments.of("Still looking?\n\nBest regards,\n\nJohn Sales\n\n" + STOP, STOP),
                Arguments.of("Still looking?\n\nUnsubscribe: https://acme.example/u/1\n\n" + STOP, STOP),
                Arguments.of("Still looking?\nUnsubscribe: https://acme.example/u/1\n" + STOP, STOP),
                Arguments.of("Still looking?\n\n" + STOP + "\n\nSent from my iPhone", ""),
                Arguments.of("Still looking?\n\nUnsubscribe: https://acme.example/u/1", ""));
    }

    @ParameterizedTest
    @MethodSource("originals")
    void aLinkOrTheSignatureEndsTheOriginal(String body, String expected) {
        assertThat(ReplyText.below("From: Sales\nSent: Monday\nTo: Ann\nSubject: Offer\n\n" + body))
                .isEqualTo(expected);
    }

    @Test
    void whereSomethingStandsAboveWhatIsQuotedIsLeftOut() {
        assertThat(Mails.reply(
                                "Re: Offer",
                                "Yes, call me.\n\nFrom: Sales\nSent: Monday\nTo: Ann\nSubject: Offer\n\nWe stop on Friday.")
                        .newText())
                .isEqualTo("Yes, call me.");
    }

    @Test
    void belowOutlooksHeadersInHtml() {
        String html = "<div style='border-top:solid'><p><b>Von:</b> Sales<br><b>Gesendet:</b> Montag<br>"
                + "<b>An:</b> Ann<br><b>Betreff:</b> Angebot</p></div><p>Noch Interesse?</p>"
                + "<p><a href='https://acme.example/u/1'>https://acme.example/u/1</a></p><p>Bitte keine Mails mehr.</p>";

        assertThat(Mails.read("From: ann@lead.example\nSubject: Re: x\nContent-Type: text/html\n\n" + html)
                        .newText())
                .isEqualTo("Bitte keine Mails mehr.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sent from my iPhone",
                "Von meinem iPhone gesendet",
                "Envoyé de mon iPhone",
                "Enviado desde mi iPhone",
                "Get Outlook for Android<https://aka.example/x>",
                "Inviato da iPhone",
                "Verstuurd vanaf mijn iPhone",
            })
    void belowTheLineOfAPhone(String line) {
        assertThat(ReplyText.of(
                        line + "\n\n> On Nov 23, 2026, at 9:00, Sales <s@acme.example> wrote:\n> \n> Hi?\n\n" + STOP))
                .isEqualTo(STOP);
        assertThat(ReplyText.of("Hi,\n\n" + line + "\n\nOn Nov 23, 2026, at 9:00, Sales <s@acme.example> wrote:\n\n"
                        + "> Hi?\n\n" + STOP))
                .isEqualTo("Hi,\n\n" + STOP);
        assertThat(ReplyText.of(line + "\n\n" + STOP)).isEqualTo(STOP);
        assertThat(ReplyText.of("Yes.\n\n" + line + "\n\nThis message is confidential."))
                .as("a notice below it stays out")
                .isEqualTo("Yes.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P.S. " + STOP,
                "PS: " + STOP,
                "PS " + STOP,
                "P.S.: " + STOP,
                "p.s. - please take me off your list",
                "P. S. Bitte keine Mails mehr.",
                "P.-S. : ne m'écrivez plus",
                "PD: no me escriban más",
                "P.D. no me escriban más",
                "Nachtrag: Bitte nehmen Sie mich aus dem Verteiler.",
                "追伸 メールを止めてください",
                "З.Ы. не пишите мне больше",
            })
    void aPostscriptBelowTheName(String postscript) {
        for (String signature : new String[] {"-- \nAnn Lead\nCEO", "Kind regards,\nAnn", "Sent from my iPhone"}) {
            assertThat(ReplyText.of("Thanks.\n\n" + signature + "\n\n" + postscript
                            + "\n\nOn 23/11/2026 09:00, Sales wrote:\n> Hi?"))
                    .as(signature)
                    .matches(text -> text.startsWith("Thanks.") && text.endsWith(postscript) && !text.contains("Ann"));
        }
    }
}
