package io.ripen.delivery.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.channel.TemplateFormat;
import io.ripen.core.store.LinkTarget;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackedLinksTest {
    private final List<Collection<LinkTarget>> kept = new ArrayList<>();
    private final List<LinkTarget> used = new ArrayList<>();
    private final Templates templates = new Templates(kept::add);
    private boolean on = true;
    private int revision;

    private final MessageLinks links = new MessageLinks() {
        @Override
        public String link(LinkTarget target) {
            used.add(target);
            return on ? "https://l.example/t/c/" + target.name() : target.url();
        }

        @Override
        public String pixel() {
            return on ? "https://l.example/t/o/P.gif" : "";
        }

        @Override
        public String hidden() {
            return on ? "https://l.example/t/c/H" : "";
        }

        @Override
        public String unsubscribe() {
            return "https://l.example/t/u/U";
        }
    };

    @Test
    void aNamedLinkBecomesATrackedAddressAndItsTargetIsKept() throws Exception {
        String template = "See {{#link.pricing}}https://acme.example/pricing?utm_source=sms&a=b{{/link.pricing}} or"
                + " {{#link.book}}https://acme.example/book#now{{/link.book}}.";
        assertThat(text(template)).isEqualTo("See https://l.example/t/c/pricing or https://l.example/t/c/book.");
        assertThat(used)
                .containsExactlyInAnyOrder(
                        new LinkTarget("pricing", "https://acme.example/pricing?utm_source=sms&a=b"),
                        new LinkTarget("book", "https://acme.example/book#now"));
        assertThat(kept)
                .singleElement()
                .satisfies(targets -> assertThat(targets).hasSize(2));
    }

    @Test
    void targetsAreKeptOnceForATemplateAndNotForEachMessage() throws Exception {
        for (int i = 0; i < 100; i++) {
            templates.render(
                    "r",
                    "a.sms",
                    TemplateFormat.TEXT,
                    f -> Optional.of("{{#link.a}}https://a.example/{{/link.a}}"),
                    lead("Ann"));
        }
        assertThat(kept).hasSize(1);
    }

    @Test
    void untrackedLinksGoOutAsTheyStand() throws Exception {
        on = false;
        Rendered mail =
                mail("Hi\n--- html\n<body><a href=\"{{#link.a}}https://a.example/?x=1&y=2{{/link.a}}\">a</a></body>");
        assertThat(mail.html()).isEqualTo("<body><a href=\"https://a.example/?x&#x3D;1&amp;y&#x3D;2\">a</a></body>");
        assertThat(text("{{#link.a}}https://a.example/?x=1&y=2{{/link.a}}")).isEqualTo("https://a.example/?x=1&y=2");
    }

    @Test
    void anHtmlPartHasPixelAndHiddenLinkBeforeItsEnd() throws Exception {
        Rendered mail = mail("Hi, out: {{unsubscribe}}\n--- html\n<html><body><p>Hi</p></body></html>");
        assertThat(mail.html())
                .startsWith("<html><body><p>Hi</p><a href=\"https://l.example/t/c/H\"")
                .contains(
                        "aria-hidden=\"true\"",
                        "tabindex=\"-1\"",
                        "<img src=\"https://l.example/t/o/P.gif\" width=\"1\"")
                .endsWith("></body></html>");
        assertThat(mail.text()).isEqualTo("Hi, out: https://l.example/t/u/U");
        assertThat(mail("Hi").html()).isNull();
    }

    @Test
    void anAnchorMayNameItsLink() throws Exception {
        Rendered mail = mail("Hi\n"
                + "--- html\n"
                + "<a class='b' data-link=\"pricing\" href=\"https://acme.example/p?a=1&amp;b=2\">P</a> <a"
                + " href=\"https://plain.example\">x</a>");
        assertThat(mail.html())
                .startsWith("<a class='b' href=\"https://l.example/t/c/pricing\">P</a> <a"
                        + " href=\"https://plain.example\">x</a>");
        assertThat(used).containsExactly(new LinkTarget("pricing", "https://acme.example/p?a=1&b=2"));
    }

    @Test
    void fieldsInATargetGoInEncodedAndCannotChangeWhereItLeads() throws Exception {
        String template =
                "{{#link.a}}https://acme.example/for/{{contact.first_name}}?city={{contact.city|none}}{{/link.a}}";
        text(template, lead("../../x?admin=1&b=#\r\nü"));
        assertThat(used)
                .containsExactly(new LinkTarget(
                        "a", "https://acme.example/for/..%2F..%2Fx%3Fadmin%3D1%26b%3D%23%0D%0A%C3%BC?city=none"));
        assertThatThrownBy(() -> text("{{#link.a}}https://acme.example/{{contact.owner}}{{/link.a}}", lead("Ann")))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("contact.owner");
    }

    @Test
    void aTargetMayBeginWithAField() throws Exception {
        text("{{#link.book}}{{team.bookingLink}}{{/link.book}}");
        text("{{#link.book}}{{team.bookingLink}}/for?n={{contact.first_name}}{{/link.book}}");
        assertThat(used)
                .containsExactly(
                        new LinkTarget("book", "https://acme.example/book"),
                        new LinkTarget("book", "https://acme.example/book/for?n=Ann"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:alert(1)", "//evil.example/x", "", "https://a@evil.example", "data:text/html,x"})
    void aFieldThatIsNoAddressStopsTheMessage(String value) {
        assertThatThrownBy(() -> text("{{#link.a}}{{contact.first_name}}{{/link.a}}", lead(value)))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("link 'a'");
    }

    @Test
    void targetsThatDifferAreKnownBeforeTheTextIsFilledIn() {
        List<LinkTarget> targets = new ArrayList<>();
        templates.targets(
                "r",
                "a.sms",
                TemplateFormat.TEXT,
                f -> Optional.of(
                        "{{#link.f}}https://a.example/{{/link.f}}{{#link.a}}https://a.example/{{contact.first_name}}{{/link.a}}"),
                lead("Ann"),
                targets);
        assertThat(targets).containsExactly(new LinkTarget("a", "https://a.example/Ann"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://a.example/?a=1&amp;b=2 https://a.example/?a=1&b=2",
                "https://a.example/?a=1&#38;b=2 https://a.example/?a=1&b=2",
                "https://a.example/?a=1&#x26;b=2 https://a.example/?a=1&b=2",
                "https://a.example/?a=1&#038;b=2 https://a.example/?a=1&b=2",
                "https://a.example/?a=1&AMP;b=2 https://a.example/?a=1&b=2",
                "https://a.example/?a=1&b=2 https://a.example/?a=1&b=2",
                "https://a.example/?a=1&copy=2&lt=3 https://a.example/?a=1&copy=2&lt=3",
                "https://a.example/?q=&amp;amp; https://a.example/?q=&amp;",
                "https&#58;//a.example/&quest;x&equals;1 https://a.example/?x=1",
                "https://a.example/?n={{contact.first_name}}&amp;c={{contact.city|a&amp;b}}"
                        + " https://a.example/?n=Ann&c=a%26amp%3Bb",
                "https://a.example/caf&eacute; https://a.example/caf%C3%A9",
                "https://a.example/?q=Tom&#39;s https://a.example/?q=Tom's"
            })
    void anAddressInTheHtmlPartIsReadAsHtmlMeansIt(String written, String meant) throws Exception {
        mail("Hi\n--- html\n<a href=\"{{#link.a}}" + written + "{{/link.a}}\">a</a>");
        if (written.indexOf('"') < 0) {
            mail("Hi\n--- html\n<a data-link='a' href=\"" + written + "\">a</a>");
        }
        assertThat(used).containsExactly(new LinkTarget("a", meant), new LinkTarget("a", meant));
    }

    @Test
    void anAddressInTheTextPartIsNoHtml() throws Exception {
        text("{{#link.a}}https://a.example/?a=1&amp;b=2{{/link.a}}");
        assertThat(used).containsExactly(new LinkTarget("a", "https://a.example/?a=1&amp;b=2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '~',
            value = {
                "https://my_shop.example/a https://my_shop.example/a",
                "https://_dmarc.acme_inc.example:8443/ https://_dmarc.acme_inc.example:8443/",
                "https://acmé.example/préis?q=é#ü https://xn--acm-dma.example/pr%C3%A9is?q=%C3%A9#%C3%BC",
                "https://bücher.example/ https://xn--bcher-kva.example/",
                "https://例え.example/価格 https://xn--r8jz45g.example/%E4%BE%A1%E6%A0%BC",
                "https://пример.example/цена https://xn--e1afmkfd.example/%D1%86%D0%B5%D0%BD%D0%B0",
                "https://a.example/🎁?x=🎁 https://a.example/%F0%9F%8E%81?x=%F0%9F%8E%81",
                "https://a.example/f?filter[size]=9|10&t={id} https://a.example/f?filter[size]=9%7C10&t=%7Bid%7D",
                "https://a.example/a[1]^b`c https://a.example/a%5B1%5D%5Eb%60c",
                "https://a.example/preis%20liste?x=100%25 https://a.example/preis%20liste?x=100%25",
                "https://[2001:db8::1]/x https://[2001:db8::1]/x",
                "https://a.example/~ann/(x)!*';:@$,+ https://a.example/~ann/(x)!*';:@$,+",
                "HTTPS://A.Example HTTPS://A.Example",
                "https://a.example?x=1 https://a.example?x=1",
                "https://a.example/#/route?x=[1] https://a.example/#/route?x=[1]"
            })
    void anAddressOfAnyLanguageGoesOverTheWireInAscii(String written, String sent) throws Exception {
        text("{{#link.a}}" + written + "{{/link.a}}");
        assertThat(used).containsExactly(new LinkTarget("a", sent));
        assertThat(java.net.URI.create(sent)).isNotNull();
    }

    @Test
    void aLongAddressIsTaken() throws Exception {
        String prefilled = "https://docs.example/forms/d/e/1FAIpQLSd/viewform?" + "entry.1234567=value&".repeat(250);
        text("{{#link.a}}" + prefilled + "{{/link.a}}");
        assertThat(used).containsExactly(new LinkTarget("a", prefilled));
        assertThatThrownBy(() -> text("{{#link.a}}" + prefilled + prefilled + "{{/link.a}}"))
                .hasMessageContaining("at most 6000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "https://a.example/a b; a blank at place 20; %20",
                "https://a.example/a\u00A0b; U+00A0, no-break space; Take it out",
                "https://a.example/\u200Bb; U+200B, zero width space; Take it out",
                "https://a.example/\u202Ecba; U+202E; Take it out",
                "https://a.example/a\\\\b; '\\' at place 20; %5C",
                "https://a.example/“b”; '“' at place 19; %E2%80%9C",
                "https://a.example/a\"b; '\"' at place 20; %22",
                "https://a.example/<b>; '<' at place 19; %3C",
                "https://a.example/50%off; '%' at place 21; %25",
                "https://a.example/a#b#c; second '#' at place 22; %23",
                "https://straße.example/; 'ß' in its host; xn--",
                "https://a.exam,ple/; ',' in its host; Take it out",
                "https://a..example/; host 'a..example'; between the dots",
                "https://ann@a.example/; user name; before the '@'",
                "a.example/x; does not begin with https://; https://acme.example/pricing"
            })
    void aRefusedTargetNamesTheCharacterAndTheCure(String target, String named, String cure) {
        String written = target.translateEscapes();
        assertThatThrownBy(() -> text("{{#link.a}}" + written + "{{/link.a}}"))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining(named)
                .hasMessageContaining(cure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript://acme.example/%0aalert(1)",
                "//evil.example",
                "/pricing",
                "acme.example/pricing",
                "ftp://acme.example/",
                "https://",
                "https:///x",
                "https://user@evil.example/",
                "https://acme.example@evil.example/",
                "https://acme.example/a b",
                "https://acme.example/\\\\evil",
                "https://acme.example/\"x",
                "https://acme.example/<x>",
                "http:acme.example",
                "data:text/html,x",
                ""
            })
    void aBadTargetIsRefusedWithLineAndCure(String target) {
        assertThatThrownBy(() -> mail("one\ntwo {{#link.pricing}}" + target + "{{/link.pricing}}"))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("day-1.email, line 4")
                .hasMessageContaining("'pricing'")
                .hasMessageContaining(". "); // what is wrong, and the cure
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{link.pricing}}",
                "{{link.pricing|https://acme.example}}",
                "{{#link.pricing}}https://acme.example",
                "{{#link.pricing}}https://acme.example{{/link.prices}}",
                "{{^link.pricing}}https://acme.example{{/link.pricing}}",
                "{{#link.Pricing Page}}https://acme.example{{/link.Pricing Page}}",
                "{{#link.}}https://acme.example{{/link.}}",
                "{{#link.a}}https://acme.example/\nb{{/link.a}}",
                "{{#link.a}}{{#contact.stage}}https://acme.example{{/contact.stage}}{{/link.a}}",
                "{{#link.a}}htt{{contact.first_name}}{{/link.a}}",
                "{{#link}}https://acme.example{{/link}}"
            })
    void aSlipIsRefusedWithItsLine(String slip) {
        assertThatThrownBy(() -> text("one\n" + slip))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void aLinkInTheHeadAndOwnUnsubscribeHeadersAreRefused() {
        assertThatThrownBy(() -> mail("x", "Subject: {{#link.a}}https://a.example{{/link.a}}\n\n"))
                .hasMessageContaining("head");
        assertThatThrownBy(() -> mail("x", "Subject: a\nList-Unsubscribe: <https://evil.example>\n\n"))
                .hasMessageContaining("List-Unsubscribe");
    }

    @Test
    void aHoleInAMailIsNamedByTheLineOfTheFile() {
        assertThatThrownBy(() -> mail("one\n\n--- html\n<p>a</p>\n<p>{{contact.owner}}</p>"))
                .hasMessageContaining("line 7");
    }

    private String text(String template) throws UnrenderableException {
        return text(template, lead("Ann"));
    }

    private String text(String template, MergeData data) throws UnrenderableException {
        return templates
                .render("r" + revision++, "day-1.sms", TemplateFormat.TEXT, f -> Optional.of(template), data)
                .text();
    }

    private Rendered mail(String body) throws UnrenderableException {
        return mail(body, "Subject: S\n\n");
    }

    private Rendered mail(String body, String head) throws UnrenderableException {
        return templates.render(
                "r" + revision++, "day-1.email", TemplateFormat.MAIL, f -> Optional.of(head + body), lead("Ann"));
    }

    private MergeData lead(String firstName) {
        Team team = new Team(
                TeamId.DEFAULT, "Acme", ZoneOffset.UTC, "US", Map.of("bookingLink", "https://acme.example/book"));
        Contact contact = new Contact(
                new ContactId(7),
                TeamId.DEFAULT,
                null,
                firstName,
                null,
                null,
                null,
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                Consent.UNKNOWN,
                Map.of(),
                Instant.EPOCH,
                1);
        return new MergeData(contact, team, null, null, Map.of(), links);
    }
}
