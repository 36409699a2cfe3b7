package io.ripen.policy.breaker.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.policy.breaker.cfg}. */
@ObjectClassDefinition(
        name = "Ripen circuit breaker",
        description = "When a sequence is paused for a team because too much of it fails or too many want no more.")
@interface BreakerConfig {
    @AttributeDefinition(name = "Window", description = "Over how many of the last hours it counts, 1 to 168.")
    int window_hours() default 24;

    @AttributeDefinition(name = "Minimum", description = "So many messages must have gone out before any rate counts.")
    int minimum() default 100;

    @AttributeDefinition(
            name = "Opt-outs",
            description = "The sequence is paused when more than so many in a hundred opted out; 0 for never.")
    double opt_out_percent() default 3;

    @AttributeDefinition(
            name = "Failures",
            description =
                    "The sequence is paused when more than so many in a hundred were refused or not delivered; 0 for never.")
    double failed_percent() default 20;

    @AttributeDefinition(
            name = "Complaints",
            description = "The sequence is paused when more than so many in a hundred complained; 0 for never.")
    double complaint_percent() default 0.3;
}
