package io.ripen.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneReactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Liked “Acme: Hi Ann. Reply STOP to opt out.”",
                "Loved \"Reply STOP to opt out\"",
                "Laughed at “Reply STOP to opt out”",
                "Emphasized “STOP to opt out”",
                "Questioned “STOP to opt out”",
                "Removed a like from “STOP to opt out”",
                "Reacted 🔥 to “STOP to opt out”",
                "Liked an image",
                "A aimé « Répondez STOP pour vous désinscrire »",
                "A adoré « STOP pour arrêter »",
                "N’a pas aimé « STOP pour arrêter »",
                "A réagi avec 👍 à « STOP pour arrêter »",
                "Gefällt „Antworten Sie mit STOPP“",
                "Gefällt mir: „Antworten Sie mit STOPP“",
                "Lacht über „Antworten Sie mit STOPP“",
                "Hat mit 👍 auf „Antworten Sie mit STOPP“ reagiert",
                "Le gustó “Responda STOP para no recibir más”",
                "Le encantó «Responda STOP»",
                "Reaccionó con ❤️ a “Responda STOP”",
                "Curtiu “Responda SAIR para cancelar”",
                "Amou “Responda SAIR”",
                "Não gostou de “Responda SAIR”",
                "Reagiu com 👏 a “Responda SAIR”",
                "Ha apprezzato “Rispondi STOP”",
                "\u200A\u200B👍\u200B to \u200A“\u200AReply STOP to opt out\u200A”\u200A",
                "\u200B👍🏽\u200B to “Reply STOP to opt out”",
                "❤️ to “Line one\nReply \"STOP\" to opt out”",
                "👍 a “Responda STOP”",
                "👍 à « Répondez STOP »",
                "👍 auf „Antworten Sie mit STOPP“",
                "😂 from “Reply STOP”",
                "Liked “A very long text that the phone has cut…",
            })
    void a_phone_says_that_somebody_gave_a_thumb(String text) {
        assertThat(PhoneReaction.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "👍",
                "STOP",
                "\"STOP\"",
                "Liked \"the house\" but stop texting me",
                "Loved the house",
                "I liked “Reply STOP” and so STOP",
                "Your text says “Reply STOP to opt out”",
                "Loved it. “Call me tomorrow”",
                "Liked “Reply STOP to opt out” STOP",
                "To “Ann”",
                "Me gusta la casa",
                "Gefällt mir nicht, bitte keine Nachrichten mehr",
                "Curtiu? Eu não. Pare",
                "A aimé ? non, « STOP » merci d'arrêter",
            })
    void what_somebody_wrote_is_none(String text) {
        assertThat(PhoneReaction.is(text)).isFalse();
    }
}
