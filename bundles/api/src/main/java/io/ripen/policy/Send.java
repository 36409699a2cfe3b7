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
 * @param answers when the lead wrote what this answers, as the event says; null when it answers nothing that the lead wrote. Only a
 *     sequence's message answers: of a run that this text began, or that waited for it
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
        @Nullable StepId step,
        @Nullable Instant answers) {
    /** The priority of a sequence that names none, and of what is written by hand. */
    public static final int USUAL_PRIORITY = 5;

    /** What answers nothing that the lead wrote. */
    public Send(
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
        this(
                message,
                path,
                team,
                contact,
                channel,
                addressKind,
                address,
                text,
                at,
                priority,
                heldBy,
                sequence,
                step,
                null);
    }

    /** The same as the answer to what the lead wrote at {@code written}. */
    public Send answering(Instant written) {
        return new Send(
                message,
                path,
                team,
                contact,
                channel,
                addressKind,
                address,
                text,
                at,
                priority,
                heldBy,
                sequence,
                step,
                written);
    }
}
