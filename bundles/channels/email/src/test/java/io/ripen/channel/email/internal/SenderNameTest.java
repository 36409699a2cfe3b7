package io.ripen.channel.email.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.OutboundMessage;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a reader sees as the sender. */
class SenderNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // configured; team; businessName; fromName; owner; seen
                "hello@acme.example; Harbor Homes; ; ; kim; Harbor Homes",
                "hello@acme.example; Team West; Harbor Homes; ; kim; Harbor Homes",
                "Acme <hello@acme.example>; Team West; ; ; kim; Acme",
                "Acme <hello@acme.example>; Team West; Harbor Homes; ; kim; Harbor Homes",
                "hello@acme.example; Default; ; ; kim; ",
                "hello@acme.example; default ; ; ; kim; ",
                "Acme <hello@acme.example>; Default; ; ; kim; Acme",
                "hello@acme.example; Harbor Homes; ; rep; Kim Park; Kim Park",
                "Acme <hello@acme.example>; Harbor Homes; ; rep; Kim Park; Kim Park",
                "hello@acme.example; Harbor Homes; ; rep; ; Harbor Homes",
                "hello@acme.example; Harbor Homes; ; rep; kim@acme.example; Harbor Homes",
                "hello@acme.example; Harbor Homes; ; business; Kim Park; Harbor Homes",
                "hello@acme.example; Größe & Söhne, GmbH; ; ; ; Größe & Söhne, GmbH",
                "hello@acme.example; 港の家; ; ; ; 港の家",
                "hello@acme.example; bad@phish.example; ; ; ; "
            })
    void theBusinessOrTheRep(
            String configured,
            String team,
            @Nullable String business,
            @Nullable String fromName,
            @Nullable String owner,
            @Nullable String seen)
            throws Exception {
        Map<String, Object> settings = business == null
                ? fromName == null ? Map.of() : Map.of("fromName", fromName)
                : Map.of("businessName", business);
        OutboundMessage message = message(team, settings, owner);
        var from = SenderName.named(MailComposer.address(configured), false, message);
        assertThat(from.getPersonal()).isEqualTo(seen);
        assertThat(from.getAddress()).isEqualTo("hello@acme.example");
        assertThat(MailComposer.compose(message, from, Instant.EPOCH).getFrom()).containsExactly(from);
    }

    @Test
    void whatTheStepNamesStays() throws Exception {
        var own = MailComposer.address("Ann of Acme <ann@acme.example>");
        assertThat(SenderName.named(own, true, message("Harbor Homes", Map.of("fromName", "rep"), "Kim"))
                        .getPersonal())
                .isEqualTo("Ann of Acme");
        assertThat(SenderName.named(
                                MailComposer.address("ann@acme.example"),
                                true,
                                message("Harbor Homes", Map.of(), "Kim"))
                        .getPersonal())
                .isEqualTo("Harbor Homes");
    }

    @Test
    void aNameBringsNoHeaderAndHidesNoLetters() throws Exception {
        var from = SenderName.named(
                MailComposer.address("hello@acme.example"),
                false,
                message(
                        "Acme\r\nBcc: all@evil",
                        Map.of("businessName", "Ac\u202Eme\r\nX: 1", "fromName", "rep"),
                        "K\u0000im"));
        assertThat(from.getPersonal()).isEqualTo("K im");
        assertThat(from.toString()).doesNotContain("\r", "\n");
        assertThat(SenderName.named(
                                MailComposer.address("hello@acme.example"),
                                false,
                                message("A", Map.of("businessName", "Ac\u202Eme\r\nX: 1"), null))
                        .getPersonal())
                .isEqualTo("Ac me X: 1");
    }

    private static OutboundMessage message(String team, Map<String, Object> settings, @Nullable String owner) {
        Contact lead = new Contact(
                new ContactId(1),
                TeamId.DEFAULT,
                null,
                "Ann",
                null,
                "ann@example.com",
                null,
                null,
                Set.of(),
                owner,
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
        return new OutboundMessage(
                new MessageId(1),
                1,
                "t",
                new Team(TeamId.DEFAULT, team, ZoneOffset.UTC, "US", settings),
                lead,
                "ann@example.com",
                "S",
                "T",
                null,
                Map.of(),
                null,
                () -> true);
    }
}
