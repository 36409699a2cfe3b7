package io.ripen.delivery.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.channel.TemplateFormat;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, money and dates of a lead's fields stand in a message as its readers write them. */
class NumbersInTextsTest {
    private final Templates templates = new Templates();
    private int revision;

    @ParameterizedTest
    @CsvSource({
        "2300.00,2300",
        "98000000.25,98000000.25",
        "0.00025,0.00025",
        "98000000000,98000000000",
        "-1250000.5,-1250000.5",
        "19.99,19.99",
        "1e-7,0.0000001",
        "450000.0,450000",
        "1e21,1000000000000000000000"
    })
    void aNumberHasNoExponentAndNoEmptyZeros(double price, String written) throws Exception {
        assertThat(text("It is {{contact.fields.price}}.", price)).isEqualTo("It is " + written + ".");
        assertThat(text("See https://acme.example/p?x={{contact.fields.price}}", price))
                .endsWith("?x=" + written);
        assertThat(text("{{#link.a}}https://acme.example/{{contact.price}}{{/link.a}}", price))
                .endsWith("/" + written);
        assertThat(text("{{#contact.price}}{{this}}{{/contact.price}}", price)).isEqualTo(written);
        assertThat(text("{{#contact.price}}{{this}};{{/contact.price}}", List.of(price, price)))
                .isEqualTo(written + ";" + written + ";");
        Rendered mail =
                mail("Subject: {{contact.price}}\n\n{{contact.price}}\n--- html\n<p>{{contact.price}}</p>", price);
        assertThat(mail.subject()).isEqualTo(written);
        assertThat(mail.html()).isEqualTo("<p>" + written + "</p>");
    }

    @Test
    void aListReadsAsAListAndNotAsJava() throws Exception {
        assertThat(text("You liked {{contact.fields.price}}.", List.of("Boots", "Hats")))
                .isEqualTo("You liked Boots, Hats.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "en-US; ; money; 2300.00; $2,300",
                "en-US; ; money; 98000000.25; $98,000,000.25",
                "en-US; ; money; 19.9; $19.90",
                "en-US; ; money EUR; 450000; €450,000",
                "de-DE; ; money; 2300; 2.300 €",
                "de_DE; ; money; 1234.5; 1.234,50 €",
                "fr-FR; ; money; 98000000.25; 98 000 000,25 €",
                "de-CH; ; money; 1234.5; CHF 1’234.50",
                "es-MX; ; money; 2300; $2,300",
                "en-GB; EUR; money; 0.5; €0.50",
                "ja-JP; ; money; 2300.4; ￥2,300",
                "pt-BR; ; money; -12.5; -R$ 12,50",
                "no locale; XYZ0; money; 5; $5",
                "en-US; ; number; 0.00025; 0.00025",
                "en-US; ; number; 98000000.25; 98,000,000.25",
                "de-DE; ; number 2; 2300; 2.300,00",
                "de-DE; ; number 0; 2299.5; 2.300",
                "es-ES; ; number; 12345.6; 12.345,6",
                "en-US; ; money; from 2k on; from 2k on",
                "en-US; ; date; 2027-11-02; Nov 2, 2027",
                "en-US; ; date short; 2027-11-02; 11/2/2027",
                "en-GB; ; date short; 2027-11-02; 02/11/2027",
                "de-DE; ; date; 2027-11-02; 02.11.2027",
                "de-DE; ; date long; 2027-11-02; 2. November 2027",
                "fr-FR; ; date full; 2027-11-02; mardi 2 novembre 2027",
                "es-ES; ; date long; 2027-11-02T23:30:00Z; 2 de noviembre de 2027",
                "en-US; ; date; 1990-05-17T00:00:00Z; May 17, 1990",
                "en-US; ; date; 2027-11-03T02:00:00Z; Nov 2, 2027",
                "en-US; ; time; 2027-11-03T02:05:00Z; 9:05 PM",
                "de-DE; ; time; 2027-11-03T15:00:00+01:00; 09:00",
                "en-US; ; time; 14:30; 2:30 PM",
                "en-US; ; date; 1825286400000; Nov 4, 2027",
                "en-US; ; date; 1825225200; Nov 3, 2027",
                "en-US; ; date; 2027-11-02 08:15:00; Nov 2, 2027",
                "en-US; ; date; next week; next week",
                "en-US; ; date; 42; 42",
                "en-US; ; time; 2027-11-02; 2027-11-02",
                "en-US; ; date; 2027-02-30; 2027-02-30"
            })
    void aFormatWritesItAsTheTeamsReadersDo(
            String locale, @Nullable String currency, String format, String value, String written) throws Exception {
        Map<String, Object> settings =
                currency == null ? Map.of("locale", locale) : Map.of("locale", locale, "currency", currency);
        assertThat(text("{{contact.fields.price|" + format + "}}", value, settings))
                .isEqualTo(written);
        assertThat(text("{{ contact.fields.price | " + format + " | soon }}", value, settings))
                .isEqualTo(written);
    }

    @Test
    void thePageShowsWhatComesOut() throws Exception {
        String page = Files.readString(Path.of("").toAbsolutePath().resolve("../../../docs/messages.md"));
        Matcher row = Pattern.compile(
                        "(?m)^\\| (`(?:money|number|date|time)[^|]*`) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$")
                .matcher(page);
        int rows = 0;
        while (row.find()) {
            List<String> american = new ArrayList<>();
            List<String> german = new ArrayList<>();
            for (String format : row.group(1).split(", ")) {
                String template = "{{contact.fields.price|" + format.replace("`", "") + "}}";
                american.add(text(template, row.group(2), Map.of("locale", "en-US")));
                german.add(text(template, row.group(2), Map.of("locale", "de-DE")));
            }
            assertThat(String.join(", ", american)).as(row.group()).isEqualTo(row.group(3));
            assertThat(String.join(", ", german)).as(row.group()).isEqualTo(row.group(4));
            rows++;
        }
        assertThat(rows).isEqualTo(8);
    }

    @Test
    void anEmptyFieldTakesTheWordsBehindTheFormat() throws Exception {
        assertThat(text("{{contact.fields.none|money|our list price}}", 1)).isEqualTo("our list price");
        assertThat(text("{{contact.fields.none|money|}}.", 1)).isEqualTo(".");
        assertThat(text("{{contact.fields.none|money for it}}", 1)).isEqualTo("money for it");
        assertThat(text("{{contact.fields.none|a|b}}", 1)).isEqualTo("a|b");
        assertThatThrownBy(() -> text("{{contact.fields.none|money}}", 1))
                .hasMessageContaining("{{contact.fields.none|money|something}}");
    }

    @Test
    void aFormattedTextCostsNoMoreThanAPlainOne() throws Exception {
        for (String locale : List.of("fr-FR", "de-DE", "sv-SE", "pl-PL", "ru-RU", "nb-NO")) {
            assertThat(text("{{contact.fields.price|money CHF}}", 98000000.25, Map.of("locale", locale)))
                    .as(locale)
                    .doesNotContain("\u00A0", "\u202F");
        }
    }

    private String text(String template, Object price) throws UnrenderableException {
        return text(template, price, Map.of());
    }

    private String text(String template, Object price, Map<String, Object> settings) throws UnrenderableException {
        return templates
                .render(
                        "r" + revision++,
                        "a.sms",
                        TemplateFormat.TEXT,
                        name -> Optional.of(template),
                        data(price, settings))
                .text();
    }

    private Rendered mail(String template, Object price) throws UnrenderableException {
        return templates.render(
                "r" + revision++, "a.email", TemplateFormat.MAIL, name -> Optional.of(template), data(price, Map.of()));
    }

    private static MergeData data(Object price, Map<String, Object> settings) {
        Contact contact = new Contact(
                new ContactId(7),
                TeamId.DEFAULT,
                null,
                "Ann",
                "Lee",
                null,
                null,
                null,
                Set.of(),
                null,
                null,
                null,
                ZoneId.of("America/Chicago"),
                0,
                null,
                null,
                Consent.UNKNOWN,
                Map.of("price", price),
                Instant.EPOCH,
                1);
        Team team = new Team(TeamId.DEFAULT, "Acme", ZoneId.of("Europe/Berlin"), "US", settings);
        return new MergeData(contact, team, null, null, Map.of());
    }
}
