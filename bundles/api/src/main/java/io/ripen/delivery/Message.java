package io.ripen.delivery;

import io.ripen.crm.ContactId;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.team.TeamId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to a lead and what became of it; the truth that reports and reconciliation go by.
 *
 * @param enrollment the run that it belongs to; null for one sent by hand
 * @param occurrence how often this step was reached in this run, from 1; (enrollment, step, occurrence) is unique
 * @param channel channel type, such as {@code sms}
 * @param attempt how often a request was made, 0 before the first
 * @param reason why it is held, denied, refused or unknown, in a sentence
 * @param policy type of the policy that holds or denied it; null when none did
 * @param heldUntil business time until which a policy holds it
 * @param plannedAt business time; so are the other times
 */
public record Message(
        MessageId id,
        TeamId team,
        ContactId contact,
        @Nullable EnrollmentId enrollment,
        @Nullable SequenceId sequence,
        @Nullable StepId step,
        int occurrence,
        String channel,
        MessageState state,
        String address,
        @Nullable String subject,
        String text,
        @Nullable String providerId,
        int attempt,
        @Nullable String code,
        @Nullable String reason,
        @Nullable String policy,
        @Nullable Instant heldUntil,
        Instant plannedAt,
        @Nullable Instant sendingAt,
        @Nullable Instant settledAt,
        @Nullable Instant deliveredAt) {}
