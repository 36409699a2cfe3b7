package io.ripen.inbound.mail.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.mail.MailKind;
import io.ripen.mail.MailReading;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When an automatic answer of Monday, 23 November 2026, says that its sender is back. */
class ReturnDateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I am out of the office until December 3.                              | 2026-12-03",
                "I'm away and will be back on Thursday, 3rd December.                  | 2026-12-03",
                "I will return on Dec 3rd, 2026. Please call Bob on 555-0100.          | 2026-12-03",
                "I am on leave from 23 November to 3 December 2026.                    | 2026-12-03",
                "Out from 11/23/2026 through 12/03/2026, back on 12/04/2026.           | 2026-12-04",
                "I am away until 03/12/2026.                                           | 2026-12-03",
                "Back in the office on 2026-12-03.                                     | 2026-12-03",
                "I am on vacation, returning January 4.                                | 2027-01-04",
                "I am out today and back tomorrow.                                     | 2026-11-24",
                "I am out of the office and back on Monday.                            | 2026-11-30",
                "Ich bin bis zum 03.12.2026 nicht im Büro.                             | 2026-12-03",
                "Ich bin vom 23.11. bis 03.12. im Urlaub.                              | 2026-12-03",
                "Ab dem 3. Dezember bin ich wieder erreichbar.                         | 2026-12-03",
                "Ich bin am 3. Dezember 2026 zurück.                                   | 2026-12-03",
                "Je suis absent jusqu'au 3 décembre 2026.                              | 2026-12-03",
                "Absent du bureau du 23 novembre au 3 décembre.                        | 2026-12-03",
                "Je serai de retour le 3 décembre.                                     | 2026-12-03",
                "Estaré fuera de la oficina hasta el 3 de diciembre de 2026.           | 2026-12-03",
                "Regreso el 3 de diciembre.                                            | 2026-12-03",
                "Estou de férias até 3 de dezembro.                                    | 2026-12-03",
                "Sono assente fino al 3 dicembre 2026.                                 | 2026-12-03",
                "Rientrerò in ufficio il 3 dicembre.                                   | 2026-12-03",
                "Ik ben afwezig t/m 3 december.                                        | 2026-12-03",
                "Ik ben op 3 december weer aanwezig, terug op 3 december.              | 2026-12-03",
                "Jestem nieobecny do 3 grudnia.                                        | 2026-12-03",
                "Jag är på semester till och med 3 december.                           | 2026-12-03",
                "Jeg er på ferie til og med 3. december 2026.                          | 2026-12-03",
                "Jeg er tilbake 3. desember, altså tilbake 3.12.2026.                  | 2026-12-03",
                "Olen lomalla 3.12.2026 saakka.                                        | 2026-12-03",
                "Я в отпуске до 3 декабря.                                             | 2026-12-03",
                "Вернусь 3 декабря 2026 г.                                             | 2026-12-03",
                "12月3日まで不在にしております。                                            | 2026-12-03",
                "2026年12月3日に戻ります。                                                 | 2026-12-03",
                "我将于12月3日返回办公室。                                                  | 2026-12-03"
            })
    void isFound(String text, LocalDate back) {
        MailReading reading = away(text);

        assertThat(reading.kind()).isEqualTo(MailKind.AUTO_REPLY);
        assertThat(reading.returnDate()).isEqualTo(back);
    }

    /** On the first day of the absence, which is the day of the mail: 23 November 2026. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ab 23. November bin ich abwesend, zurück am 7. Dezember.                   | 2026-12-07",
                "Ab dem 23.11. bin ich im Urlaub und am 07.12. wieder da.                   | 2026-12-07",
                "Vom 23.11.2026 bis einschließlich 06.12.2026 bin ich nicht im Büro.        | 2026-12-06",
                "Ich bin ab heute, 23.11.2026, in Elternzeit. Ab dem 7.12.2026 bin ich wieder für Sie da. | 2026-12-07",
                "À partir du 23 novembre je suis absent, de retour le 7 décembre.           | 2026-12-07",
                "Je suis en congé à compter du 23 novembre et je serai de retour le 7 décembre. | 2026-12-07",
                "Absente du 23/11/2026 au 06/12/2026, retour le 07/12/2026.                 | 2026-12-07",
                "A partir del 23 de noviembre estaré ausente, regreso el 7 de diciembre.    | 2026-12-07",
                "Estoy de vacaciones desde el 23 de noviembre hasta el 6 de diciembre.      | 2026-12-06",
                "Desde el 23/11 no estoy en la oficina, vuelvo el 7 de diciembre de 2026.   | 2026-12-07",
                "A partire dal 23 novembre sono assente, rientro il 7 dicembre.             | 2026-12-07",
                "Sono in ferie dal 23 novembre al 6 dicembre 2026.                          | 2026-12-06",
                "Dal 23 novembre sarò fuori ufficio e tornerò il 7 dicembre.                | 2026-12-07",
                "Vanaf 23 november ben ik afwezig, terug op 7 december.                     | 2026-12-07",
                "Ik ben van 23 november t/m 6 december met vakantie.                        | 2026-12-06",
                "Vanaf 23 november met verlof; vanaf 7 december ben ik weer bereikbaar.     | 2026-12-07",
                "A partir de 23 de novembro estou de férias; volto no dia 7 de dezembro.    | 2026-12-07",
                "From 23 November I am away, back on 7 December.                            | 2026-12-07",
                "I'm out starting today (Nov 23) and will return Dec 7.                     | 2026-12-07",
            })
    void on_the_first_day_is_the_day_of_return(String text, LocalDate back) {
        assertThat(away(text).returnDate()).isEqualTo(back);
    }

    /** Written into the mailer before the absence begins. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ab 25. November bin ich abwesend, zurück am 7. Dezember.         | 2026-12-07",
                "À partir du 25 novembre je suis absent, de retour le 7 décembre. | 2026-12-07",
                "Vanaf 25 november ben ik afwezig, terug op 7 december.           | 2026-12-07",
                "A partire dal 25 novembre sono assente, rientro il 7 dicembre.   | 2026-12-07",
            })
    void of_its_beginning_and_its_end_the_end_counts(String text, LocalDate back) {
        assertThat(away(text).returnDate()).isEqualTo(back);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am out of the office.",
                "I was away until 3 November.",
                "We received your request 12.03 of 2026 things.",
                "Our office opened on 3 December 1998.",
                "Call 555-0100 or +1 555 010 0123."
            })
    void isNotMadeUp(String text) {
        assertThat(away(text).returnDate()).isNull();
    }

    private static MailReading away(String text) {
        return Mails.with("Subject: Re: Offer\nAuto-Submitted: auto-replied\nContent-Transfer-Encoding: 8bit", text);
    }
}
