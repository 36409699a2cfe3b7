package io.ripen.policy.pace.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.policy.pace.cfg}. */
@ObjectClassDefinition(
        name = "Ripen pace",
        description = "How fast a sender sends, and how much a team sends in a day.")
@interface PaceConfig {
    @AttributeDefinition(
            name = "Ceiling",
            description =
                    "At most so many messages of sequences and campaigns a day for a team that sets none itself; 0 for no"
                            + " ceiling.")
    int ceiling() default 0;
}
