package io.ripen.delivery.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.channel.TemplateFormat;
import io.ripen.crm.Company;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private static final Team ACME = new Team(
            TeamId.DEFAULT, "Acme", ZoneId.of("UTC"), "US", Map.of("bookingLink", "https://acme.example/book"));

    private final Templates templates = new Templates();
    private int revision;

    @Test
    void fieldsOfContactCompanyTeamAndVariablesAreFilledIn() throws Exception {
        assertThat(text(
                        "Hi {{contact.first_name}} {{contact.lastName}} of {{contact.company}} ({{company.size}}),"
                                + " {{contact.fields.product}}, {{contact.product}}, {{team.name}}, {{team.bookingLink}},"
                                + " {{variable.offer}}, {{sequence.id}}/{{step.id}}",
                        lead("Ann")))
                .isEqualTo(
                        "Hi Ann Lee of Initech (40), Boots, Boots, Acme, https://acme.example/book, A, nurture/day-1");
    }

    @Test
    void anEmptyFieldTakesItsFallback() throws Exception {
        assertThat(text("Hi {{contact.first_name|there}}!", lead(null))).isEqualTo("Hi there!");
        assertThat(text("Hi {{contact.first_name|there}}!", lead("  "))).isEqualTo("Hi there!");
        assertThat(text("Hi {{contact.first_name|there}}!", lead("Ann"))).isEqualTo("Hi Ann!");
        assertThat(text("Hi {{contact.first_name|dear friend, welcome.}}", lead(null)))
                .isEqualTo("Hi dear friend, welcome.");
        assertThat(text("Hi{{contact.first_name|}}!", lead(null))).isEqualTo("Hi!");
    }

    @Test
    void aHoleIsNamedWithFileLineAndCure() {
        assertThatThrownBy(() -> text("Line one\nHi {{contact.first_name}}!", lead(null)))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("{{contact.first_name}}")
                .hasMessageContaining("day-1.sms")
                .hasMessageContaining("line 2")
                .hasMessageContaining("{{contact.first_name|something}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{first_name}}", "{{lead.name}}", "{{contact}}", "{{contact.}}", "{{class.name}}"})
    void aFieldThatCannotBeIsRefused(String field) {
        assertThatThrownBy(() -> text("Hi " + field, lead("Ann")))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("contact.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{{contact.first_name}}}",
                "{{&contact.first_name}}",
                "{{=<% %>=}}",
                "{{>other}}",
                "{{#contact.first_name}}open",
                "{{contact.first_name"
            })
    void whatCouldBringMarkupOrIsBrokenIsRefused(String template) {
        assertThatThrownBy(() -> text(template, lead("Ann"))).isInstanceOf(UnrenderableException.class);
    }

    @Test
    void aTemplateCannotReachIntoJava() throws Exception {
        assertThat(text("{{#contact.first_name}}x{{/contact.first_name}}", lead("Ann")))
                .isEqualTo("x");
        assertThatThrownBy(() -> text("{{#contact.first_name}}{{class}}{{/contact.first_name}}", lead("Ann")))
                .isInstanceOf(UnrenderableException.class);
        assertThatThrownBy(() -> text("{{#contact.first_name}}{{bytes.length}}{{/contact.first_name}}", lead("Ann")))
                .isInstanceOf(UnrenderableException.class);
    }

    @Test
    void sectionsShowWhatIsThereAndListsAreGoneThrough() throws Exception {
        String template = "{{#contact.fields.items}}{{name}};{{/contact.fields.items}}"
                + "{{^contact.fields.none}}none{{/contact.fields.none}}";
        assertThat(text(template, lead("Ann"))).isEqualTo("one;two;none");
    }

    @Test
    void aLeadsDataBringsNoMarkupAndNoHeader() throws Exception {
        String mail = "Subject: For {{contact.first_name}}\nX-Note: {{contact.first_name}}\n\n"
                + "Hi {{contact.first_name}}\n--- html\n<p>Hi {{contact.first_name}}</p>\n";
        Rendered rendered = mail(mail, lead("<b>A</b>\r\nBcc: all@example.com\u0000"));
        assertThat(rendered.html()).isEqualTo("<p>Hi &lt;b&gt;A&lt;/b&gt; \nBcc: all@example.com </p>");
        assertThat(rendered.subject()).isEqualTo("For <b>A</b>  Bcc: all@example.com ");
        assertThat(rendered.headers().get("X-Note")).doesNotContain("\r").doesNotContain("\n");
        assertThat(rendered.text()).startsWith("Hi <b>A</b>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no head at all\n\ntext",
                "X-Note: a\n\ntext without a subject",
                "Subject: a\nBcc: b@example.com\n\ntext",
                "Subject: a\nContent-Type: text/html\n\ntext",
                "Subject: a\nFrom: b@example.com\n\ntext",
                ""
            })
    void aMailWithAWrongHeadIsRefused(String mail) {
        assertThatThrownBy(() -> mail(mail, lead("Ann")))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("day-1.email");
    }

    @Test
    void aMissingTemplateIsNamed() {
        assertThatThrownBy(() ->
                        templates.render("r", "gone.sms", TemplateFormat.TEXT, file -> Optional.empty(), lead("Ann")))
                .hasMessageContaining("gone.sms");
    }

    private String text(String template, MergeData data) throws UnrenderableException {
        return render("day-1.sms", template, TemplateFormat.TEXT, data).text();
    }

    private Rendered mail(String template, MergeData data) throws UnrenderableException {
        return render("day-1.email", template, TemplateFormat.MAIL, data);
    }

    private Rendered render(String file, String template, TemplateFormat format, MergeData data)
            throws UnrenderableException {
        return templates.render("r" + revision++, file, format, name -> Optional.of(template), data);
    }

    private static MergeData lead(@Nullable String firstName) {
        Map<String, Object> fields =
                Map.of("product", "Boots", "items", List.of(Map.of("name", "one"), Map.of("name", "two")));
        Contact contact = new Contact(
                new ContactId(7),
                TeamId.DEFAULT,
                null,
                firstName,
                "Lee",
                "ann@example.com",
                null,
                null,
                Set.of(),
                "kim",
                null,
                null,
                null,
                3,
                null,
                new Company("Initech", 40, "software"),
                Consent.UNKNOWN,
                fields,
                Instant.EPOCH,
                1);
        return new MergeData(contact, ACME, new SequenceId("nurture"), new StepId("day-1"), Map.of("offer", "A"));
    }
}
