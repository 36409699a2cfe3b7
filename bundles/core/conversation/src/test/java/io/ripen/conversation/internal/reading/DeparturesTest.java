package io.ripen.conversation.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Automatic answers of people who will not read again, and of those who are only away. */
class DeparturesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please note that Ann is no longer with Acme Corp. For help write to info@acme.example.",
                "I’m no longer working at Acme. Please contact Bea.",
                "Ann Lead has left the company. Your message has not been forwarded.",
                "I have retired as of June 30, 2026. Thank you for 30 wonderful years!",
                "We are sad to tell you that Ann has passed away.",
                "Frau Lead ist nicht mehr für unser Unternehmen tätig. Bitte wenden Sie sich an …",
                "Ich habe das Unternehmen zum 30.06.2026 verlassen.",
                "Ich bin zum Jahresende aus der Firma ausgeschieden.",
                "Ich bin seit 1. Mai im Ruhestand.",
                "Bonjour, je ne fais plus partie de la société Acme.",
                "Madame Lead a quitté l'entreprise. Merci de contacter Béa.",
                "Je suis à la retraite depuis le 1er mars.",
                "Le informamos que Ana ya no trabaja en esta empresa.",
                "Ya no formo parte de Acme. Escriba a Bea.",
                "Me he jubilado. Gracias por estos años.",
                "La signora Lead non lavora più in Acme.",
                "Non faccio più parte dell'azienda.",
                "Dal 1° marzo sono in pensione.",
                "Ik ben niet meer werkzaam bij Acme.",
                "Ann werkt niet meer bij ons.",
                "Ik ben met pensioen.",
                "A Ana não trabalha mais na empresa.",
                "Já não faço parte da Acme.",
                "Me aposentei em maio."
            })
    void hasLeft(String text) {
        assertThat(Departures.find("Automatic reply: Offer.\n" + text, false)).isNotNull();
        assertThat(Departures.find(text, true))
                .as("the day from which they are gone may be taken for one of return")
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Friday was my last day at Acme. You can reach me privately.",
                "This mailbox is no longer monitored. Please use the form on our site.",
                "This email address is no longer in use.",
                "Diese Adresse wird nicht mehr gelesen.",
                "Dieses Postfach ist nicht mehr aktiv.",
                "Cette adresse n’est plus utilisée.",
                "Esta cuenta ya no está activa.",
                "Questa casella non è più presidiata.",
                "Dit adres wordt niet meer gebruikt.",
                "Este e-mail não é mais utilizada. Esta caixa já não é lida."
            })
    void nobodyReads(String text) {
        assertThat(Departures.find(text, false)).isNotNull();
        assertThat(Departures.find(text, true)).as("with a day of return").isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I have left the company for a secondment and will be back on 1 September 2027.",
                "Ann has left the company on parental leave and returns on 6 September 2027.",
                "Ich habe das Unternehmen für ein Jahr verlassen und bin wieder ab 1. September 2027 da.",
                "J’ai quitté l'entreprise pour un an, je serai de retour le 1er septembre 2027.",
                "Ya no trabajo en esta oficina. Regreso el 1 de septiembre de 2027.",
                "Ik ben niet meer werkzaam bij Acme en kom terug op 1 september 2027."
            })
    void comesBack(String text) {
        assertThat(Departures.comesBack(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "As of 31 December 2027 I am no longer with Acme.",
                "My last day at Acme was 31 May. I will not return.",
                "Ich habe das Unternehmen zum 30.06.2027 verlassen und kehre nicht wieder.",
                "Je ne fais plus partie de la société Acme depuis le 1er mars.",
                "Ya no formo parte de Acme desde el 1 de marzo."
            })
    void doesNotComeBack(String text) {
        assertThat(Departures.comesBack(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am out of the office until December 12. My mailbox is not monitored.",
                "While I am on vacation this mailbox is not read.",
                "I no longer work on Fridays. I will answer on Monday.",
                "I have left for the day and will be back tomorrow.",
                "Ich bin im Urlaub. Meine E-Mails werden nicht gelesen und nicht weitergeleitet.",
                "Ich arbeite freitags nicht mehr.",
                "Je ne travaille plus le vendredi.",
                "Ya no trabajo los viernes.",
                "Tomorrow is my last day at the office before my holiday.",
                "Your ticket has been closed.",
                "Notre équipe la plus active vous répondra.",
                "Ann a quitté le bureau pour la journée.",
                "Je suis en congé. Cette boîte n'est pas consultée.",
                "Estoy de vacaciones hasta el lunes.",
                "Sono in ferie, rientro lunedì.",
                "Ik ben met vakantie.",
                "Estou de férias. Volto no dia 5.",
                "Thank you for your message. We answer within two days."
            })
    void isOnlyAway(String text) {
        assertThat(Departures.find(text, false)).isNull();
    }
}
