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
 * @param address normalised: E.164, or the lower-case e-mail address
 * @param at business time of the asking
 * @param sequence null when sent by hand
 */
public record Send(
        MessageId message,
        Team team,
        Contact contact,
        String channel,
        AddressKind addressKind,
        String address,
        String text,
        Instant at,
        @Nullable SequenceId sequence,
        @Nullable StepId step) {}
