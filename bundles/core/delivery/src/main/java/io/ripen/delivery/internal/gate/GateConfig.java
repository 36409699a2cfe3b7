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
            name = "Business name needed",
            description = "Whether a team that nobody has given a name of its own writes to no lead: its sequences and"
                    + " campaigns wait until the team has one.")
    boolean business_name_needed() default true;

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

    @AttributeDefinition(
            name = "Soft bounces",
            description = "With how many messages that did not reach an address, for a reason that may pass, it is"
                    + " suppressed; 0 for never and 100 at most.")
    int soft_bounces() default 3;

    @AttributeDefinition(
            name = "Days of soft bounces",
            description = "In how many days those messages are counted, 1 to 365.")
    int soft_bounce_days() default 30;
}
