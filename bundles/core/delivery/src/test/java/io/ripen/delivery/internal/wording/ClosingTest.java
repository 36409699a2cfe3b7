package io.ripen.delivery.internal.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.LaterOutcome;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.TemplateFormat;
import io.ripen.delivery.internal.render.Rendered;
import io.ripen.delivery.internal.render.UnrenderableException;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosingTest {
    private static final Closing CLOSING = new Closing("Reply STOP to opt out.", "Unsubscribe:");
    private static final String LINK = "https://acme.example/t/u/abc?x=1&y=2";
    private static final Channel SMS = new Kind(AddressKind.PHONE, TemplateFormat.TEXT, null);
    private static final Channel MAIL = new Kind(AddressKind.EMAIL, TemplateFormat.MAIL, null);
    private static final Channel CALL = new Kind(
            AddressKind.PHONE, TemplateFormat.TEXT, new LaterOutcome("call.outcome", java.time.Duration.ofDays(1)));

    @Test
    void aTextThatDoesNotSayHowToOptOutIsTold() throws Exception {
        assertThat(sms("Acme: shall I call you?", Map.of()))
                .isEqualTo("Acme: shall I call you? Reply STOP to opt out.");
        assertThat(sms("Hi\nthere\n", Map.of())).isEqualTo("Hi\nthere\nReply STOP to opt out.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hi. STOP to opt out.",
                "Hi. Text stop to end.",
                "Reply \"stop\" any time.",
                "To opt-out, answer NO.",
                "Opt out: https://acme.example/out",
                "Unsubscribe: acme.example/u",
                "Responde ALTO para no recibir.",
                "Envie SAIR para sair."
            })
    void aTextThatSaysItIsLeftAlone(String text) throws Exception {
        assertThat(sms(text, Map.of())).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"We stop by tomorrow.", "It never stops.", "Nonstop flights for you", "The bus stop is near."})
    void theWordAloneSaysNothing(String text) throws Exception {
        assertThat(sms(text, Map.of())).endsWith("Reply STOP to opt out.");
    }

    @Test
    void aTeamHasALineOfItsOwnOrNone() throws Exception {
        assertThat(sms("Hola", Map.of("optOutLine", "Responde ALTO."))).isEqualTo("Hola Responde ALTO.");
        assertThat(sms("Hi", Map.of("optOutLine", ""))).isEqualTo("Hi");
        assertThat(sms("Hi", Map.of("optOutLine", false))).isEqualTo("Hi");
        assertThat(sms("Hi", Map.of("optOutLine", true))).isEqualTo("Hi Reply STOP to opt out.");
    }

    @Test
    void whatACallerReadsOutHasNoSuchLine() throws Exception {
        assertThat(CLOSING.close(rendered("Script", null), team(Map.of()), CALL, "")
                        .text())
                .isEqualTo("Script");
    }

    @Test
    void aTextThatNoProviderTakesIsStoppedWithItsLength() {
        assertThatThrownBy(() -> sms("a".repeat(2_000), Map.of()))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("2023 characters")
                .hasMessageContaining("1600");
    }

    @Test
    void aMailWithoutAVisibleLinkAndAddressGetsBoth() throws Exception {
        Rendered mail = mail(
                rendered("Hello", "<html><body><p>Hello</p></body></html>"),
                Map.of("postalAddress", "Acme <Inc> & Sons\n1 Main St"));
        assertThat(mail.text()).isEqualTo("Hello\n\nUnsubscribe: " + LINK + "\nAcme <Inc> & Sons\n1 Main St");
        assertThat(mail.html())
                .contains("<a href=\"https://acme.example/t/u/abc?x=1&amp;y=2\">Unsubscribe</a>")
                .contains("Acme &lt;Inc&gt; &amp; Sons<br>\n1 Main St")
                .endsWith("</p>\n</body></html>");
    }

    @Test
    void aMailThatHasThemIsLeftAlone() throws Exception {
        Rendered mail = rendered(
                "Hello\nBye: " + LINK + "\nAcme\n 1 Main St",
                "<p>Hello <a href='" + LINK.replace("&", "&amp;") + "'>bye</a> Acme<br>1 Main St</p>");
        assertThat(mail(mail, Map.of("postalAddress", "Acme\n1 Main St"))).isEqualTo(mail);
    }

    @Test
    void nothingIsAddedWhereNothingIsConfigured() throws Exception {
        Rendered mail = rendered("Hello", "<p>Hello</p>");
        assertThat(Closing.NONE.close(mail, team(Map.of()), MAIL, LINK)).isEqualTo(mail);
        assertThat(Closing.NONE.close(mail, team(Map.of()), SMS, "")).isEqualTo(mail);
    }

    private static String sms(String text, Map<String, Object> settings) throws UnrenderableException {
        return CLOSING.close(rendered(text, null), team(settings), SMS, "").text();
    }

    private static Rendered mail(Rendered mail, Map<String, Object> settings) throws UnrenderableException {
        return CLOSING.close(mail, team(settings), MAIL, LINK);
    }

    private static Rendered rendered(String text, @Nullable String html) {
        return new Rendered(null, text, html, Map.of());
    }

    private static Team team(Map<String, Object> settings) {
        return new Team(TeamId.DEFAULT, "Acme", ZoneOffset.UTC, "US", settings);
    }

    private record Kind(
            AddressKind addressKind,
            TemplateFormat templateFormat,
            @Nullable LaterOutcome laterOutcome) implements Channel {
        @Override
        public Outcome send(OutboundMessage message) {
            throw new AssertionError("Nothing is sent here.");
        }
    }
}
