package io.ripen.policy.caps.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.policy.caps.cfg}. */
@ObjectClassDefinition(name = "Ripen frequency caps", description = "How often a lead may be written to.")
@interface CapsConfig {
    @AttributeDefinition(
            name = "Preset",
            description =
                    "Caps of teams that say nothing themselves: usual (one SMS a day, e-mails 48 hours apart), b2b (one"
                            + " e-mail in four days), b2c (three e-mails a week), or none: leads may be written to any"
                            + " number of times a day, which is for trials only.")
    String preset() default "usual";
}
