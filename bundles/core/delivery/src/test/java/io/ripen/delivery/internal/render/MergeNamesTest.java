package io.ripen.delivery.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.channel.TemplateFormat;
import io.ripen.crm.Company;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.crm.PostalAddress;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What authors call a lead's fields. */
class MergeNamesTest {

    @ParameterizedTest
    @CsvSource({
        "contact.frist_name, contact.first_name",
        "contact.fisrt_nmae, contact.first_name",
        "contact.firstnme, contact.first_name",
        "contact.lastname_, ",
        "contact.emial, contact.email",
        "contact.phne, contact.phone",
        "contact.compnay, contact.company",
        "contact.postal_cod, contact.postal_code",
        "contact.adress.city, contact.address.city",
        "contact.fields.first_name, contact.first_name",
        "contact.fields.Email Address, contact.email",
        "contact.fields.frist_name, contact.first_name",
        "contact.fields.lastnam, ",
        "contact.fields.postalcde, contact.postal_code",
        "company.nmae, company.name",
        "company.indutsry, company.industry",
        "team.busines_name, team.business_name",
        "team.postal_adress, team.postal_address",
        "contat.first_name, contact.first_name",
        "first_name, contact.first_name",
        "fname, contact.first_name",
        "unsubscribed, unsubscribe"
    })
    void aSlipIsNamedWithTheNearestName(String written, String meant) {
        assertThat(MergeNames.slips("Hi\n{{" + written + "|there}} {{" + written + "}}"))
                .extracting(slip -> slip.line() + " " + slip.meant())
                .isEqualTo(meant == null ? java.util.List.of() : java.util.List.of("2 " + meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contact.first_name",
                "contact.firstName",
                "contact.FirstName",
                "contact.fname",
                "contact.zip",
                "contact.note",
                "contact.course",
                "contact.plan",
                "contact.budget",
                "contact.favourite colour",
                "contact.fields.renewal_date",
                "contact.fields.region_2",
                "contact.fields.stages",
                "company.size",
                "team.booking_link",
                "team.settings.nmae",
                "variable.frist_name",
                "this",
                "-index",
                "unsubscribe"
            })
    void aKnownNameAndAFieldOfTheAuthorsOwnAreNone(String name) {
        assertThat(MergeNames.slips("{{" + name + "|x}}")).isEmpty();
    }

    @Test
    void theVariablesOfATemplateAreTold() {
        assertThat(new ReadTemplates()
                        .variables(
                                "a.sms",
                                "{{variable.offer|}}\n{{#variables.size.of}}x{{/variables.size.of}} {{variable.offer}}"
                                        + " {{contact.variable}} {{! variable.gone }} {{variables}}",
                                TemplateFormat.TEXT))
                .containsExactlyInAnyOrderEntriesOf(Map.of("offer", 1, "size", 2));
    }

    @ParameterizedTest
    @CsvSource({
        "first name, Ann",
        "FirstName, Ann",
        "fname, Ann",
        "Given Name, Ann",
        "Vorname, Ann",
        "prénom, Ann",
        "lname, Lee",
        "Surname, Lee",
        "Full Name, Ann Lee",
        "E-Mail, ann@example.com",
        "email address, ann@example.com",
        "Mobile Phone, +14155550100",
        "zip, 10115",
        "Town, Berlin",
        "Company Name, Initech",
        "Employees, 40",
        "Lead Source, web"
    })
    void aNameThatImportsKnowIsANameHere(String name, String value) throws Exception {
        assertThat(text("{{contact." + name + "}}", Map.of())).isEqualTo(value);
        if (!name.equals("FirstName")) { // which is the name itself
            assertThat(text("{{contact." + name + "}}", Map.of(name, "own")))
                    .as("a field of this name")
                    .isEqualTo("own");
        }
    }

    @Test
    void aRefusalAndAHoleSayWhatWasMeantAsWell() {
        assertThatThrownBy(() -> text("{{first_name}}", Map.of()))
                .hasMessageContaining("Did you mean {{contact.first_name}}?");
        assertThatThrownBy(() -> text("{{contat.first_name|x}}", Map.of()))
                .hasMessageContaining("Did you mean {{contact.first_name}}?");
        assertThatThrownBy(() -> text("{{contact.frist_name}}", Map.of()))
                .hasMessageContaining("is empty for this lead")
                .hasMessageContaining("Did you mean {{contact.first_name}}?");
    }

    private static String text(String template, Map<String, Object> fields) throws UnrenderableException {
        Contact contact = new Contact(
                new ContactId(7),
                TeamId.DEFAULT,
                null,
                "Ann",
                "Lee",
                "ann@example.com",
                "+14155550100",
                "+14155550100",
                Set.of(),
                null,
                "web",
                null,
                null,
                0,
                new PostalAddress(null, "Berlin", null, "10115", "DE"),
                new Company("Initech", 40, null),
                Consent.UNKNOWN,
                fields,
                Instant.EPOCH,
                1);
        Team team = new Team(TeamId.DEFAULT, "Acme", ZoneOffset.UTC, "US", Map.of());
        return new Templates()
                .render(
                        "r",
                        "a.sms",
                        TemplateFormat.TEXT,
                        name -> Optional.of(template),
                        new MergeData(contact, team, null, null, Map.of()))
                .text();
    }
}
