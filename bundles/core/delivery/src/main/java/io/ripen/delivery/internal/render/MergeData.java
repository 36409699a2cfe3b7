package io.ripen.delivery.internal.render;

import io.ripen.crm.Contact;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.team.Team;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the fields of a template are filled from. */
public record MergeData(
        Contact contact,
        Team team,
        @Nullable SequenceId sequence,
        @Nullable StepId step,
        Map<String, Object> variables,
        MessageLinks links) {

    /** Of a message that nothing is tracked of. */
    public MergeData(
            Contact contact,
            Team team,
            @Nullable SequenceId sequence,
            @Nullable StepId step,
            Map<String, Object> variables) {
        this(contact, team, sequence, step, variables, MessageLinks.NONE);
    }
}
