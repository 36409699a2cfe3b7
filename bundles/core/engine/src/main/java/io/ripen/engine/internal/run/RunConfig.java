package io.ripen.engine.internal.run;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.engine.run.cfg}. Durations are in milliseconds of machine time. */
@ObjectClassDefinition(name = "Ripen engine", description = "How the engine claims, sends and recovers.")
public @interface RunConfig {
    String PID = "io.ripen.engine.run";

    @AttributeDefinition(name = "Node", description = "Name of this node for people; empty for the host's name.")
    String node() default "";

    @AttributeDefinition(name = "Batch", description = "How many leads one transaction claims at most, 1 to 1000.")
    int batch() default 500;

    @AttributeDefinition(
            name = "Lease",
            description = "Milliseconds for which a node that is not heard of keeps its leads.")
    long lease() default 30_000;

    @AttributeDefinition(name = "Heartbeat", description = "Milliseconds between two extensions of the lease.")
    long heartbeat() default 5_000;

    @AttributeDefinition(
            name = "Grace",
            description = "Milliseconds after which a provider is asked about a dead node's message.")
    long grace() default 30_000;

    @AttributeDefinition(name = "Workers", description = "Threads for segments that call foreign endpoints.")
    int workers() default 8;

    @AttributeDefinition(name = "In flight", description = "How many messages of one channel may be under way at most.")
    int in_flight() default 1_000;

    @AttributeDefinition(
            name = "Segment",
            description =
                    "Milliseconds for which the steps between two waits or messages may run for one lead. Then they"
                            + " are ended and the lead is errored. With foreign endpoints it is 24 times as long.")
    long segment() default 5_000;
}
