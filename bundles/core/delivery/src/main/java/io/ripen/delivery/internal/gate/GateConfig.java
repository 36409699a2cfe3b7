package io.ripen.delivery.internal.gate;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.delivery.cfg}. */
@ObjectClassDefinition(name = "Ripen delivery", description = "The gate that every outgoing message passes.")
public @interface GateConfig {
    String PID = "io.ripen.delivery";

    @AttributeDefinition(
            name = "Mandatory policies",
            description = "Types of the policies without which everything is held and nothing is sent.")
    String[] policies_mandatory() default {"block", "consent", "frequency-caps", "pace", "quiet-hours", "suppression"};

    @AttributeDefinition(
            name = "Opt-out line",
            description =
                    "What is put at the end of each text of a sequence that does not say how to opt out; empty for"
                            + " nothing. A team may have its own in the setting optOutLine.")
    String opt_out_line() default "Reply STOP to opt out.";

    @AttributeDefinition(
            name = "Unsubscribe line",
            description =
                    "The words before the address to unsubscribe with, under each e-mail of a sequence that has no"
                            + " such address; empty for nothing. A team may have its own in the setting unsubscribeLine.")
    String unsubscribe_line() default "Unsubscribe:";
}
