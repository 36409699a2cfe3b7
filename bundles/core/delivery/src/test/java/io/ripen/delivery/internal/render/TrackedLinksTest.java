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
        String template =
                "See {{#link.pricing}}https://acme.example/pricing?utm_source=sms&a=b{{/link.pricing}} or {{#link.book}}"
                        + "https://acme.example/book#now{{/link.book}}.";
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
        Rendered mail = mail(
                "Hi\n--- html\n<a class='b' data-link=\"pricing\" href=\"https://acme.example/p?a=1&amp;b=2\">P</a> <a href=\"https://plain.example\">x</a>");
        assertThat(mail.html())
                .startsWith(
                        "<a class='b' href=\"https://l.example/t/c/pricing\">P</a> <a href=\"https://plain.example\">x</a>");
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
                "https://acmé.example/",
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
