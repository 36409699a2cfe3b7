package io.ripen.engine.internal.intake;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.intake.cfg}. */
@ObjectClassDefinition(name = "Ripen intake", description = "What events count as.")
public @interface IntakeConfig {
    String PID = "io.ripen.intake";

    @AttributeDefinition(
            name = "Reactions are replies",
            description =
                    "Whether a thumb, heart or laugh that a phone sends for one of our texts counts as a reply, and"
                            + " so stops what ends on one. By default it is only kept in the conversation.")
    boolean reactions_are_replies() default false;

    @AttributeDefinition(
            name = "Hours that events wait for somebody",
            description =
                    "How long an event for an address that nobody has waits for a contact who has it, 1 to 720 hours. The"
                            + " event then has its effect on the contact. Later it only stays in the list of events.")
    int strangers_kept_hours() default 72;
}
