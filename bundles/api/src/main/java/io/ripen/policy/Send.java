package io.ripen.policy;

import io.ripen.channel.AddressKind;
import io.ripen.crm.Contact;
import io.ripen.delivery.MessageId;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.team.Team;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that asks to be sent.
 *
 * @param path on which way it came
 * @param address normalised: E.164, or the lower-case e-mail address
 * @param at business time of the asking
 * @param priority of its sequence, 0 to 9; of two that want the same place the higher one has it
 * @param heldBy type of the policy that held it when it was asked about before; null for a new one
 * @param sequence null when sent by hand
 */
public record Send(
        MessageId message,
        SendPath path,
        Team team,
        Contact contact,
        String channel,
        AddressKind addressKind,
        String address,
        String text,
        Instant at,
        int priority,
        @Nullable String heldBy,
        @Nullable SequenceId sequence,
        @Nullable StepId step) {
    /** The priority of a sequence that names none, and of what is written by hand. */
    public static final int USUAL_PRIORITY = 5;
}
