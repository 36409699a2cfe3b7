package io.ripen.policy.consent.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.policy.consent.cfg}. */
@ObjectClassDefinition(name = "Ripen consent policy", description = "Who must have agreed to be written to.")
public @interface ConsentPolicyConfig {
    String PID = "io.ripen.policy.consent";

    @AttributeDefinition(
            name = "Consent required",
            description = "Channel types, such as sms, by which Ripen writes only to leads with a recorded consent;"
                    + " empty: to everybody who did not forbid it.")
    String[] require_consent() default {};
}
