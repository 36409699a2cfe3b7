package io.ripen.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.access.Scope;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactImport.DateOrder;
import io.ripen.crm.ContactImport.Options;
import io.ripen.crm.ContactImport.Result;
import io.ripen.crm.ContactImport.Warning;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.io.IOException;
import java.io.StringReader;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as the large CRMs and address books write them come in as they are. */
class ExportsTest {
    private static final Options OPTIONS = new Options(TeamId.DEFAULT, Set.of(), "csv");

    private final CrmFixture crm = new CrmFixture();

    @AfterEach
    void close() {
        crm.close();
    }

    private Result run(String csv) throws IOException {
        return run(csv, OPTIONS);
    }

    private Result run(String csv, Options options) throws IOException {
        return crm.csv.run(Actor.part("the test"), new StringReader(csv), options, rows -> {});
    }

    private Contact only() {
        List<Contact> all =
                crm.stores.transactions().call(work -> crm.stores.contacts().list(work, Scope.all(), 0, 10));
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void a_file_of_salesforce() throws IOException {
        Result result = run("""
                "Lead ID","Salutation","First Name","Last Name","Title","Company / Account","Street","City","State/Province","Zip/Postal Code","Country","Phone","Mobile","Fax","Email","Lead Owner","Lead Source","Lead Status","No. of Employees","Industry","Email Opt Out"
                "00Q5g00000AbCdE","Ms.","Ann","Ott","VP Sales","Acme","1 Main St","Springfield","IL","62701","United States","(212) 555-0111","(415) 555-0100","","ann@example.com","Kim Lee","Web","Open - Not Contacted","51-200","Software","1"
                """);
        assertThat(result.refusals()).isEmpty();
        assertThat(result.warnings()).isEmpty();
        Contact ann = only();
        assertThat(ann.externalId()).isEqualTo("00Q5g00000AbCdE");
        assertThat(ann.phoneE164()).as("the mobile goes before the desk").isEqualTo("+14155550100");
        assertThat(ann.fields()).containsEntry("Phone", "(212) 555-0111").containsEntry("company_size_note", "51-200");
        assertThat(ann.company().name()).isEqualTo("Acme");
        assertThat(ann.company().size()).isEqualTo(51);
        assertThat(ann.address().region()).isEqualTo("IL");
        assertThat(ann.address().country()).isEqualTo("US");
        assertThat(ann.owner()).isEqualTo("Kim Lee");
        assertThat(ann.stage()).isEqualTo("Open - Not Contacted");
        assertThat(ann.consent().email()).isFalse();
    }

    @Test
    void a_file_of_hubspot() throws IOException {
        Result result = run("""
                Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Contact owner,Lead Status,Lifecycle Stage,State/Region,Country/Region,Number of Employees,Time Zone,HubSpot Score,Create Date (EST),Unsubscribed from all email,Associated Company,Associated Company IDs
                151,Bob,Ray,bob@example.com,+44 20 7946 0000,07700 900123,kim@example.com,NEW,lead,England,UK,"1,000",europe_slash_london,12.0,2026-02-01 09:15,false,Acme Ltd,9001
                """);
        assertThat(result.refusals()).isEmpty();
        Contact bob = only();
        assertThat(bob.externalId()).isEqualTo("151");
        assertThat(bob.phoneE164()).isEqualTo("+447700900123");
        assertThat(bob.timeZone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(bob.company().size()).isEqualTo(1_000);
        assertThat(bob.score()).isEqualTo(12);
        assertThat(bob.consent().email())
                .as("not to have opted out is no consent")
                .isNull();
        assertThat(bob.fields()).containsEntry("Associated Company IDs", "9001");
    }

    @Test
    void a_file_of_highlevel() throws IOException {
        Result result = run("""
                Contact Id,First Name,Last Name,Name,Phone,Email,Business Name,Created,Last Activity,Tags,DND
                oLCWVqxdD1zMB0000000,,,Cid de la Cruz,+13105550100,cid@example.com,Cruz LLC,2026-02-01T10:00:00Z,,"new lead,webinar",
                """);
        assertThat(result.refusals()).isEmpty();
        Contact cid = only();
        assertThat(cid.firstName()).isEqualTo("Cid de la");
        assertThat(cid.lastName()).isEqualTo("Cruz");
        assertThat(cid.tags()).containsExactly("new lead", "webinar");
        assertThat(cid.company().name()).isEqualTo("Cruz LLC");
    }

    @Test
    void a_file_of_google() throws IOException {
        Result result = run("""
                First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Value,Organization Name,Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Birthday
                Dan,Ito,Customers ::: * myContacts,Work,dan@example.com,dan.ito@example.org,Mobile,+1 650-555-0100 ::: +1 650-555-0102,,Ito Inc,2 Elm,Palo Alto,CA,94301,USA,1990-05-17
                """);
        assertThat(result.refusals()).isEmpty();
        Contact dan = only();
        assertThat(dan.email()).isEqualTo("dan@example.com");
        assertThat(dan.fields())
                .containsEntry("E-mail 2 - Value", "dan.ito@example.org")
                .containsEntry("phone_note", "+1 650-555-0100 ::: +1 650-555-0102");
        assertThat(dan.phoneE164()).isEqualTo("+16505550100");
        assertThat(dan.tags()).containsExactly("Customers");
        assertThat(dan.address().country()).isEqualTo("US");
    }

    @Test
    void files_of_outlook_in_two_languages() throws IOException {
        assertThat(run("""
                First Name,Last Name,Company,Job Title,Business Street,Business City,Business State,Business Postal Code,Business Country/Region,Business Phone,Home Phone,Mobile Phone,E-mail Address,Categories,
                Eva,Sol,Sol SA,CEO,Calle 1,Madrid,,28001,Spain,,,+34 612 345 678,eva@example.com,Leads;VIP,
                """).refusals()).isEmpty();
        Contact eva = only();
        assertThat(eva.phoneE164()).isEqualTo("+34612345678");
        assertThat(eva.tags()).containsExactly("Leads", "VIP");
        crm.stores.transactions().call(work -> crm.projection.delete(work, eva.id()));

        assertThat(run("""
                sep=;
                Vorname;Nachname;Firma;Straße geschäftlich;Ort geschäftlich;Postleitzahl geschäftlich;Land/Region geschäftlich;Telefon geschäftlich;Mobiltelefon;E-Mail-Adresse;Kategorien
                Jörg;Weiß;Weiß GmbH;Hauptstr. 1;Köln;50667;Deutschland;0221 4710;0171 2345678;joerg@example.com;Neu
                """).refusals()).isEmpty();
        Contact joerg = only();
        assertThat(joerg.phoneE164()).isEqualTo("+491712345678");
        assertThat(joerg.address().city()).isEqualTo("Köln");
        assertThat(joerg.address().country()).isEqualTo("DE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email,phone,\nann@example.com,4155550100,\n",
                "email,phone,\nann@example.com,4155550100\n",
                "email,phone\nann@example.com,4155550100,\n",
                "email,phone,,,\nann@example.com,4155550100,,,\n",
                "sep=;\nemail;phone\nann@example.com;4155550100\n",
                "\uFEFFsep=;\r\nemail;phone\r\nann@example.com;4155550100\r\n",
                "\"sep=,\"\nemail,phone\nann@example.com,4155550100\n",
                "SEP=\t\nemail\tphone\nann@example.com\t4155550100\n",
                "email|phone\nann@example.com|4155550100\n",
                "E-Mail,email,phone\n,ann@example.com,4155550100\n",
                "phone,mobile phone,email\nn/a,4155550100,ann@example.com\n",
                "Business Phone,Home Phone,E-mail Address\n,415-555-0100,ann@example.com\n"
            })
    void spreadsheets_write_their_lines_in_many_ways(String csv) throws IOException {
        assertThat(run(csv).refusals()).isEmpty();
        assertThat(only().email()).isEqualTo("ann@example.com");
        assertThat(only().phoneE164()).isEqualTo("+14155550100");
    }

    @Test
    void what_stands_under_no_name_or_one_name_twice_is_kept() throws IOException {
        assertThat(run("email,,note,note\nann@example.com,loose,a,b\n").refusals())
                .isEmpty();
        assertThat(only().fields()).isEqualTo(Map.of("column 2", "loose", "note", "a", "note 2", "b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "51-200|51",
                "1,000|1000",
                "10000+|10000",
                "1.000|1000",
                "10,001+|10001",
                "2.5k|2500",
                "1 - 10|1",
                "about 40 employees|40",
                "1 000|1000",
                "51.0|51",
                "> 500|500",
                "5000 to 10000|5000",
                "1K-5K|1000",
                "12'500|12500",
                "200 Mitarbeiter|200",
                "~75|75"
            })
    void sizes_of_companies_are_read_with_the_lower_end_of_a_range(String written, int size) throws IOException {
        assertThat(run("email;employees\nann@example.com;" + written + "\n").warnings())
                .isEmpty();
        assertThat(only().company().size()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "Self-employed", "12-", "1,00,00x", "9999999999999"})
    void a_size_that_is_none_is_a_note_with_a_warning(String written) throws IOException {
        Result result = run("email;employees\nann@example.com;" + written + "\n");
        assertThat(result.created()).isEqualTo(1);
        assertThat(result.warnings()).extracting(Warning::field).containsExactly("employees");
        assertThat(only().fields()).containsEntry("company_size_note", written);
    }

    private void teamIn(String region, String zone) {
        crm.teams.save(Actor.part("the test"), new Team(TeamId.DEFAULT, "Acme", ZoneId.of(zone), region, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "US|11/09/2027|2027-11-09",
                "GB|11/09/2027|2027-09-11",
                "DE|09.11.2027|2027-11-09",
                "US|09.11.2027|2027-11-09",
                "US|1825718400000|2027-11-09",
                "US|1825718400|2027-11-09",
                "US|25/12/2027|2027-12-25",
                "GB|12/25/2027|2027-12-25",
                "US|11/9/27|2027-11-09",
                "FR|9/11/27|2027-11-09",
                "US|2027/11/09|2027-11-09",
                "US|Nov 9, 2027|2027-11-09",
                "GB|9 November 2027|2027-11-09",
                "DE|9. November 2027|2027-11-09",
                "US|11/09/2027 2:30 PM|2027-11-09T14:30",
                "DE|09.11.2027, 14:30|2027-11-09T14:30",
                "US|11/09/2027 00:00|2027-11-09",
                "US|November 9th, 2027|2027-11-09",
                "ES|9 de noviembre de 2027|2027-11-09",
                "US|09-Nov-2027|2027-11-09",
                "US|2027-11-09|2027-11-09",
                "NL|09-11-2027|2027-11-09",
                "US|2027-11-09T10:00:00Z|2027-11-09T10:00:00Z"
            })
    void a_date_is_read_as_the_teams_country_writes_it(String region, String written, String read) throws IOException {
        teamIn(region, "UTC");
        Result result = run("email;renewal_date\nann@example.com;" + written + "\n");
        assertThat(result.warnings()).isEmpty();
        assertThat(only().fields()).containsEntry("renewal_date", read);
    }

    @Test
    void the_order_of_a_date_can_be_said_for_one_file() throws IOException {
        run(
                "email,renewal date\nann@example.com,11/09/2027\n",
                new Options(TeamId.DEFAULT, Set.of(), "csv", false, DateOrder.DAY_FIRST));
        assertThat(only().fields()).containsEntry("renewal date", "2027-09-11");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"31/31/2027", "2/30/2027", "next Tuesday 9", "Q3 2027", "99.99.2027", "in 14 days", "2027-W45"})
    void a_date_that_cannot_be_read_is_a_warning(String written) throws IOException {
        Result result = run("email;Renewal Date\nann@example.com;" + written + "\n");
        assertThat(result.created()).isEqualTo(1);
        assertThat(result.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.line()).isEqualTo(2);
            assertThat(warning.field()).isEqualTo("Renewal Date");
            assertThat(warning.message()).contains(written).contains("month/day/year");
        });
        assertThat(only().fields()).containsEntry("Renewal Date", written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "note|1825718400000",
                "version|1.2.3",
                "sku|12/5",
                "update policy|monthly 12",
                "ratio|16/9",
                "ip|10.1.2.3",
                "order number|1234567890",
                "days since order|1000000000",
                "Birthday|05-17"
            })
    void what_is_no_date_stays_as_it_is(String column, String value) throws IOException {
        Result result = run("email;" + column + "\nann@example.com;" + value + "\n");
        assertThat(result.created()).isEqualTo(1);
        assertThat(only().fields()).containsEntry(column, value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "United States|US",
                "USA|US",
                "UK|GB",
                "Deutschland|DE",
                "U.S.A.|US",
                "England|GB",
                "Côte d'Ivoire|CI",
                "Österreich|AT",
                "oesterreich|",
                "España|ES",
                "Espana|ES",
                "Brasil|BR",
                "The Netherlands|NL",
                "Holland|NL",
                "Czech Republic|CZ",
                "Korea, Republic of|KR",
                "DEU|DE",
                "日本|JP",
                "Россия|RU",
                "Turkey|TR",
                "Türkiye|TR",
                "United Kingdom of Great Britain and Northern Ireland|GB",
                "Hong Kong|HK",
                "us|US",
                "Suisse|CH",
                "Schweiz|CH",
                "Viet Nam|VN",
                "Bosnia & Herzegovina|BA",
                "Atlantis|"
            })
    void a_country_is_read_by_its_name(String written, String code) throws IOException {
        Result result = run("email;country\nann@example.com;\"" + written + "\"\n");
        assertThat(result.created()).isEqualTo(1);
        if (code == null) {
            assertThat(result.warnings()).extracting(Warning::field).containsExactly("country");
            assertThat(only().fields()).containsEntry("country_note", written);
        } else {
            assertThat(result.warnings()).isEmpty();
            assertThat(only().address().country()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "555-0100",
                "000-000-0000",
                "(000) 000-0000",
                "123-456-7890",
                "1234567",
                "911",
                "+1 000 000 0000",
                "415 011 2345",
                "9999999999",
                "call me",
                "+49 0000000",
                "123",
                "1-800-FLOWERS-ARE-NICE-AND-LONG"
            })
    void a_number_that_nobody_can_dial_is_a_note_beside_a_good_mail(String phone) throws IOException {
        Result result = run("email;phone\nann@example.com;" + phone + "\n");
        assertThat(result.created()).isEqualTo(1);
        assertThat(result.warnings()).extracting(Warning::field).containsExactly("phone");
        assertThat(only().phone()).isNull();
        assertThat(only().phoneE164()).isNull();
        assertThat(only().fields()).containsEntry("phone_note", phone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n/a", "none", "-", "0", "NULL", "unknown", "N.A."})
    void where_somebody_had_no_number_there_is_none_and_no_warning(String phone) throws IOException {
        Result result = run("email;phone\nann@example.com;" + phone + "\n");
        assertThat(result.created()).isEqualTo(1);
        assertThat(result.warnings()).isEmpty();
        assertThat(only().phone()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ann at example|email_note",
                "ann@|email_note",
                "@ann|email_note",
                "ann@example|email_note",
                "ann@@example.com|email_note"
            })
    void a_bad_mail_address_is_a_note_beside_a_good_number(String email, String note) throws IOException {
        assertThat(run("email;phone\n" + email + ";4155550100\n").created()).isEqualTo(1);
        assertThat(only().email()).isNull();
        assertThat(only().fields()).containsEntry(note, email);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailto:ann@example.com",
                "Ann Ott <ann@example.com>",
                "ann@example.com.",
                "ann@example.com, x",
                "ann@example.com ann@example.org",
                "<ann@example.com>"
            })
    void an_address_in_the_clothes_of_a_program_is_found(String email) throws IOException {
        assertThat(run("email;phone\n\"" + email + "\";\n").created()).isEqualTo(1);
        assertThat(only().email()).isEqualTo("ann@example.com");
    }

    @Test
    void a_lead_of_whom_nothing_can_be_read_is_refused_with_what_is_wrong() throws IOException {
        Result result = run("email,phone\nann at example,555-0100\n");
        assertThat(result.created()).isZero();
        assertThat(result.refusals())
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal.reason()).contains("ann at example").contains("555-0100"));
    }
}
