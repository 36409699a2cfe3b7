package io.ripen.channel.email.internal;

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

/** Mails to Ann for tests. */
final class Mails {
    static final String ANN = "ann@example.com";
    private static final Team TEAM = new Team(TeamId.DEFAULT, "Default", ZoneOffset.UTC, "US", Map.of());
    private static final Contact CONTACT = new Contact(
            new ContactId(1),
            TeamId.DEFAULT,
            null,
            "Ann",
            null,
            ANN,
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

    private Mails() {}

    static OutboundMessage toAnn(long id) {
        return mail(id, 1, ANN, "A case study", "Hi Ann,\n\nread this.", "<p>Hi Ann</p>", Map.of());
    }

    static OutboundMessage mail(
            long id,
            int attempt,
            String address,
            String subject,
            String text,
            String html,
            Map<String, String> headers) {
        return new OutboundMessage(
                new MessageId(id),
                attempt,
                "token-" + id,
                TEAM,
                CONTACT,
                address,
                subject,
                text,
                html,
                headers,
                null,
                () -> true);
    }
}
