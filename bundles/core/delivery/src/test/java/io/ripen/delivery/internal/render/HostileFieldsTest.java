package io.ripen.delivery.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.channel.TemplateFormat;
import io.ripen.crm.Company;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.crm.PostalAddress;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hundreds of hostile strings in every field of a lead at once, in every place of a mail. */
class HostileFieldsTest {
    private static final Team ACME = new Team(TeamId.DEFAULT, "Acme", ZoneOffset.UTC, "US", Map.of());
    private static final String MAIL = """
            Subject: For {{contact.first_name|you}}, {{contact.stage|x}}, {{variable.v|x}}
            X-Campaign: {{contact.source|x}} {{contact.note|x}}
            X-Owner: {{contact.owner|x}}

            Hi {{contact.first_name|you}} {{contact.last_name|x}} of {{company.name|x}}, {{contact.phone|x}},
            {{contact.city|x}}, {{#contact.note}}[{{contact.note|x}}]{{/contact.note}}
            https://acme.example/a?e={{contact.email|x}}&n={{contact.last_name|x}}
            {{#link.p}}https://acme.example/p?c={{contact.city|x}}{{/link.p}}
            --- html
            <html><head><title>{{contact.first_name|you}}</title></head><body>
            <p title="{{contact.first_name|you}}" class='{{contact.stage|x}}'>Hi {{contact.first_name|you}}
            <b>{{company.name|x}}</b> {{variable.v|x}}</p>
            <a id="a" href="https://acme.example/a?e={{contact.email|x}}&amp;n={{contact.last_name|x}}#s">a</a>
            <a id="m" href='mailto:{{contact.email|x}}?subject={{contact.first_name|you}}'>m</a>
            <a id="l" href="{{#link.p}}https://acme.example/p?c={{contact.city|x}}{{/link.p}}">p</a>
            <img id="i" src="https://acme.example/i/{{contact.owner|x}}.png" alt="{{contact.owner|x}}">
            <textarea>{{contact.note|x}}</textarea>
            </body></html>
            """;

    private final Templates templates = new Templates();

    @Test
    void nothingOfALeadBecomesMoreThanText() throws Exception {
        List<String> calm = skeleton(render("Ann").html());
        int stopped = 0;
        List<String> strings = strings();
        for (String hostile : strings) {
            Rendered mail;
            try {
                mail = render(hostile);
            } catch (UnrenderableException tooLong) {
                assertThat(hostile.length()).isGreaterThan(100);
                assertThat(tooLong).hasMessageContaining("characters");
                stopped++;
                continue;
            }
            String shown = hostile.length() > 60 ? hostile.substring(0, 60) : hostile;
            assertOneLine(shown, String.valueOf(mail.subject()));
            assertThat(mail.headers()).as(shown).containsOnlyKeys("X-Campaign", "X-Owner");
            mail.headers().values().forEach(value -> assertOneLine(shown, value));
            assertText(shown, mail.text());
            assertText(shown, String.valueOf(mail.html()));
            assertThat(mail.text()).as(shown).startsWith("Hi ").contains(" of ");
            assertMarkup(shown, mail, calm);
        }
        System.out.println("Hostile: " + strings.size() + " strings, " + stopped + " stopped for their length.");
        assertThat(strings).hasSizeGreaterThan(500);
    }

    @Test
    void aTemplateInAValueStaysText() throws Exception {
        for (String each : List.of(
                "{{contact.email}}", "{{{contact.email}}}", "${7*7}", "{{#contact.note}}x", "{{unsubscribe}}")) {
            assertThat(text("Hi {{contact.first_name}}!", each)).isEqualTo("Hi " + each + "!");
        }
    }

    @Test
    void whatTurnsTextAroundOrIsHalfACharacterIsMadeHarmless() throws Exception {
        assertThat(text("Hi {{contact.first_name}}!", "A\u202enn")).isEqualTo("Hi A nn!");
        assertThat(text("Hi {{contact.first_name}}!", "A\ud83dnn")).isEqualTo("Hi A\ufffdnn!");
        assertThat(text("Hi {{contact.first_name}}!", "A\u0000nn")).isEqualTo("Hi A nn!");
        assertThat(text("Hi {{contact.first_name}}!", "مرحبا 👩‍👧")).isEqualTo("Hi مرحبا 👩‍👧!");
    }

    @Test
    void aLeadsAddressBeginsALinkOnlyWhenItIsOne() throws Exception {
        String template = "Subject: x\n\nx\n--- html\n<a href=\"{{contact.site|https://acme.example/}}\">x</a>";
        int stopped = 0;
        for (String hostile : strings()) {
            try {
                String html = String.valueOf(mail(template, hostile).html());
                String href = Jsoup.parse(html).selectFirst("a").attr("href");
                assertThat(href).startsWith("http").doesNotContain("@", "\n", "\"", " ");
                assertThat(URI.create(href).getScheme()).isIn("http", "https");
            } catch (UnrenderableException stop) {
                assertThat(stop).hasMessageContaining("{{contact.site").hasMessageContaining("address");
                stopped++;
            }
        }
        assertThat(stopped).isGreaterThan(600);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href={{contact.site}}>x</a>",
                "<p {{contact.note}}>x</p>",
                "<{{contact.note}}>x</p>",
                "<p title=x{{contact.note}}>x</p>",
                "<p onclick=\"go('{{contact.note}}')\">x</p>",
                "<p style=\"color:{{contact.note}}\">x</p>",
                "<iframe srcdoc='{{contact.note}}'></iframe>",
                "<script>var a = '{{contact.note}}';</script>",
                "<STYLE>p { color: {{contact.note}} }</STYLE>",
                "<!-- {{contact.note}} -->",
                "<a href=\"javascript:go('{{contact.note}}')\">x</a>",
                "<a href=\" JavaScript:{{contact.note}}\">x</a>",
                "<a href=\"java\tscript:{{contact.note}}\">x</a>",
                "<a href=\"&#106;avascript:{{contact.note}}\">x</a>",
                "<a href='javascript:alert(1)'>x</a>",
                "<a href='vbscript:x'>x</a>",
                "<a href='data:text/html,x'>x</a>",
                "<a href=\"data:image/png,{{contact.note}}\">x</a>"
            })
    void aFieldWhereNothingMakesItHarmlessIsRefusedAtDeployment(String html) {
        String template = "Subject: x\n\nx\n--- html\n<p>one</p>\n" + html;
        assertThat(new ReadTemplates().check("day-1.email", template, TemplateFormat.MAIL))
                .as(html)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(6);
                    assertThat(problem.cure()).isNotBlank();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p title=\"{{contact.note|x}}\">{{contact.note|x}}</p>",
                "<a href='mailto:sales@acme.example'>x</a>",
                "<a href='tel:+14155550100'>x</a>",
                "<a href='#top'>x</a>",
                "<a href='/relative?x=a:b'>x</a>",
                "<img src='data:image/png;base64,AAAA'>",
                "<a href=\"{{unsubscribe}}\">x</a>",
                "<a href=\"{{team.settings.url|https://acme.example}}/a?b={{contact.note|x}}\">x</a>",
                "<style>p { color: red }</style><p>{{contact.note|x}}</p>",
                "<!--[if mso]><p>x</p><![endif]-->",
                "<p>1 < 2 and {{contact.note|x}}</p>"
            })
    void whatIsHarmlessIsAccepted(String html) {
        assertThat(new ReadTemplates().check("day-1.email", "Subject: x\n\nx\n--- html\n" + html, TemplateFormat.MAIL))
                .as(html)
                .isEmpty();
    }

    @Test
    void aFieldInAnAddressIsPercentEncodedThereAndNowhereElse() throws Exception {
        String template = "Subject: x\n\nhttps://a.example/?n={{contact.first_name}} {{contact.first_name}}\n--- html\n"
                + "<a href=\"https://a.example/?n={{contact.first_name}}\">{{contact.first_name}}</a>"
                + "<a href=\"mailto:{{contact.first_name}}\">x</a>";
        Rendered mail = mail(template, "a+b@c.example&x=1 \"");
        assertThat(mail.text()).isEqualTo("https://a.example/?n=a%2Bb%40c.example%26x%3D1%20%22 a+b@c.example&x=1 \"");
        assertThat(mail.html())
                .contains("href=\"https://a.example/?n=a%2Bb%40c.example%26x%3D1%20%22\"")
                .contains(">a+b@c.example&amp;x");
        assertThat(Jsoup.parse(String.valueOf(mail.html())).select("a").get(1).attr("href"))
                .isEqualTo("mailto:a+b@c.example%26x%3D1%20%22");
    }

    @Test
    void aFieldWithTheMarkOfOursIsRefused() {
        assertThatThrownBy(() -> text("{{~p:contact.first_name}}", "x"))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("~");
    }

    private static void assertMarkup(String shown, Rendered mail, List<String> calm) {
        Document html = Jsoup.parse(String.valueOf(mail.html()));
        assertThat(skeleton(mail.html())).as(shown).isEqualTo(calm);
        assertThat(html.select("#a").attr("href"))
                .as(shown)
                .startsWith("https://acme.example/a?e=")
                .endsWith("#s");
        assertThat(html.select("#a").attr("href").chars().filter(c -> c == '&' || c == '#' || c == '?'))
                .as(shown)
                .hasSize(3);
        assertThat(html.select("#m").attr("href")).as(shown).startsWith("mailto:");
        assertThat(html.select("#m").attr("href").chars().filter(c -> c == '&' || c == '?'))
                .as(shown)
                .hasSize(1);
        assertThat(html.select("#l").attr("href").chars().filter(c -> c == '&' || c == '?' || c == '#'))
                .as(shown)
                .hasSize(1);
        assertThat(html.select("#i").attr("src").chars().filter(c -> c == '/'))
                .as(shown)
                .hasSize(4);
    }

    /** Tags with the names of their attributes, in order. */
    private static List<String> skeleton(String html) {
        List<String> skeleton = new ArrayList<>();
        for (Element element : Jsoup.parse(html).getAllElements()) {
            StringBuilder tag = new StringBuilder(element.tagName());
            for (Attribute attribute : element.attributes()) {
                tag.append(' ').append(attribute.getKey());
            }
            skeleton.add(tag.toString());
        }
        return skeleton;
    }

    private static void assertOneLine(String shown, String value) {
        assertThat(value.chars().filter(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029))
                .as(shown)
                .isEmpty();
        assertText(shown, value);
    }

    private static void assertText(String shown, String value) {
        assertThat(value.codePoints()
                        .filter(c -> (Character.isISOControl(c) && c != '\n' && c != '\t')
                                || Character.getType(c) == Character.SURROGATE
                                || (c >= 0x202A && c <= 0x202E)
                                || (c >= 0x2066 && c <= 0x2069)))
                .as(shown)
                .isEmpty();
    }

    static List<String> strings() throws IOException {
        try (InputStream in = HostileFieldsTest.class.getResourceAsStream("/hostile.json")) {
            List<String> strings = new ArrayList<>();
            for (JsonNode each : new ObjectMapper().readTree(in)) {
                strings.add(each.path("text").asText().repeat(each.path("times").asInt(1)));
            }
            return strings;
        }
    }

    private Rendered render(String value) throws UnrenderableException {
        return mail(MAIL, value);
    }

    private Rendered mail(String template, String value) throws UnrenderableException {
        return templates.render(
                String.valueOf(template.hashCode()),
                "day-1.email",
                TemplateFormat.MAIL,
                file -> Optional.of(template),
                lead(value));
    }

    private String text(String template, String value) throws UnrenderableException {
        return templates
                .render(
                        String.valueOf(template.hashCode()),
                        "day-1.sms",
                        TemplateFormat.TEXT,
                        file -> Optional.of(template),
                        lead(value))
                .text();
    }

    /** A lead whose every field is markup. */
    static MergeData someLead() {
        return lead("<b a='\"'>{{x}}");
    }

    private static MergeData lead(String value) {
        Contact contact = new Contact(
                new ContactId(1),
                TeamId.DEFAULT,
                null,
                value,
                value,
                value,
                value,
                null,
                Set.of(),
                value,
                value,
                value,
                null,
                0,
                new PostalAddress(value, value, value, value, value),
                new Company(value, 40, value),
                Consent.UNKNOWN,
                Map.of("note", value, "site", value),
                Instant.EPOCH,
                1);
        return new MergeData(contact, ACME, new SequenceId("nurture"), new StepId("day-1"), Map.of("v", value));
    }
}
