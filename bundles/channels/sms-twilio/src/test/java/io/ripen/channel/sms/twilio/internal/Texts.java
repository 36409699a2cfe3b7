package io.ripen.channel.sms.twilio.internal;

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
import java.util.function.BooleanSupplier;

/** Messages to Ann for tests. */
final class Texts {
    static final String ANN = "+14155550101";
    private static final Team TEAM = new Team(TeamId.DEFAULT, "Default", ZoneOffset.UTC, "US", Map.of());

    private Texts() {}

    static OutboundMessage toAnn(long id, String text) {
        return toAnn(id, text, Map.of(), () -> true);
    }

    static OutboundMessage toAnn(long id, String text, Map<String, String> headers) {
        return toAnn(id, text, headers, () -> true);
    }

    static OutboundMessage toAnn(long id, String text, BooleanSupplier mayBegin) {
        return toAnn(id, text, Map.of(), mayBegin);
    }

    private static OutboundMessage toAnn(long id, String text, Map<String, String> headers, BooleanSupplier mayBegin) {
        Contact ann = new Contact(
                new ContactId(1),
                TeamId.DEFAULT,
                null,
                "Ann",
                null,
                null,
                ANN,
                ANN,
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
        return new OutboundMessage(
                new MessageId(id), 1, "token-" + id, TEAM, ann, ANN, null, text, null, headers, null, mayBegin);
    }
}
