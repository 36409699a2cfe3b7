package io.ripen.core.store;

import io.ripen.crm.ContactId;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.MessageState;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands in the database.
 *
 * @param enrollment the run that it belongs to; 0 for one sent by hand
 * @param occurrence from 1; (enrollment, step, occurrence) is unique
 * @param headers further headers of a mail, never null
 * @param attempt how often a request was begun
 * @param sendingAt business time of the newest attempt's beginning
 * @param sendingMachineAt machine time of the newest attempt's beginning, for time-outs towards the provider
 * @param settledAt business time at which the outcome was known
 */
public record MessageRow(
        long id,
        String team,
        long contact,
        long enrollment,
        @Nullable String sequence,
        @Nullable String step,
        int occurrence,
        String channel,
        String address,
        @Nullable String subject,
        String body,
        @Nullable String html,
        Map<String, String> headers,
        MessageState state,
        @Nullable String providerId,
        int attempt,
        @Nullable String code,
        @Nullable String reason,
        @Nullable String policy,
        @Nullable Instant heldUntil,
        Instant plannedAt,
        @Nullable Instant sendingAt,
        @Nullable Instant sendingMachineAt,
        @Nullable Instant settledAt,
        @Nullable Instant deliveredAt) {

    /** Whether its person was erased: it counts, and nobody knows whose it was. */
    public boolean isErased() {
        return address.isEmpty() && body.isEmpty();
    }

    /** The same in the words of the api. */
    public Message toMessage() {
        return new Message(
                new MessageId(id),
                new TeamId(team),
                new ContactId(contact),
                enrollment == 0 ? null : new EnrollmentId(enrollment),
                sequence == null ? null : new SequenceId(sequence),
                step == null ? null : new StepId(step),
                occurrence,
                channel,
                state,
                address,
                subject,
                body,
                providerId,
                attempt,
                code,
                reason,
                policy,
                heldUntil,
                plannedAt,
                sendingAt,
                settledAt,
                deliveredAt);
    }
}
