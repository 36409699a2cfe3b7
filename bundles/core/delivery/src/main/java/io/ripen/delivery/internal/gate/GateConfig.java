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
    String[] policies_mandatory() default {"suppression"};
}
