package io.ripen.delivery.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ripen.channel.TemplateFormat;
import io.ripen.core.store.LinkTarget;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who writes the HTML of a mail has written its text as well. */
class PlainPartTest {
    private int revision;

    @Test
    void paragraphsBreaksHeadingsAndListsReadAsInALetter() {
        assertThat(PlainPart.of("""
            <html><head><title>No</title><style>p { color: red }</style></head><body>
            <h1>Your   plan</h1>
            <p>Hi Ann,<br>
            welcome&nbsp;to <b>Acme</b> &amp; friends.</p>
            <ul><li>One</li><li>Two<ol><li>a</li><li>b</li></ol></li></ul>
            <hr>
            <p>Bye</p></body></html>\
            """)).isEqualTo("""
                Your plan

                Hi Ann,
                welcome to Acme & friends.

                - One
                - Two

                  1. a
                  2. b

                ----

                Bye\
                """);
    }

    @Test
    void aLinkSaysWhereItLeads() {
        assertThat(PlainPart.of("<p>You can <a href='https://a.example/?a=1&amp;b=2'>book a call</a> any time.</p>"))
                .isEqualTo("You can book a call <https://a.example/?a=1&b=2> any time.");
        assertThat(PlainPart.of("<p><a href='https://a.example/'>Read the story</a></p>"))
                .isEqualTo("Read the story: https://a.example/");
        assertThat(PlainPart.of("<p><a href='https://a.example/'>Ready?</a></p>"))
                .isEqualTo("Ready? https://a.example/");
        assertThat(PlainPart.of("<p>See <a href='https://a.example/'>a.example</a>.</p>"))
                .isEqualTo("See https://a.example/.");
        assertThat(PlainPart.of("<p>Write to <a href='mailto:ann@a.example?subject=x'>ann@a.example</a></p>"))
                .isEqualTo("Write to ann@a.example");
        assertThat(PlainPart.of("<p><a href='tel:+14155550100'>Call us</a></p>"))
                .isEqualTo("Call us: +14155550100");
        assertThat(PlainPart.of("<p><a href='#top'>Top</a> <a>none</a></p>")).isEqualTo("Top none");
        assertThat(PlainPart.of("<p><a href='https://a.example/'><img src='b.png' alt='Our shop'></a></p>"))
                .isEqualTo("Our shop: https://a.example/");
    }

    @Test
    void whatNobodySeesIsNotSaid() {
        assertThat(PlainPart.of("<div style='display: none; max-height:0'>Preview words</div><!-- <p>no</p> -->"
                        + "<!--[if mso]><p>Outlook</p><![endif]--><p hidden>no</p><script>var a = '<p>';</script>"
                        + "<p>&zwnj;&#8203;Hi&shy;!</p><img src='x.png'><input type='hidden' value='no'>"))
                .isEqualTo("Hi!");
    }

    @Test
    void tablesCellsAndQuotationsKeepTheirOrder() {
        assertThat(PlainPart.of("<table><tr><td>Price</td><td>2300</td></tr><tr><td>Size</td><td>12</td></tr></table>"))
                .isEqualTo("Price 2300\nSize 12");
        assertThat(PlainPart.of("<p>She wrote:</p><blockquote>It works.<br>Really.</blockquote><p>Ann</p>"))
                .isEqualTo("She wrote:\n\n> It works.\n> Really.\n\nAnn");
        assertThat(PlainPart.of("<pre>a\n  b</pre>")).isEqualTo("a\n  b");
    }

    @Test
    void htmlThatNobodyClosedStillReads() {
        assertThat(PlainPart.of("<p>One<p>Two<br>Three</b></div><li>x"))
                .contains("One", "Two\nThree")
                .contains("- x");
        assertThat(PlainPart.of("a < b & c")).isEqualTo("a < b & c");
        assertThat(PlainPart.of("<p" + "<p".repeat(5_000))).isNotNull();
    }

    @Test
    void whatIsNestedWithoutEndTakesNoTime() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (String each :
                    new String[] {"<a href=x>y", "<blockquote>x<br>", "<ul><li>x", "<div>x", "<table><tr><td>x", "<b>"
                    }) {
                String html = each.repeat((256 << 10) / each.length());
                assertThat(PlainPart.of(html).length()).as(each).isLessThan(4 << 20);
            }
        });
    }

    @Test
    void fieldsSectionsAndLinksOfTheTemplateGoOverAsTheyStand() {
        assertThat(
                        PlainPart.of(
                                "<table>{{#contact.note}}<tr><td>You wrote: {{contact.note|a < b &"
                                        + " \"c\"}}</td></tr>{{/contact.note}}</table><p><a"
                                        + " href=\"{{#link.a}}https://a.example/?x=1&amp;y={{contact.city|}}{{/link.a}}\">Look</a></p><a"
                                        + " data-link=\"b\" href=\"https://b.example/?x=1&amp;y=2\">B</a> <a href='{{unsubscribe}}'>Out</a>"))
                .isEqualTo("""
                    {{#contact.note}}
                    You wrote: {{contact.note|a < b & "c"}}
                    {{/contact.note}}

                    Look: {{#link.a}}https://a.example/?x=1&y={{contact.city|}}{{/link.a}}

                    B <{{#link.b}}https://b.example/?x=1&y=2{{/link.b}}> Out <{{unsubscribe}}>\
                    """);
    }

    @Test
    void aMailThatIsWrittenOnceHasBothParts() throws Exception {
        Rendered mail = mail(
                "Subject: S\n\n"
                        + "--- html\n"
                        + "<p>Hi {{contact.first_name|there}},</p>\n"
                        + "{{#contact.note}}<p>{{contact.note|}}</p>{{/contact.note}}\n"
                        + "<p><a href=\"{{#link.a}}https://a.example/?n={{contact.first_name}}{{/link.a}}\">Look</a></p>",
                "<b>Ann & Bob</b>");
        assertThat(mail.text()).isEqualTo("Hi <b>Ann & Bob</b>,\n\nLook: https://l.example/a");
        assertThat(mail.html())
                .contains("Hi &lt;b&gt;Ann &amp; Bob&lt;/b&gt;,")
                .contains("href=\"https://l.example/a\"")
                .doesNotContain("{{");
    }

    @Test
    void whoWritesTheTextKeepsIt() throws Exception {
        assertThat(mail("Subject: S\n\nMy words.\n--- html\n<p>Others.</p>", "Ann")
                        .text())
                .isEqualTo("My words.");
    }

    @Test
    void aHoleIsToldOfByItsLineInTheHtml() {
        assertThatThrownBy(() -> mail("Subject: S\n\n--- html\n<p>a</p>\n\n<p>b</p>\n<p>{{contact.note}}</p>", "Ann"))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("HTML part")
                .hasMessageContaining("line 7");
    }

    private Rendered mail(String template, @Nullable String firstName) throws UnrenderableException {
        return new Templates()
                .render(
                        "r" + revision++,
                        "a.email",
                        TemplateFormat.MAIL,
                        name -> Optional.of(template),
                        data(firstName));
    }

    private static MergeData data(@Nullable String firstName) {
        Contact contact = new Contact(
                new ContactId(7),
                TeamId.DEFAULT,
                null,
                firstName,
                "Lee",
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
        Team team = new Team(TeamId.DEFAULT, "Acme", ZoneId.of("UTC"), "US", Map.of());
        return new MergeData(contact, team, null, null, Map.of(), new MessageLinks() {
            @Override
            public String link(LinkTarget target) {
                return "https://l.example/" + target.name();
            }

            @Override
            public String pixel() {
                return "";
            }

            @Override
            public String hidden() {
                return "";
            }

            @Override
            public String unsubscribe() {
                return "https://l.example/u";
            }
        });
    }
}
