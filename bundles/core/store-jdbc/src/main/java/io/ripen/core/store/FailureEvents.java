package io.ripen.core.store;

import io.ripen.crm.ContactId;
import io.ripen.delivery.FailureReaction.Failure;
import io.ripen.delivery.FailureReaction.Kind;
import io.ripen.delivery.MessageId;
import io.ripen.event.EventSource;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Messages that did not go out or did not arrive, as the outbox keeps them. They are no events, so a consumer of all has none. */
public final class FailureEvents {
    /** The type that a consumer wants who is to be told of them. */
    public static final String TYPE = ":failure";

    private FailureEvents() {}

    /** As it is written. */
    public static OutboxEvent of(Failure failure, Instant now) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("message", failure.message().value());
        SequenceId sequence = failure.sequence();
        if (sequence != null) {
            data.put("sequence", sequence.value());
        }
        data.put("channel", failure.channel());
        data.put("kind", failure.kind().name());
        data.put("code", failure.code());
        return new OutboxEvent(
                new EventRow(
                        failure.team().value(),
                        "failure:" + failure.message(),
                        TYPE,
                        failure.contact().value(),
                        now,
                        now,
                        EventSource.PROVIDER,
                        data),
                Set.of(TYPE),
                null);
    }

    /** As it was written. */
    public static Failure read(OutboxRow row) {
        EventRow event = row.event();
        Object message = event.data().get("message");
        return new Failure(
                new MessageId(message instanceof Number number ? number.longValue() : 0),
                new TeamId(event.team()),
                new ContactId(event.contact()),
                event.data().get("sequence") instanceof String sequence ? new SequenceId(sequence) : null,
                String.valueOf(event.data().get("channel")),
                Kind.valueOf(String.valueOf(event.data().get("kind"))),
                String.valueOf(event.data().get("code")));
    }
}
